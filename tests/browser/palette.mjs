// The palette: from a few letters to the record or the act, by keys alone.
async function open(browser, estate, signIn) {
	const context = await browser.newContext({ viewport: { width: 1366, height: 630 },
		locale: 'zh-CN' });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	await signIn(page, estate, estate.person('front_desk'));
	await page.goto(`${estate.url}/households`);
	const href = await page.getAttribute('main td.room a', 'href');
	const room = decodeURIComponent(href.split('/')[2]);
	await page.goto(`${estate.url}/`);
	return { context, page, room };
}

const choices = (page) => page.$$eval('#palette-list [role=option]', (all) =>
	all.map((e) => `${e.innerText.replace(/\s+/g, ' ')} → ${e.getAttribute('href')}`));

export async function palette(browser, estate, signIn, check) {
	const { context, page, room } = await open(browser, estate, signIn);
	const faults = [];
	await page.keyboard.press('Control+k');
	await page.waitForSelector('#palette[open] [role=option]');
	faults.push(...await check(page));
	if (!(await choices(page)).some((c) => /登记报修.*F2/.test(c)))
		faults.push('it does not teach the key of 登记报修');
	await page.keyboard.type('djts'); // 登记投诉
	await page.waitForFunction(() => document.querySelectorAll('#palette-list a').length === 1);
	await page.fill('#palette input', '');
	await page.keyboard.type(room.replaceAll('-', ' '));
	await page.waitForSelector(`#palette-list a[href="/contacts/new?kind=repair&room=${room}"]`);
	await page.keyboard.press('ArrowDown'); // the room, then what may be done for it
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/contacts/new?kind=repair&room=${room}`);
	if (await page.inputValue('#room') !== room)
		faults.push('the form does not know the room');
	await page.keyboard.press('Control+k');
	await page.keyboard.type(room);
	await page.keyboard.press('Enter'); // before it was answered: opens what the answer begins with
	await page.waitForURL(`**/households/${room}`);
	await context.close();
	return faults;
}

// Chinese input: while pinyin is composed nothing is asked, opened or moved.
export async function paletteWaitsForPinyin(browser, estate, signIn) {
	const { context, page } = await open(browser, estate, signIn);
	await page.keyboard.press('Control+k');
	await page.waitForSelector('#palette[open] [role=option]');
	const asked = [];
	page.on('request', (r) => r.url().includes('/palette') && asked.push(r.url()));
	const cdp = await context.newCDPSession(page);
	await cdp.send('Input.imeSetComposition', { text: 'lou', selectionStart: 3, selectionEnd: 3 });
	await page.waitForTimeout(400);
	const early = asked.length;
	await cdp.send('Input.insertText', { text: '漏水' });
	await page.waitForTimeout(600);
	const still = await page.evaluate(() => document.getElementById('palette').open);
	await context.close();
	return [early && 'half a word was asked for', !asked.some((u) => u.includes('%E6%BC%8F')) &&
		'the whole word was not asked for', !still && 'it closed'].filter(Boolean);
}
