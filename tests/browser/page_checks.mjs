// What holds of every page at every width. Each function answers a list of faults, empty when well.
import axe from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Collects what the browser complains of while a page loads and works.
export function listen(page) {
	const faults = [];
	page.on('console', (m) => m.type() === 'error' && faults.push(`console: ${m.text()}`));
	page.on('pageerror', (e) => faults.push(`script: ${e.message}`));
	page.on('requestfailed', (r) => {
		// a page that is left ends what it was loading
		if (!r.failure()?.errorText.includes('ERR_ABORTED'))
			faults.push(`request: ${r.url()} ${r.failure()?.errorText}`);
	});
	page.on('response', (r) => {
		if (r.status() >= 500 || (r.status() >= 400 && !r.request().isNavigationRequest()))
			faults.push(`answer: ${r.status()} ${r.url()}`);
	});
	return faults;
}

export async function accessible(page) {
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate((tags) =>
		globalThis.axe.run({ runOnly: { type: 'tag', values: tags } }), standards);
	return violations.map((v) =>
		`axe ${v.id} × ${v.nodes.length}: ${v.nodes[0].html.slice(0, 160)} (${v.nodes[0].target})`);
}

export async function fits(page) {
	return page.evaluate(() => {
		const root = document.documentElement;
		if (root.scrollWidth <= root.clientWidth)
			return [];
		const wide = [...document.querySelectorAll('body *')].filter((e) =>
			e.getBoundingClientRect().right > root.clientWidth + 1);
		const name = (e) => `${e.tagName.toLowerCase()}.${e.className} “${e.textContent.slice(0, 40)}”`;
		return [`${root.scrollWidth} wide in ${root.clientWidth}: ` +
			wide.slice(-3).map(name).join(', ')];
	});
}

export async function small(page, elements) {
	const count = await page.evaluate(() => document.querySelectorAll('*').length);
	return count <= elements ? [] : [`${count} elements, more than ${elements}`];
}

export async function steady(page) {
	return page.evaluate(() => new Promise((done) => {
		const faults = [];
		new PerformanceObserver((list) => {
			for (const e of list.getEntries())
				for (const { node: n, previousRect: a, currentRect: b } of e.sources)
					faults.push(`shifts by ${e.value.toFixed(4)}: ${n?.nodeName} ` +
						`${n?.className ?? n?.data} from ${[a.x, a.y, a.width, a.height]} ` +
						`to ${[b.x, b.y, b.width, b.height]}`);
		}).observe({ type: 'layout-shift', buffered: true });
		requestAnimationFrame(() => requestAnimationFrame(() => done(faults)));
	}));
}

// Bytes on the wire and requests of one view.
export async function weigh(page, url) {
	const session = await page.context().newCDPSession(page);
	const view = { bytes: 0, requests: 0 };
	await session.send('Network.enable');
	session.on('Network.requestWillBeSent', (e) => {
		view.requests += e.request.url.startsWith('data:') ? 0 : 1;
	});
	session.on('Network.requestServedFromCache', () => view.requests--);
	session.on('Network.loadingFinished', (e) => { view.bytes += e.encodedDataLength; });
	await page.goto(url, { waitUntil: 'load' });
	await page.waitForTimeout(700); // the line for events stays open: the network is never idle
	await session.detach();
	return view;
}
