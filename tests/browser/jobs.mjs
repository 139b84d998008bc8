import { dirname, join } from 'node:path';

// The technician's phone: one touch says that he is there, also where there is no network.
async function job(estate, tokens, technician) {
	const ask = async (who, path, body) => {
		const answer = await fetch(`${estate.url}/api/v1${path}`, {
			method: body ? 'POST' : 'GET',
			headers: { Authorization: `Bearer ${tokens[who]}`,
				'Content-Type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		if (!answer.ok)
			throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const made = await ask('desk', '/requests', { kind: 'repair', text: '地下室水泵房漏水',
		place: '地下室水泵房', phone: '13900002222', person_name: '巡查' });
	await ask('desk', `/requests/${made.id}/dispatch`, { assignee: technician });
	return { id: made.id, now: () => ask('desk', `/requests/${made.id}`),
		state: async () => (await ask('desk', `/requests/${made.id}`)).state };
}

export async function jobsOnAPhone(browser, estate, signIn, check) {
	const faults = [];
	const token = (role) => estate.run('token', '--data', estate.data, '--user',
		estate.person(role).login).trim();
	const tokens = { desk: token('front_desk'), tech: token('technician') };
	const me = await (await fetch(`${estate.url}/api/v1/me`,
		{ headers: { Authorization: `Bearer ${tokens.tech}` } })).json();
	const context = await browser.newContext({ viewport: { width: 360, height: 740 },
		locale: 'zh-CN' });
	const page = await context.newPage();
	page.on('dialog', (d) => {
		faults.push(d.message());
		return d.dismiss();
	});
	page.setDefaultTimeout(10000);
	await signIn(page, estate, estate.person('technician'));
	if (new URL(page.url()).pathname !== '/jobs')
		faults.push(`who works in the house begins at ${page.url()}`);
	const made = await job(estate, tokens, me.id);
	const card = page.locator('.job', { has: page.locator(`a[href="/requests/${made.id}"]`) });
	await card.waitFor({ timeout: 8000 }); // it came by itself
	faults.push(...await check(page));
	await page.screenshot({ path: join(dirname(estate.program), 'shots', 'jobs-technician-360.png') });
	await context.setOffline(true);
	await card.locator('button.primary').click();
	await page.waitForSelector('.lost-line');
	if (await made.state() !== 'dispatched')
		faults.push('it was sent without a network');
	await context.setOffline(false);
	await page.waitForSelector('.lost-line', { state: 'detached', timeout: 20000 });
	if (await made.state() !== 'arrived')
		faults.push(`after the network came back it is ${await made.state()}`);
	await card.locator('a.primary').click(); // 完工
	await page.waitForURL(`**/requests/${made.id}`);
	const step = async (action, fill) => {
		const form = page.locator(`details.step:has(form[action$="/${action}"])`);
		await form.locator('summary').click();
		await fill(form);
		await form.locator('p.actions button').last().click();
		await page.waitForLoadState();
	};
	await step('finish', (f) => f.locator('[name="result"]').fill('换了密封圈'));
	await step('receipt', async (f) => {
		const pad = f.locator('canvas');
		if (await pad.count()) {
			const box = await pad.boundingBox();
			await page.mouse.move(box.x + 20, box.y + 40);
			await page.mouse.down();
			await page.mouse.move(box.x + 120, box.y + 90, { steps: 5 });
			await page.mouse.up();
		}
		await f.locator('[name="signed_by"]').fill('巡查');
	});
	if (await made.state() !== 'signed')
		faults.push(`signed for it is ${await made.state()}: ` +
			(await page.innerText('main')).slice(0, 200));
	const { attachments, signed_by: by } = await made.now();
	if (by !== '巡查' || !attachments.some((a) => a.name.startsWith('业主签名')))
		faults.push(`signed by ${by}, with ${JSON.stringify(attachments)}`);
	await context.close();
	return faults;
}
