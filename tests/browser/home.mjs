import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessible, fits, listen, small, steady, weigh } from './page_checks.mjs';

// A resident's phone: in by the invitation, a repair in four taps besides the text, its progress,
// a rating, a notice; every page at its width in both languages and both sizes of letters.
const phone = { width: 360, height: 740 };
const limits = { first: 20 * 1024, next: 6 * 1024, requests: 5, elements: 400 };

async function look(page, name, shots) {
	const faults = [...await fits(page), ...await steady(page), ...await small(page, limits.elements),
		...await accessible(page)].map((f) => `${name}: ${f}`);
	await page.screenshot({ path: join(shots, `home-${name}-360.png`), fullPage: true });
	return faults;
}

async function fourTaps(page) {
	let taps = 0;
	const tap = async (selector) => {
		taps++;
		await page.click(selector);
	};
	await tap('.tiles a[href="/my/report?kind=repair"]');
	await page.waitForURL('**/my/report**');
	await tap('label:has(input[value="water"])');
	await page.fill('textarea', '厨房水槽下面滴水');
	await tap('label:has(input[value="morning"])');
	await tap('main button.primary');
	await page.waitForURL(/\/my\/reports\/\d+$/);
	const faults = taps > 4 ? [`${taps} taps`] : [];
	if (!(await page.innerText('main')).includes('已收到'))
		faults.push(`after sending: ${(await page.innerText('main')).slice(0, 120)}`);
	return faults;
}

async function finished(estate, id) {
	const token = (role) => estate.run('token', '--data', estate.data, '--user',
		estate.person(role).login).trim().split('\n').pop();
	const desk = token('front_desk'), tech = token('technician');
	const ask = async (who, path, body) => {
		const answer = await fetch(`${estate.url}/api/v1${path}`, { method: body ? 'POST' : 'GET',
			headers: { Authorization: `Bearer ${who}`, 'Content-Type': 'application/json' },
			body: body && JSON.stringify(body) });
		if (!answer.ok)
			throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const me = await ask(tech, '/me');
	await ask(desk, `/requests/${id}/dispatch`, { assignee: me.id });
	await ask(tech, `/requests/${id}/arrive`, {});
	await ask(tech, `/requests/${id}/finish`, { result: '换了水槽下的密封圈' });
	return ask(desk, `/requests/${id}`);
}

async function rate(page, id, shots) {
	await page.goto(page.url()); // what the technician did
	const faults = await look(page, 'rate', shots);
	await page.click('label:has(input[name="stars"][value="2"])');
	await page.click('label:has(input[name="reason.slow"])');
	await page.fill('textarea[name="text"]', '等了一上午');
	await page.click('main form[action$="/rate"] button.primary');
	await page.waitForLoadState();
	if (!(await page.innerText('main')).includes('来得慢 等了一上午'))
		faults.push(`the rating is not shown: ${(await page.innerText('main')).slice(0, 300)}`);
	if (await page.$('form[action$="/rate"]'))
		faults.push('it can be rated twice');
	return faults;
}

// A page that is added must be looked at here.
function unseen(estate, paths) {
	const seen = new Set([...paths.map((p) => p.split('?')[0].replace(/\/\d+$/, '/:id')),
		'/my/notices/:id', '/my/letters/:id', '/my/enter', '/my/text', '/my/reports/:id/files/:file']);
	return estate.routes().map((r) => r.path).filter((p) => p.startsWith('/my') && !seen.has(p))
		.map((p) => `nobody looks at ${p}`);
}

async function everyHomePage(page, estate, id, shots, suffix) {
	const pages = [['home', '/my'], ['report', '/my/report?kind=repair'],
		['complaint', '/my/report?kind=complaint'], ['mine', '/my/reports'],
		['matter', `/my/reports/${id}`], ['notices', '/my/notices']];
	const faults = unseen(estate, pages.map(([, path]) => path));
	for (const [name, path] of pages) {
		const answer = await page.goto(estate.url + path);
		if (answer.status() !== 200)
			faults.push(`${path}: ${answer.status()}`);
		faults.push(...await look(page, name + suffix, shots));
	}
	const notice = await page.$('.rows a');
	if (notice) {
		await notice.click();
		faults.push(...await look(page, `notice${suffix}`, shots));
	}
	return faults;
}

export async function residentOnAPhone(browser, estate) {
	const shots = join(dirname(estate.program), 'shots');
	const link = readFileSync(join(estate.data, 'resident.txt'), 'utf8').trim();
	const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' });
	const page = await context.newPage(), faults = listen(page);
	await page.goto(estate.url + link);
	faults.push(...await look(page, 'join', shots));
	await page.click('main button');
	await page.waitForURL('**/my');
	const cold = await browser.newContext({ viewport: phone, locale: 'zh-CN',
		storageState: await context.storageState() });
	const other = await cold.newPage();
	const first = await weigh(other, `${estate.url}/my`);
	const next = await weigh(other, `${estate.url}/my/report`);
	await cold.close();
	console.log(`  a resident's first view ${first.bytes} bytes in ${first.requests} requests, ` +
		`next view ${next.bytes} bytes`);
	if (first.bytes > limits.first || first.requests > limits.requests || next.bytes > limits.next)
		faults.push(`too heavy: ${JSON.stringify({ first, next })}`);
	faults.push(...await fourTaps(page));
	const id = page.url().split('/').pop();
	const made = await finished(estate, id);
	if (made.source !== 'owner' || made.contact_id === null)
		faults.push(`taken in as ${made.source}, contact ${made.contact_id}`);
	faults.push(...await rate(page, id, shots));
	faults.push(...await everyHomePage(page, estate, id, shots, ''));
	await page.goto(`${estate.url}/my/text?large=1&back=/my`);
	if (await page.evaluate(() => getComputedStyle(document.documentElement).fontSize) !== '20px')
		faults.push('larger text is no larger');
	faults.push(...await everyHomePage(page, estate, id, shots, '-large'));
	const english = await browser.newContext({ viewport: phone, locale: 'en-GB',
		storageState: await context.storageState() });
	const reader = await english.newPage();
	faults.push(...listen(reader), ...await everyHomePage(reader, estate, id, shots, '-en'));
	await english.close();
	await page.click('nav.foot a[href="/my"]');
	await page.click('form[action="/my/leave"] button');
	await page.goto(`${estate.url}/my`);
	if (new URL(page.url()).pathname !== '/my/enter')
		faults.push(`after leaving /my leads to ${page.url()}`);
	page.removeAllListeners(); // that the invitation is gone is no fault
	const again = await page.goto(estate.url + link);
	if (again.status() !== 404)
		faults.push(`the invitation works again: ${again.status()}`);
	await context.close();
	return faults;
}

// The owner of a new flat finds his letter; that he says so proves its delivery, to the desk too.
export async function ownersLetter(browser, estate) {
	const shots = join(dirname(estate.program), 'shots');
	const token = estate.run('token', '--data', estate.data, '--user',
		estate.person('front_desk').login).trim().split('\n').pop();
	const ask = async (path, body) => (await fetch(`${estate.url}/api/v1${path}`, {
		method: body ? 'POST' : 'GET', body: body && JSON.stringify(body),
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } })).json();
	const [letter] = (await ask('/movein-notices?state=sent')).items;
	const { people } = await ask(`/households/${letter.room}`);
	const owner = people.find((p) => letter.buyers.split('、').includes(p.name));
	const { link } = await ask('/portal/invites', { occupancy: owner.id });
	const faults = [];
	for (const locale of ['zh-CN', 'en-GB']) {
		const context = await browser.newContext({ viewport: phone, locale });
		const page = await context.newPage();
		const { link: own } = locale === 'zh-CN' ? { link } : await ask('/portal/invites',
			{ occupancy: owner.id });
		await page.goto(estate.url + new URL(own, estate.url).pathname);
		await page.click('main button');
		await page.click(`a[href="/my/letters/${letter.id}"]`);
		await page.waitForURL('**/my/letters/**');
		faults.push(...await look(page, `owner-letter-${locale}`, shots));
		if (await page.$('main button.primary')) {
			await page.click('main button.primary');
			await page.waitForLoadState();
		}
		await context.close();
	}
	const after = await ask(`/movein-notices/${letter.id}`);
	if (after.state !== 'delivered' || after.proof !== 'read' || after.receiver !== owner.name)
		faults.push(`the letter is ${after.state}, ${after.proof}, ${after.receiver}`);
	return faults;
}

// What a passer-by sees of a place, and the box that knows nobody.
export async function boxKnowsNobody(browser, estate, signIn) {
	const shots = join(dirname(estate.program), 'shots');
	const desk = await browser.newContext({ locale: 'zh-CN' });
	const staff = await desk.newPage();
	await signIn(staff, estate, estate.person('front_desk'));
	await staff.goto(`${estate.url}/portal?places=1`);
	const place = await staff.getAttribute('td a[href^="/r/"]', 'href');
	await staff.goto(`${estate.url}/portal`);
	const door = await staff.getAttribute('td a[href^="/r/"]', 'href');
	const faults = [];
	for (const locale of ['zh-CN', 'en-GB']) {
		const context = await browser.newContext({ viewport: phone, locale });
		const page = await context.newPage();
		faults.push(...listen(page));
		for (const [name, path] of [['door', door], ['place', place], ['box', `${door}/write`],
			['letter', `${place}/write`], ['receipt', `${place}/receipt`], ['enter', '/my/enter']]) {
			await page.goto(estate.url + path);
			faults.push(...await look(page, `${name}-${locale}`, shots));
		}
		await page.goto(`${estate.url}${place}/write?kind=suggestion`);
		await page.fill('textarea', '大堂的灯太暗');
		await page.click('main button.primary');
		await page.waitForSelector('.receipt');
		const receipt = await page.innerText('.receipt');
		await page.goto(`${estate.url}${place}/receipt?receipt=${receipt.toLowerCase()}`);
		if (!(await page.innerText('main')).includes('大堂的灯太暗'))
			faults.push(`the receipt ${receipt} shows nothing`);
		await page.goto(estate.url + door);
		await page.fill('#tail', '99');
		await page.click('main button.primary');
		await page.waitForLoadState();
		if (!await page.$('.error'))
			faults.push('a short end of a phone is not refused beside its field');
		await context.close();
	}
	await staff.goto(`${estate.url}/portal/letters`);
	if (!(await staff.innerText('main')).includes('大堂的灯太暗'))
		faults.push('the desk does not find the letter');
	await desk.close();
	return faults;
}
