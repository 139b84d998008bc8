import { dirname, join } from 'node:path';

// A page of the clerk's, signed in, at the size a low screen leaves.
async function atTheDesk(browser, estate, signIn, viewport = { width: 1366, height: 630 }) {
	const context = await browser.newContext({ viewport, locale: 'zh-CN' });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	await signIn(page, estate, estate.person('front_desk'));
	return page;
}

const shot = (estate, name) => join(dirname(estate.program), 'shots', name);

// What is half written down is on the server and comes back.
export async function draftComesBack(browser, estate, signIn) {
	const faults = [];
	const page = await atTheDesk(browser, estate, signIn);
	await page.goto(`${estate.url}/contacts/new?kind=enquiry`);
	await page.fill('#person_name', '王女士');
	await page.fill('#text0', '老人不应门，说到一半电话断了');
	await page.waitForFunction(() => /草稿已保存/.test(document.body.innerText));
	await page.goto(`${estate.url}/contacts/new`); // does not ask: nothing is lost
	const chip = page.locator('.chip', { hasText: '老人不应门' });
	await chip.locator('a').click();
	await page.waitForURL('**/contacts/new?draft=*');
	if (await page.inputValue('#text0') !== '老人不应门，说到一半电话断了')
		faults.push('the text is not there again');
	if (!await page.isChecked('[name="matters.0.kind"][value="enquiry"]'))
		faults.push('the kind is not there again');
	if (await page.inputValue('#person_name') !== '王女士')
		faults.push('the name is not there again');
	await page.keyboard.press('Control+Enter');
	await page.waitForURL(/\/(requests|contacts)\/\d+/);
	await page.goto(`${estate.url}/contacts/new`);
	if (await page.locator('.chip', { hasText: '老人不应门' }).count())
		faults.push('the draft stays after it was registered');
	await page.context().close();
	return faults;
}

// One box: a room, initials, or a pasted message fills the form in.
export async function finderFillsTheForm(browser, estate, signIn) {
	const faults = [];
	const page = await atTheDesk(browser, estate, signIn);
	await page.goto(`${estate.url}/households`);
	const href = await page.getAttribute('main td.room a', 'href');
	const room = decodeURIComponent(href.split('/')[2]);
	await page.goto(`${estate.url}/contacts/new`);
	if (await page.evaluate(() => document.activeElement.id) !== 'finder')
		faults.push('typing does not begin in the finder');
	await page.keyboard.type(`${room} 13911112222 阳台地漏返水`);
	await page.waitForFunction(() => document.getElementById('text0').value);
	const values = await page.evaluate(() => ['phone', 'room', 'text0'].map(
		(id) => document.getElementById(id).value).join('|'));
	if (values !== `13911112222|${room}|阳台地漏返水`)
		faults.push(`the pasted message became ${values}`);
	await page.context().close();
	return faults;
}

// A short form after a semicolon becomes the sentence, with the name and room of the form.
export async function phraseIsWritten(browser, estate, signIn) {
	const faults = [];
	const page = await atTheDesk(browser, estate, signIn);
	await page.goto(`${estate.url}/contacts/new?kind=enquiry`);
	await page.fill('#person_name', '王女士');
	await page.focus('#text0');
	await page.keyboard.type('问车位。;q');
	await page.waitForSelector('.phrases [role=option]');
	await page.keyboard.press('Tab');
	const text = await page.inputValue('#text0');
	if (!text.startsWith('问车位。已与王女士') || /[;{}]/.test(text))
		faults.push(`the phrase became ${text}`);
	await page.keyboard.type(';');
	await page.waitForSelector('.phrases');
	if (await page.locator('.phrases [role=option]').count() < 5)
		faults.push('a semicolon alone does not list the phrases');
	const box = await page.locator('.phrases').boundingBox();
	if (box.y < 0 || box.y + box.height > 630)
		faults.push(`the list reaches from ${box.y} to ${box.y + box.height} of 630`);
	await page.screenshot({ path: shot(estate, 'phrases.png') });
	await page.keyboard.press('Escape');
	if (await page.locator('.phrases').count() || await page.inputValue('#text0') !== `${text};`)
		faults.push('Escape does not leave what was typed');
	await page.keyboard.type(' nothing');
	if (await page.locator('.phrases').count())
		faults.push('phrases are offered without a semicolon');
	await page.context().close();
	return faults;
}

// Two change one flat at once: the second one sees all three values and loses nothing.
export async function staleSaveIsMerged(browser, estate, signIn) {
	const faults = [];
	const first = await atTheDesk(browser, estate, signIn);
	const second = await atTheDesk(browser, estate, signIn, { width: 360, height: 740 });
	await first.goto(`${estate.url}/households`);
	const path = await first.getAttribute('main td.room a', 'href');
	const edit = async (page) => {
		await page.goto(estate.url + path);
		await page.click('details:has(form [name=remark]) > summary');
	};
	const save = (page) => page.click('form:has([name=version]):has([name=remark]) button.primary');
	await edit(first);
	await edit(second);
	await first.fill('[name=remark]', '燃气表在厨房');
	await save(first);
	await first.waitForURL((url) => decodeURIComponent(url.pathname) === decodeURIComponent(path));
	await second.fill('[name=remark]', '门铃坏了');
	await save(second);
	await second.waitForSelector('.merge');
	const told = await second.innerText('.merge');
	if (!/对方改为\s+燃气表在厨房/.test(told) || !/我填的\s+门铃坏了/.test(told))
		faults.push(`the comparison says ${told}`);
	if (await second.inputValue('[name=remark]') !== '门铃坏了')
		faults.push('what was typed is lost');
	if (await second.evaluate(() => document.documentElement.scrollWidth > innerWidth))
		faults.push('the comparison is too wide for a phone');
	await second.screenshot({ path: shot(estate, 'merge-360.png'), fullPage: true });
	await second.click('.merge button');
	if (await second.inputValue('[name=remark]') !== '燃气表在厨房')
		faults.push('the other value cannot be taken');
	await second.fill('[name=remark]', '燃气表在厨房；门铃坏了');
	await save(second);
	await second.waitForFunction(() => !document.querySelector('.merge') &&
		/燃气表在厨房；门铃坏了/.test(document.body.innerText));
	await first.context().close();
	await second.context().close();
	return faults;
}
