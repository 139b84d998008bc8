// Every page in a real browser: node tests/browser/run.mjs PROGRAM [WORD]. A test is one page for
// one role, or one of the named ones below; WORD runs those whose name has it. Pictures are kept in
// build/shots. The last line is "N passed, N failed".
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { cardOpensByItself, stopwatch } from './calls.mjs';
import { draftComesBack, finderFillsTheForm, phraseIsWritten, staleSaveIsMerged }
	from './drafts.mjs';
import { Estate } from './estate.mjs';
import { boxKnowsNobody, ownersLetter, residentOnAPhone } from './home.mjs';
import { nothingTypedRuns } from './hostile.mjs';
import { jobsOnAPhone } from './jobs.mjs';
import { lostLineIsSaid, queueRenewsItself } from './live.mjs';
import { palette, paletteWaitsForPinyin } from './palette.mjs';
import { papersSayWhatPagesSay } from './papers.mjs';
import { accessible, fits, listen, small, steady, weigh } from './page_checks.mjs';
import { closeARepairWithoutScript, importARoster, registerByKeyboard,
	wallReadsItselfAnew } from './work.mjs';

const [program = 'build/anju', word = ''] = process.argv.slice(2);
const shots = join(dirname(program), 'shots');
const desk = { width: 1366, height: 630 }; // 1366×768 less the bars of the browser
const widths = [desk, { width: 1024, height: 768 }, { width: 360, height: 740 }];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'];
const limits = { elements: 1500, firstBytes: 60 * 1024, nextBytes: 14 * 1024, firstRequests: 6 };

let passed = 0, failed = 0;
async function test(name, run) {
	if (!name.includes(word) && !name.endsWith(' signs in'))
		return;
	let faults;
	try {
		faults = await run() ?? [];
	} catch (e) {
		faults = [e.message];
	}
	if (faults.length) {
		failed++;
		console.log(`FAILED ${name}`);
		for (const f of new Set(faults))
			console.log(`  ${f}`);
	} else {
		passed++;
	}
}

async function signIn(page, estate, person) {
	await page.goto(`${estate.url}/login`);
	await page.fill('#login', person.login);
	await page.fill('#password', person.password);
	await page.click('main form button');
	await page.waitForLoadState();
	if (new URL(page.url()).pathname === '/login')
		throw new Error(`${person.role} ${person.login} cannot sign in`);
}

// "/requests/123" → "/requests/:id", by the program's own table; literal segments win.
function patternOf(routes, path) {
	const parts = path.split('/');
	let best = null, most = -1;
	for (const { path: pattern } of routes) {
		const want = pattern.split('/');
		if (want.length !== parts.length ||
		    !want.every((w, i) => w.startsWith(':') ? parts[i] : w === parts[i]))
			continue;
		const literal = want.filter((w) => !w.startsWith(':')).length;
		if (literal > most)
			[best, most] = [pattern, literal];
	}
	return best;
}

// what is no page: bytes of the program, files, downloads, parts of pages
const isFile = (pattern) =>
	/^\/(my|r|join)\b/.test(pattern) || // the residents' pages: home.mjs
	/^\/(s|exports|imports\/template|callers)\/|\/(files\/:\w+|errors|progress|card)$/.test(pattern) ||
	/\/(slip|slips|paper|sheet|letters?)$/.test(pattern) && pattern !== '/portal/letters' ||
	/^\/(inspections\/:id\/notice|movein-days\/list|runsheets\/day)$/.test(pattern) ||
	/^\/(healthz|metrics|events|palette|calls\/mine)$/.test(pattern);
// forms and filters lead there
const byForm = ['/search?q=3-2', '/obligations?view=office&subject=incident_reporter',
	'/obligations?view=office&subject=complaint_reply',
	'/rules/try?setting=requests.arrive_minutes&value=45', '/figures?view=times',
	'/figures?view=quality'];

// The next page of the queue: what is wrong with it at the desk's size, and where it leads.
async function visit(page, estate, path) {
	const faults = listen(page);
	try {
		const answer = await page.goto(estate.url + path);
		if (answer.status() === 403 || answer.status() === 404)
			return null;
		if (answer.status() !== 200)
			faults.push(`answers ${answer.status()}`);
		faults.push(...await fits(page), ...await steady(page),
			...await small(page, limits.elements));
		if (!await page.$('#help, .wall'))
			faults.push('nothing says what this page is for');
		const links = await page.$$eval('a[href^="/"]', (all) =>
			all.map((a) => a.getAttribute('href').split('#')[0]));
		return { path, faults, links };
	} finally {
		page.removeAllListeners();
	}
}

// Follows the links from the first page: each route that the role can see, once.
async function everyRoute(page, estate, routes) {
	const found = new Map(), queue = ['/', ...byForm];
	while (queue.length) {
		const path = queue.shift();
		const pattern = patternOf(routes, path.split('?')[0]);
		const name = byForm.includes(path) ? path : pattern;
		if (!pattern || found.has(name) || isFile(pattern))
			continue;
		const seen = await visit(page, estate, path);
		if (!seen)
			continue;
		found.set(name, seen);
		queue.push(...seen.links);
	}
	return found;
}

function shotName(role, pattern, width) {
	const page = pattern.replace(/[/:?&=_]+/g, '-').replace(/^-|-$/g, '') || 'home';
	return join(shots, `${page}-${role}-${width}.png`);
}

// A page is looked at closely, at every width, for the first two roles that see it.
const looked = new Map();
function isNew(pattern) {
	const times = looked.get(pattern) ?? 0;
	looked.set(pattern, times + 1);
	return times < 2;
}

async function lookClosely(page, estate, role, pattern, path) {
	const faults = listen(page);
	for (const size of widths) {
		await page.setViewportSize(size);
		await page.goto(estate.url + path);
		const here = [...await fits(page), ...await steady(page)];
		if (size.width !== 1024) {
			here.push(...await accessible(page));
			await page.screenshot({ path: shotName(role, pattern, size.width),
				fullPage: true });
		}
		faults.push(...here.map((f) => `${size.width}: ${f}`));
	}
	page.removeAllListeners();
	await page.setViewportSize(desk);
	return faults;
}

// The same pages for who reads English: longer words in the same places.
async function inEnglish(browser, estate, person, found) {
	const context = await browser.newContext({ viewport: desk, locale: 'en-GB' });
	const page = await context.newPage();
	await test(`${person.role} reads English and signs in`, async () => {
		await signIn(page, estate, person);
		await page.goto(`${estate.url}/me`);
		await page.selectOption('[name=language]', 'en');
		await page.click('form[action="/me"] button.primary');
		await page.waitForLoadState();
	});
	for (const [pattern, { path }] of found)
		await test(`${person.role} in English ${pattern}`, async () => {
			const faults = listen(page);
			for (const size of widths) {
				await page.setViewportSize(size);
				await page.goto(estate.url + path);
				const here = [...await fits(page), ...await steady(page)];
				if (size.width === 360)
					here.push(...await accessible(page));
				faults.push(...here.map((f) => `${size.width}: ${f}`));
			}
			if (await page.evaluate(() => document.documentElement.lang) !== 'en')
				faults.push('it is not in English');
			page.removeAllListeners();
			return faults;
		});
	await context.close();
}

// Each of the list, two at a time: a page waits for its server, and a machine has two cores.
async function twoAtATime(list, work) {
	const rest = [...list];
	const next = async () => {
		while (rest.length)
			await work(rest.shift());
	};
	await Promise.all([next(), next()]);
}

async function pagesOf(browser, estate, routes, person, reached) {
	const context = await browser.newContext({ viewport: desk, locale: 'zh-CN' });
	const page = await context.newPage();
	let found = new Map();
	await test(`${person.role} signs in`, async () => {
		await signIn(page, estate, person);
		found = await everyRoute(page, estate, routes);
	});
	for (const [pattern, { path, faults }] of found) {
		reached.add(patternOf(routes, path.split('?')[0]));
		await test(`${person.role} ${pattern}`, async () => isNew(pattern) ?
			[...faults, ...await lookClosely(page, estate, person.role, pattern, path)] :
			faults);
	}
	await context.close();
	return found;
}

async function everyPage(browser, estate, routes) {
	const reached = new Set(['/login']); // seen signed out
	let director = null;
	await twoAtATime(estate.people, async (person) => {
		const found = await pagesOf(browser, estate, routes, person, reached);
		if (person.role === 'director')
			director = { person, found: [...found] };
	});
	const half = Math.ceil(director.found.length / 2);
	await twoAtATime([director.found.slice(0, half), director.found.slice(half)],
		(found) => inEnglish(browser, estate, director.person, found));
	await test('every page can be reached by links', async () => routes
		.map((r) => r.path)
		.filter((path) => !reached.has(path) && !isFile(path))
		.map((path) => `nobody comes to ${path}`));
}

async function views(browser, estate) {
	const context = await browser.newContext({ viewport: desk, locale: 'zh-CN' });
	const page = await context.newPage();
	await test('the sign-in page', async () => {
		const faults = listen(page);
		await page.goto(`${estate.url}/login`);
		return [...faults, ...await fits(page), ...await accessible(page)];
	});
	await test('the workbench weighs little at first and less afterwards', async () => {
		await signIn(page, estate, estate.person('front_desk'));
		const cold = await browser.newContext({ viewport: desk,
			storageState: await context.storageState() });
		const other = await cold.newPage();
		const first = await weigh(other, `${estate.url}/`);
		const next = await weigh(other, `${estate.url}/`);
		await cold.close();
		console.log(`  first view ${first.bytes} bytes in ${first.requests} requests, ` +
			`next view ${next.bytes} bytes`);
		return [
			first.bytes > limits.firstBytes && `first view: ${first.bytes} bytes`,
			first.requests > limits.firstRequests && `${first.requests} requests`,
			next.bytes > limits.nextBytes && `next view: ${next.bytes} bytes`,
		].filter(Boolean);
	});
	await test('the clerk sees ten rows of the queue without scrolling', async () => {
		await page.goto(`${estate.url}/`);
		const rows = await page.$$eval('table tbody tr', (all) => all.filter((row) => {
			const box = row.getBoundingClientRect();
			return box.height > 0 && box.bottom <= innerHeight;
		}).length);
		return rows >= 10 ? [] : [`${rows} rows`];
	});
	await context.close();
}

mkdirSync(shots, { recursive: true });
const estate = new Estate(program), typed = new Estate(program);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ??
	'/usr/bin/chromium', args: flags });
try {
	estate.make(600, 3000);
	await estate.serve();
	await views(browser, estate);
	await test('a repair is registered and closed without script',
		() => closeARepairWithoutScript(browser, estate, signIn));
	await test('a repair is registered by keyboard alone',
		() => registerByKeyboard(browser, estate, signIn));
	await test('the caller card opens by itself and disturbs no form',
		() => cardOpensByItself(browser, estate, signIn));
	await test('the stopwatch key fills in rings and time',
		() => stopwatch(browser, estate, signIn));
	await test('the queue renews itself, and no row moves under the cursor',
		() => queueRenewsItself(browser, estate, signIn));
	await test('a line that is cut is said until it stands again',
		() => lostLineIsSaid(browser, estate, signIn));
	await test('the palette leads to a room and to what is done for it, by keys alone',
		() => palette(browser, estate, signIn, accessible));
	await test('the palette waits until pinyin is a word',
		() => paletteWaitsForPinyin(browser, estate, signIn));
	await test('what is half written down comes back, and goes when it is registered',
		() => draftComesBack(browser, estate, signIn));
	await test('the finder fills in room, phone and words of a pasted message',
		() => finderFillsTheForm(browser, estate, signIn));
	await test('a short form after a semicolon becomes the sentence',
		() => phraseIsWritten(browser, estate, signIn));
	await test('two who change one flat at once: three values are shown and nothing is lost',
		() => staleSaveIsMerged(browser, estate, signIn));
	await test('papers say what their pages say, in fonts of their own, under a code',
		() => papersSayWhatPagesSay(browser, estate, signIn));
	await test('a technician arrives, finishes and has it signed on a phone, also without a network',
		() => jobsOnAPhone(browser, estate, signIn, accessible));
	await test('a resident reports in four taps, follows it and rates it on a phone',
		() => residentOnAPhone(browser, estate));
	await test('an owner reads his letter of moving in on a phone, which proves its delivery',
		() => ownersLetter(browser, estate));
	await test('the suggestion box knows nobody and shows what became of a letter',
		() => boxKnowsNobody(browser, estate, signIn));
	await test('the wall screen is read anew by itself',
		() => wallReadsItselfAnew(browser, estate, signIn));
	await test('a roster is imported by the page, and a wrong row is shown',
		() => importARoster(browser, estate, signIn,
			async (page) => [...await fits(page), ...await accessible(page)]));
	const routes = estate.routes();
	await everyPage(browser, estate, routes);
	await test('nothing that was typed runs on any page', () =>
		nothingTypedRuns(browser, typed, signIn, (path) => {
			const pattern = patternOf(routes, path.split('?')[0]);
			return pattern && !isFile(pattern) && pattern;
		}));
} catch (e) {
	failed++;
	console.log(`FAILED ${e.stack}`);
} finally {
	await browser.close();
	await estate.close();
	await typed.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
