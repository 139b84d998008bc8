// Whole pieces of work, as a person does them.

async function room(page, estate) {
	await page.goto(`${estate.url}/households`);
	const href = await page.getAttribute('main a[href^="/households/"]', 'href');
	return decodeURIComponent(href.split('/')[2].split('?')[0]);
}

async function newPage(browser, estate, role, signIn, options) {
	const context = await browser.newContext({ viewport: { width: 1366, height: 630 },
		locale: 'zh-CN', ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	await signIn(page, estate, estate.person(role));
	return page;
}

// Opens the form of a step, fills it in and sends it.
async function step(page, action, fill = async () => {}) {
	const form = page.locator(`details.step:has(form[action$="/${action}"])`);
	await form.locator('summary').click();
	await fill(form);
	await form.locator('p.actions button').last().click();
	await page.waitForLoadState();
	const fault = page.locator('[role=alert]').first();
	if (await fault.count())
		throw new Error(`${action}: ${await fault.innerText()}`);
}

export async function closeARepairWithoutScript(browser, estate, signIn) {
	const off = { javaScriptEnabled: false };
	const desk = await newPage(browser, estate, 'front_desk', signIn, off);
	const number = await room(desk, estate);
	await desk.goto(`${estate.url}/contacts/new`);
	await desk.fill('[name="phone"]', '13812340001');
	await desk.fill('[name="room"]', number);
	await desk.check('[name="matters.0.kind"][value="repair"]', { force: true });
	await desk.fill('[name="matters.0.text"]', '无脚本登记：厨房漏水');
	await desk.click('main form p.actions.sticky button');
	await desk.waitForLoadState();
	// one matter leads to its request, several to the contact
	const { pathname: path } = new URL(desk.url());
	if (!path.startsWith('/requests/'))
		throw new Error(`${path}: ${(await desk.innerText('main')).slice(0, 300)}`);
	const worker = estate.person('technician');
	const tech = await newPage(browser, estate, 'technician', signIn, off);
	await tech.goto(`${estate.url}/me`);
	const name = (await tech.locator('details.menu summary').innerText()).trim();
	await step(desk, 'dispatch', (f) => f.locator('[name="assignee"]').selectOption({ label: name }));
	await tech.goto(estate.url + path);
	await step(tech, 'arrive');
	await step(tech, 'finish', async (f) => {
		await f.locator('[name="result"]').fill('换角阀');
		await f.locator('[name="labour"]').fill('20');
		await f.locator('[name="materials.0.name"]').fill('角阀');
		await f.locator('[name="materials.0.price"]').fill('15.5');
	});
	await step(tech, 'receipt', async (f) => {
		await f.locator('[name="signed_by"]').fill('业主');
		await f.locator('[name="pay_way"]').selectOption('cash');
	});
	await desk.goto(estate.url + path);
	await step(desk, 'close');
	const text = await desk.innerText('main');
	await desk.context().close();
	await tech.context().close();
	return [
		!text.includes('已关闭') && 'it is not closed',
		!text.includes('35.50') && `its bill is not 35.50 (${worker.login})`,
	].filter(Boolean);
}

export async function registerByKeyboard(browser, estate, signIn) {
	const page = await newPage(browser, estate, 'front_desk', signIn);
	const number = await room(page, estate);
	let keys = 0;
	const press = async (key) => {
		keys++;
		await page.keyboard.press(key);
	};
	await page.goto(`${estate.url}/`);
	await press('F2');
	await page.waitForURL('**/contacts/new*');
	const tabTo = async (field) => {
		for (let i = 0; i < 12; i++) {
			if (await page.evaluate((n) => document.activeElement?.name === n, field))
				return;
			await press('Tab');
		}
		throw new Error(`${field} is not reached`);
	};
	await tabTo('room');
	await page.keyboard.type(number);
	await tabTo('matters.0.text');
	await page.keyboard.type('键盘登记：灯不亮');
	await press('Control+Enter');
	await page.waitForURL(/\/(contacts|requests)\/\d+/);
	const text = await page.innerText('main');
	await page.context().close();
	return [
		!text.includes('键盘登记') && 'the matter is not shown',
		keys > 12 && `${keys} keys besides the text`,
	].filter(Boolean);
}

// Uploads a roster with a wrong row; answers the path of the import.
export async function importARoster(browser, estate, signIn, check) {
	const page = await newPage(browser, estate, 'supervisor', signIn);
	const faults = [];
	const look = async (where) => faults.push(...(await check(page)).map((f) => `${where}: ${f}`));
	await page.goto(`${estate.url}/imports`);
	await page.selectOption('[name="kind"]', 'households');
	await page.setInputFiles('[name="file"]', 'tests/http/roster-more.csv');
	await page.click('main form[action="/imports"] button');
	await page.waitForURL(/\/imports\/\d+/);
	await look('columns');
	await page.click('form[action$="/map"] p.actions button');
	await page.waitForSelector('form[action$="/run"]');
	await look('checked');
	if (!(await page.innerText('#faults')).includes('联系电话'))
		faults.push('the wrong row is not shown with its column');
	await page.click('form[action$="/run"] button');
	await page.waitForSelector('.banner >> text=/导入|写入/');
	await look('done');
	await page.goto(`${estate.url}/households/7-1-101`);
	if (!(await page.innerText('main')).includes('冯强'))
		faults.push('the right row did not come in');
	await page.context().close();
	return faults;
}

// The screen on the wall is read anew by itself, says so when the line is dead, and does it without
// script too.
export async function wallReadsItselfAnew(browser, estate, signIn) {
	const page = await newPage(browser, estate, 'supervisor', signIn);
	const faults = [];
	await page.clock.install();
	await page.goto(`${estate.url}/wall`);
	const seconds = await page.getAttribute('main', 'data-refresh');
	const again = async (fail) => {
		const came = fail ? page.waitForEvent('requestfailed') : page.waitForResponse('**/wall');
		await page.clock.runFor(seconds * 1000 + 500);
		await came;
	};
	await page.evaluate(() => { document.querySelector('main').id = 'old'; });
	await again();
	await page.waitForSelector('main:not(#old)');
	await page.route('**/wall', (r) => r.abort());
	await again(true);
	await page.waitForSelector('main[data-lost]');
	await page.unroute('**/wall');
	await again();
	await page.waitForSelector('main:not([data-lost])');
	if (await page.locator('.side, .top').count())
		faults.push('the wall has a menu');
	await page.context().close();
	const plain = await newPage(browser, estate, 'supervisor', signIn, { javaScriptEnabled: false });
	await plain.goto(`${estate.url}/wall`);
	if (await plain.getAttribute('meta[http-equiv=refresh]', 'content') !== seconds)
		faults.push('without script it stays as it is');
	await plain.context().close();
	return faults;
}
