// Every text that a person may have typed becomes markup with a script in it, straight in the
// database, past every check; then every page is visited. A page may show it as text and nothing
// else: no element of it, no script run, no dialog, no complaint of the browser.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

// A column is free text when a value of the demo estate has a character beyond ASCII: words of our
// own, hashes, phones have none. Each text keeps what it was, an empty one is filled, and all say
// which column they come from.
const poison = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.create_function("free", 1, lambda s: int(any(ord(c) > 127 for c in str(s))))
tail = """'"></title></textarea></option></script></style><x-anju n="%s" onclick="1"></x-anju>""" \\
    """<script>window.anjuRan=1</script><img src=x onerror="window.anjuRan=1">{{7*7}}"""
for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type='trigger'").fetchall():
    db.execute('DROP TRIGGER "%s"' % name)
tables = [r[0] for r in db.execute("SELECT name FROM sqlite_schema WHERE type='table' AND "
    "sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite%'")]
for t in tables:
    for (_, c, kind, _, _, key) in db.execute('PRAGMA table_info("%s")' % t).fetchall():
        if kind != 'TEXT' or key:
            continue
        if not db.execute('SELECT count(*) FROM "%s" WHERE free("%s")' % (t, c)).fetchone()[0]:
            continue
        n = db.execute("""UPDATE OR IGNORE "%s" SET "%s" = COALESCE("%s", '') || ?
            WHERE "%s" IS NULL OR "%s" = '' OR free("%s")""" % (t, c, c, c, c, c),
            (tail % (t + '.' + c),)).rowcount
        if n: print(t + '.' + c)
db.commit()
`;

function listen(page, faults) {
	page.on('dialog', (d) => {
		faults.push(`a dialog: ${d.message()}`);
		d.dismiss();
	});
	page.on('console', (m) => m.type() === 'error' && faults.push(`console: ${m.text()}`));
	page.on('pageerror', (e) => faults.push(`script: ${e.message}`));
	page.on('response', (r) => r.status() >= 500 && faults.push(`answers ${r.status()}`));
}

// What of the payloads came alive on this page, and which of them it shows as text.
function look(page) {
	return page.evaluate(() => {
		const text = document.body.textContent +
			[...document.querySelectorAll('input, textarea, [title], [placeholder]')].map((e) =>
				`${e.value} ${e.title}`).join(' ');
		const alive = [
			window.anjuRan && 'a script ran',
			document.querySelector('x-anju') && 'the markup became an element',
			document.querySelector('[onerror], [onclick]') && 'an event handler in the page',
			document.querySelector('img[src="x"]') && 'the picture became an element',
			text.includes('49</') && 'a template within a text was worked out',
			[...document.querySelectorAll('[href], [src], [action], [formaction]')].some((e) =>
				/^\s*(javascript|data:text)/i.test(e.getAttribute('href') ??
					e.getAttribute('src') ?? '')) && 'an address that runs',
		].filter(Boolean);
		const shown = [...text.matchAll(/x-anju n="([a-z_.0-9]+)"/g)].map((m) => m[1]);
		const links = [...document.querySelectorAll('a[href^="/"]')].map((a) =>
			a.getAttribute('href').split('#')[0]);
		return { alive, shown: [...new Set(shown)], links };
	});
}

// Each route by its links, and of each kind of record a few: not every one has every text.
const most = (pattern) => pattern.includes(':') ? 3 : 1;
async function walk(page, estate, isPage, seen) {
	const faults = [], visited = new Map(), queue = ['/', '/search?q=3-2'], asked = new Set();
	listen(page, faults);
	while (queue.length) {
		const path = queue.shift(), pattern = isPage(path);
		if (!pattern || asked.has(path) || (visited.get(pattern) ?? 0) >= most(pattern))
			continue;
		asked.add(path);
		visited.set(pattern, (visited.get(pattern) ?? 0) + 1);
		const before = faults.length;
		const answer = await page.goto(estate.url + path);
		if ([403, 404].includes(answer.status())) {
			faults.length = before;
			continue;
		}
		const { alive, shown, links } = await look(page);
		faults.push(...alive);
		for (let i = before; i < faults.length; i++)
			faults[i] = `${path}: ${faults[i]}`;
		shown.forEach((column) => seen.add(column));
		queue.push(...links);
	}
	return { faults, pages: asked.size };
}

// The same look finds a payload that was let through: else it proves nothing.
async function findsWhatIsAlive(page) {
	await page.evaluate(() => document.body.insertAdjacentHTML('beforeend',
		'<x-anju onclick="1"></x-anju><img src="x" onerror="window.anjuRan=1">' +
		'<a href=" javascript:1">x</a>'));
	return (await look(page)).alive.length >= 4;
}

export async function nothingTypedRuns(browser, estate, signIn, isPage) {
	estate.make(30, 400);
	const columns = execFileSync('python3', ['-c', poison, join(estate.data, 'office.db')],
		{ encoding: 'utf8' }).trim().split('\n');
	await estate.serve();
	const seen = new Set(), faults = [];
	let pages = 0;
	for (const role of ['director', 'administrator']) {
		const context = await browser.newContext({ locale: 'zh-CN' });
		const page = await context.newPage();
		await signIn(page, estate, estate.person(role));
		const found = await walk(page, estate, isPage, seen);
		faults.push(...found.faults);
		pages += found.pages;
		page.removeAllListeners();
		if (!await findsWhatIsAlive(page))
			faults.push('a payload that was let through on purpose was not found');
		await context.close();
	}
	console.log(`  ${pages} pages, ${seen.size} of ${columns.length} columns with markup were shown`);
	if (seen.size < columns.length / 3)
		faults.push('too few of the payloads were on a page: the walk proves little');
	if (process.env.HOSTILE_SHOW)
		console.log(columns.filter((c) => !seen.has(c)).join(' '));
	return faults;
}
