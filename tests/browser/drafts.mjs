// What is half written down is on the server and comes back.
export async function draftComesBack(browser, estate, signIn) {
	const faults = [];
	const context = await browser.newContext({ viewport: { width: 1366, height: 630 },
		locale: 'zh-CN' });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	await signIn(page, estate, estate.person('front_desk'));
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
	await context.close();
	return faults;
}

// One box: a room, initials, or a pasted message fills the form in.
export async function finderFillsTheForm(browser, estate, signIn) {
	const faults = [];
	const context = await browser.newContext({ viewport: { width: 1366, height: 630 },
		locale: 'zh-CN' });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	await signIn(page, estate, estate.person('front_desk'));
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
	await context.close();
	return faults;
}
