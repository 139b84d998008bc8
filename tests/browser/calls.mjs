// The telephone rings: who calls appears by itself on the screen whose extension it is.
const wait = 5000;

async function tell(estate, token, event) {
	const answer = await fetch(`${estate.url}/api/v1/calls/events`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(event),
	});
	if (!answer.ok)
		throw new Error(`event refused: ${answer.status} ${await answer.text()}`);
}

const ringing = (key, number) =>
	({ call_id: key, event: 'ringing', extension: '8801', from: number });

// Two tabs of one browser share a line; a form keeps what is typed; another's answer takes it away.
export async function cardOpensByItself(browser, estate, signIn) {
	const faults = [];
	const token = estate.run('token', '--data', estate.data, '--user',
		estate.person('administrator').login).trim();
	const context = await browser.newContext({ locale: 'zh-CN' });
	const board = await context.newPage(), form = await context.newPage();
	await signIn(board, estate, estate.person('front_desk'));
	await board.goto(`${estate.url}/calls/setup`);
	await board.fill('#extension', '8801');
	await board.click('form[action="/calls/extensions"] button.primary');
	await board.goto(`${estate.url}/`);
	await form.goto(`${estate.url}/contacts/new`);
	await form.fill('#room', '3-2');
	await board.waitForTimeout(500);
	await tell(estate, token, ringing('browser-1', '13800000001'));
	await board.waitForSelector('#caller-card [data-call]', { timeout: wait });
	await form.waitForSelector('#call-toast [data-call]', { timeout: wait });
	if (await form.inputValue('#room') !== '3-2' ||
	    await form.evaluate(() => document.activeElement.id) !== 'room')
		faults.push('the card disturbed the form');
	const href = await form.getAttribute('#call-toast a.primary', 'href');
	if (!/call_id=\d+/.test(href))
		faults.push(`the card's button does not name the call: ${href}`);
	await tell(estate, token, { call_id: 'browser-1', event: 'answered', extension: '8802' });
	await form.waitForSelector('#call-toast', { state: 'detached', timeout: wait });
	await board.close(); // the tab that had the line: the other takes over
	await tell(estate, token, ringing('browser-2', '13800000002'));
	await form.waitForSelector('#call-toast [data-call]', { timeout: wait });
	await context.close();
	return faults;
}

// 秒表键: first ring, lifted.
export async function stopwatch(browser, estate, signIn) {
	const context = await browser.newContext({ locale: 'zh-CN' });
	const page = await context.newPage();
	await signIn(page, estate, estate.person('front_desk'));
	await page.goto(`${estate.url}/`);
	await page.keyboard.press('F7');
	await page.waitForTimeout(1200);
	await page.keyboard.press('F7');
	await page.waitForURL(/\/contacts\/new\?rings=1&answered_after_ms=1\d{3}$/, { timeout: wait });
	const rings = await page.inputValue('#rings');
	const after = Number(await page.inputValue('[name=answered_after_ms]'));
	await context.close();
	return rings === '1' && after >= 1000 ? [] : [`rings ${rings}, after ${after} ms`];
}
