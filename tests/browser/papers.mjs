// Papers as they come from the pages' own links, read by poppler's and zbar's programs.
import { execFileSync, execSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

async function links(page, url) {
	await page.goto(url);
	return page.$$eval('main a[href]', (all) => all.map((a) => a.getAttribute('href')));
}

// The paper behind the link 打印 of a page: its text, its code, how many pages.
async function paper(page, estate, folder, path, shot) {
	const answer = await page.request.get(estate.url + path);
	const file = join(folder, 'paper.pdf');
	if (answer.status() !== 200 || answer.headers()['content-type'] !== 'application/pdf')
		return { text: `${answer.status()} ${await answer.text()}`, pages: 0 };
	writeFileSync(file, await answer.body());
	if (shot)
		execFileSync('pdftoppm', ['-r', '70', '-f', '1', '-l', '1', '-png', '-singlefile', file,
			join(dirname(estate.program), 'shots', shot)]);
	const told = (...args) => execFileSync(...args, { encoding: 'utf8' });
	return {
		text: told('pdftotext', ['-layout', file, '-']),
		pages: Number(told('pdfinfo', [file]).match(/Pages: +(\d+)/)[1]),
		fonts: told('pdffonts', [file]).split('\n').slice(2).filter(Boolean),
		code: execSync(`pdftoppm -r 200 -f 1 -l 1 -png -singlefile ${file} |
			zbarimg --raw -q - 2>/dev/null || true`, { encoding: 'utf8' }).trim(),
	};
}

// list → record → its paper says what the record's page says
async function ofRecord(page, estate, folder, list, word, title, faults) {
	const first = (await links(page, estate.url + list))
		.find((href) => new RegExp(`^/${word}/\\d+$`).test(href));
	const print = (await links(page, estate.url + first)).find((href) =>
		href.startsWith(`${first}/`) && /\/(slip|paper|letter)$/.test(href));
	const number = await page.innerText('header.title .figure');
	const { text, fonts, code } = await paper(page, estate, folder, print, `paper-${word}`);
	const fault = (what) => faults.push(`${first}: ${what}`);
	if (!text.includes(title) || !text.includes(number) || !/第 1 页/.test(text))
		fault(`its paper does not say ${title}, ${number}: ${text.slice(0, 200)}`);
	if (!fonts?.length || !fonts.every((f) => / yes yes yes /.test(f)))
		fault(`fonts are not embedded as subsets: ${fonts}`);
	if (code !== number) // asked for by way of loopback, where no phone could follow a link
		fault(`its code says ${code}`);
	if (/(^|\D)1\d{10}(\D|$)/.test(text))
		fault('a whole phone number is on it');
}

export async function papersSayWhatPagesSay(browser, estate, signIn) {
	const folder = mkdtempSync(join(tmpdir(), 'anju-papers-'));
	const context = await browser.newContext({ locale: 'zh-CN' });
	const page = await context.newPage();
	const faults = [];
	try {
		await signIn(page, estate, estate.person('director'));
		await ofRecord(page, estate, folder, '/requests?kind=repair', 'requests', '派工单', faults);
		await ofRecord(page, estate, folder, '/complaints', 'complaints', '投诉处理单', faults);
		await ofRecord(page, estate, folder, '/visits', 'visits', '回访记录表', faults);
		await ofRecord(page, estate, folder, '/inspections', 'inspections', '房屋交接验收表', faults);
		await ofRecord(page, estate, folder, '/deeds?state=archived', 'deeds', '交接书', faults);
		await ofRecord(page, estate, folder, '/runsheets?state=done', 'runsheets', '入伙手续流程单', faults);
		await ofRecord(page, estate, folder, '/movein-notices?state=delivered', 'movein-notices', '通知书',
			faults);
		const month = (await links(page, `${estate.url}/figures`))
			.find((href) => href.startsWith('/figures/paper'));
		const figures = await paper(page, estate, folder, month);
		if (!/月度分析/.test(figures.text) || !/报事按楼栋/.test(figures.text))
			faults.push(`the month: ${figures.text.slice(0, 200)}`);
		const day = await paper(page, estate, folder, '/contacts/sheet');
		if (!/来电来访登记表/.test(day.text) || !/共 \d+ 件/.test(day.text))
			faults.push(`the day: ${day.text.slice(0, 200)}`);
		await page.goto(`${estate.url}/requests?kind=repair&state=open`);
		const total = Number((await page.innerText('.pager')).match(/共 (\d+) 条/)[1]);
		const all = await paper(page, estate, folder, await page.getAttribute(
			'a[href^="/requests/slips"]', 'href'));
		if (all.pages < total || (all.text.match(/派工单/g) ?? []).length !== total)
			faults.push(`${total} open repairs became ${all.pages} pages`);
	} finally {
		await context.close();
		rmSync(folder, { recursive: true, force: true });
	}
	return faults;
}
