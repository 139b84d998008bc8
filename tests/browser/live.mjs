// Open lists renew themselves, and nothing moves under the cursor.
const wait = 8000;

async function api(estate, token, path, body) {
	const answer = await fetch(`${estate.url}/api/v1${path}`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok)
		throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	return answer.json();
}

// of those the row's page offers
async function technician(page) {
	const other = await page.context().newPage();
	await other.goto(await page.evaluate(() => document.activeElement.href));
	const value = await other.$eval('form[action$="/dispatch"] [name=assignee] option:nth-child(2)',
		(option) => option.value);
	await other.close();
	return value;
}

const call = (text) => ({ channel: 'phone', phone: '13900001111', rings: 1, kind: 'repair', text });
const places = (page) => page.$$eval('[data-live=request] tr[data-id]', (rows) =>
	rows.map((row) => [row.dataset.id, row.getBoundingClientRect().top].join()).join(' '));

// What another desk registers waits behind a button; what it changes is changed in its place.
export async function queueRenewsItself(browser, estate, signIn) {
	const faults = [];
	const token = estate.run('token', '--data', estate.data, '--user',
		estate.person('front_desk').login).trim();
	const context = await browser.newContext({ viewport: { width: 1366, height: 630 },
		locale: 'zh-CN' });
	const page = await context.newPage();
	await signIn(page, estate, estate.person('front_desk'));
	const board = await context.newPage();
	await board.goto(`${estate.url}/`);
	const fresh = () => board.innerText('[data-live] a[href="/requests?state=new"] b');
	const waiting = Number(await fresh());
	await page.goto(`${estate.url}/requests`);
	await page.waitForTimeout(500); // until the line stands
	const first = await api(estate, token, '/contacts', call('电梯困人，先到的一件'));
	await page.waitForSelector('.fresh-bar button', { timeout: wait });
	await page.keyboard.press('r');
	const id = first.matters[0].request_id ?? first.matters[0].id;
	const row = `tr[data-id="${id}"]`;
	await page.waitForSelector(`${row}.fresh`, { timeout: wait });
	if (!await page.evaluate((r) => document.querySelector(r).contains(document.activeElement), row))
		faults.push('the new row has not the focus');
	const before = await places(page);
	await api(estate, token, '/contacts', call('电梯困人，后到的一件'));
	await page.waitForSelector('.fresh-bar button', { timeout: wait });
	if (await places(page) !== before)
		faults.push('rows moved before anybody asked for it');
	await page.keyboard.press('r');
	const record = await (await fetch(`${estate.url}/api/v1/requests/${id}`,
		{ headers: { Authorization: `Bearer ${token}` } })).json();
	await api(estate, token, `/requests/${id}/dispatch`,
		{ version: record.version, assignee: await technician(page) });
	await page.waitForFunction(([r, v]) => document.querySelector(r)?.dataset.version !== v,
		[row, String(record.version)], { timeout: wait });
	await board.bringToFront(); // a hidden tab looks again when it is seen
	await board.waitForFunction((n) => Number(document.querySelector(
		'[data-live] a[href="/requests?state=new"] b').textContent) === n, waiting + 1,
	{ timeout: wait });
	await context.close();
	return faults;
}

// A line that is cut is said, and said no more when it stands again.
export async function lostLineIsSaid(browser, estate, signIn) {
	const context = await browser.newContext({ locale: 'zh-CN' });
	const page = await context.newPage();
	await signIn(page, estate, estate.person('front_desk'));
	await page.route('**/events*', (route) => route.abort());
	await page.goto(`${estate.url}/`);
	await page.waitForSelector('.lost-line', { timeout: wait });
	await page.unroute('**/events*');
	await page.waitForSelector('.lost-line', { state: 'detached', timeout: 40000 });
	await context.close();
	return [];
}
