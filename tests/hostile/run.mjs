// A server as it is shipped, and who means harm: node tests/hostile/run.mjs PROGRAM. SQL in every
// filter, tricks with paths, line breaks for the log, slow clients beside quick ones. The last line
// is "N passed, N failed".
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Estate } from '../browser/estate.mjs';

const estate = new Estate(process.argv[2] ?? 'build/anju');
let passed = 0, failed = 0;
async function test(name, run) {
	let faults;
	try {
		faults = await run();
	} catch (e) {
		faults = [e.stack];
	}
	faults = [...new Set(faults)];
	if (!faults.length)
		return void passed++;
	failed++;
	console.log(`FAILED ${name}`);
	faults.slice(0, 20).forEach((f) => console.log(`  ${f}`));
	if (faults.length > 20)
		console.log(`  … ${faults.length} in all`);
}

// As it is: fetch() would clean the path.
function get(path, headers = {}) {
	const began = performance.now();
	return new Promise((done, fail) => {
		const rq = request(estate.url, { path, headers: { ...estate.who, ...headers } }, (rs) => {
			const parts = [];
			rs.on('data', (d) => parts.push(d));
			rs.on('end', () => done({ status: rs.statusCode, ms: performance.now() - began,
				text: Buffer.concat(parts).toString(), type: rs.headers['content-type'] ?? '' }));
		});
		rq.on('error', fail);
		rq.end();
	});
}

// Many at once, but not more than the desk would ever send.
async function each(list, run, atOnce = 8) {
	const queue = [...list];
	await Promise.all(Array.from({ length: atOnce }, async () => {
		while (queue.length)
			await run(queue.shift());
	}));
}

// ---- filters ----

const long = 'x'.repeat(4000), wide = '水'.repeat(1200);
const payloads = ["'", '"', "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE request; --", '%', '_',
	'%%%', "%' --", '\\', ')', "1) OR (1=1", '1;2', '-1', '9223372036854775807', '9223372036854775808',
	'1e9', '0x41', '１２', '*', 'a*', '"a" OR "b"', 'NEAR(a b)', 'a AND', 'NOT', '(', '^a', 'text:a',
	"' UNION SELECT id, password FROM account --", '2026-13-45', '2026-02-30', '0000-00-00', 'NULL',
	'$1', '?1', ':a', '{{7*7}}', '<script>1</script>', '\u0001', '\u202e', '😀', long, wide];

// Names of filters: those of the table of routes, of forms that ask, and of links.
async function filters() {
	const found = new Map(), add = (path, name) => found.set(`${path}?${name}`, [path, name]);
	const api = JSON.parse(estate.run('api'));
	for (const [path, { get: read }] of Object.entries(api.paths))
		for (const p of read?.parameters ?? [])
			if (p.in === 'query' && !path.includes('{'))
				['', '/api/v1'].forEach((door) => add(door + path, p.name));
	const pages = new Set(['/', '/search?q=3-2']), queue = [...pages];
	const shape = (path) => path.replace(/\d{6,}/g, ':id').replace(/\?.*/, '');
	const shapes = new Set();
	while (queue.length) {
		const path = queue.shift();
		const { status, text, type } = await get(path);
		if (status !== 200 || !type.includes('text/html'))
			continue;
		const here = path.split('?')[0];
		for (const [, form] of text.matchAll(/<form([^>]*>[\s\S]*?)<\/form>/g)) {
			if (/method="?post/i.test(form.split('>')[0]))
				continue;
			const to = form.match(/action="([^"?]+)/)?.[1] ?? here;
			for (const [, name] of form.matchAll(/<(?:input|select)[^>]*\bname="([a-z_.0-9]+)"/g))
				['', '/api/v1'].forEach((door) => add(door + to, name));
		}
		for (const [, link] of text.matchAll(/href="(\/[^"#]*)/g)) {
			const [to, query] = link.replaceAll('&amp;', '&').split('?');
			if (to.startsWith('/s/'))
				continue;
			for (const [name] of new URLSearchParams(query ?? ''))
				['', '/api/v1'].forEach((door) => add(door + to, name));
			if (!shapes.has(shape(to))) {
				shapes.add(shape(to));
				queue.push(to);
			}
		}
	}
	// of one record of a kind only: the others are the same code
	const kinds = new Set();
	return [...found.values()].filter(([path, name]) => {
		const kind = `${shape(path)}?${name}`;
		return !kinds.has(kind) && kinds.add(kind);
	});
}

// How many rows an answer has: of a JSON list, or of the page's tables.
function rows({ text, type }) {
	if (!type.includes('json'))
		return (text.match(/<tr/g) ?? []).length;
	const lists = Object.values(JSON.parse(text)).filter(Array.isArray);
	return Math.max(0, ...lists.map((l) => l.length));
}

// A condition that is always true must find no more than no condition at all.
async function sqlInEveryFilter() {
	const faults = [], list = await filters();
	let asked = 0;
	await each(list, async ([path, name]) => {
		const plain = await get(path);
		if (![200, 400, 422].includes(plain.status))
			return;
		for (const value of payloads) {
			const answer = await get(`${path}?${name}=${encodeURIComponent(value)}`);
			const what = `${path}?${name}=${value.slice(0, 40)}`;
			asked++;
			if (![200, 303, 400, 404, 413, 422].includes(answer.status))
				faults.push(`${what}: ${answer.status}`);
			if (plain.status === 200 && answer.status === 200 && value.includes('OR') &&
			    rows(answer) > rows(plain))
				faults.push(`${what}: ${rows(answer)} rows, more than ${rows(plain)}`);
			if (answer.text.includes('argon2'))
				faults.push(`${what}: shows a password's hash`);
		}
	});
	console.log(`  ${list.length} filters, ${asked} questions`);
	if (list.length < 60)
		faults.push(`only ${list.length} filters were found: the walk proves little`);
	return faults;
}

// ---- paths ----

const names = ['etc/passwd', 'office.db', 'key'];
const steps = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..\\', '..%5c', '%252e%252e%252f', '..;/',
	'....//', '%c0%ae%c0%ae/', '%u002e%u002e/', '.%00./', '/', '//', '/./', 'file:///',
	'%ef%bc%8f..%ef%bc%8f'];
async function tricksWithPaths() {
	const faults = [], paths = [];
	for (const base of ['/', '/s/', '/files/', '/exports/', '/imports/template/', '/requests/'])
		for (const step of steps)
			for (const name of names)
				paths.push(base + step.repeat(5) + name, `${base}${step}${name}`);
	await each(paths, async (path) => {
		const { status, text } = await get(path);
		if (status < 300 || status >= 500)
			faults.push(`${path}: ${status}`);
		if (/root:|SQLite format/.test(text))
			faults.push(`${path}: a file of the machine`);
	});
	console.log(`  ${paths.length} paths`);
	return faults;
}

// ---- the log ----

async function nobodyWritesALineOfTheLog() {
	const lines = ['\u0007', '\u009b31m', '\u2028', '\u202e', '%0d%0a2026-01-01', '"', '\\n', '$(id)',
		'=1+1'];
	for (const l of lines) {
		await get(`/search?q=${encodeURIComponent(l)}`);
		const typed = encodeURI(l);
		await get('/', { 'User-Agent': typed, Referer: typed, 'X-Forwarded-For': '1\t2' });
	}
	await get('/a%0d%0a2026-01-01T00:00:00.000+00:00%20info%20forged');
	const log = readFileSync(join(estate.folder, 'server.log'), 'utf8');
	return log.split('\n').filter((l) => l && (!/^\d{4}-\d\d-\d\dT\S+ [a-z]+ [a-z.]+ /.test(l) ||
		/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]/.test(l) || / forged/.test(l.slice(0, 60))));
}

// An SQL text that a value had become part of would be a fault of the database's, and in the log.
const theDatabaseComplainedOfNothing = async () =>
	readFileSync(join(estate.folder, 'server.log'), 'utf8').split('\n')
		.filter((l) => / error /.test(l));

// ---- slow clients ----

function slow(kind) {
	const socket = connect(new URL(estate.url).port, '127.0.0.1'), head = 'Host: a\r\n';
	socket.on('error', () => {});
	socket.write({ head: `GET / HTTP/1.1\r\n${head}`,
		body: `POST /login HTTP/1.1\r\n${head}Content-Type: application/x-www-form-urlencoded\r\n` +
			'Content-Length: 1000\r\n\r\na=',
		chunk: `POST /login HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n`,
		reader: `GET /s/app.css HTTP/1.1\r\n${head}\r\n`.repeat(50),
		silent: '' }[kind]);
	if (kind === 'reader')
		socket.pause();
	const bit = { head: 'X: y\r\n', body: 'b', chunk: '1\r\nx\r\n' }[kind] ?? '';
	const drip = setInterval(() => socket.write(bit), 500);
	return () => {
		clearInterval(drip);
		socket.destroy();
	};
}

async function quickOnesDoNotWaitForSlowOnes() {
	const kinds = ['head', 'body', 'chunk', 'reader', 'silent'];
	const ends = Array.from({ length: 400 }, (_, i) => slow(kinds[i % kinds.length]));
	const times = [], faults = [];
	await new Promise((done) => setTimeout(done, 1000));
	await each(Array(600).fill('/'), async (path) => {
		const { status, ms } = await get(path);
		times.push(ms);
		if (status !== 200)
			faults.push(`answers ${status}`);
	}, 4);
	ends.forEach((end) => end());
	times.sort((a, b) => a - b);
	console.log(`  beside 400 slow clients: p50 ${times[300].toFixed(1)} ms, ` +
		`p99 ${times[594].toFixed(1)} ms, longest ${times[599].toFixed(1)} ms`);
	if (times[599] > 1000)
		faults.push(`somebody waited ${times[599].toFixed(0)} ms`);
	return faults;
}

try {
	estate.make(60, 600);
	await estate.serve();
	const { login } = estate.person('director');
	const token = estate.run('token', '--user', login, '--data', estate.data);
	estate.who = { Authorization: `Bearer ${token.trim().split('\n').pop()}` };
	await test('sql in a filter is a text like another', sqlInEveryFilter);
	await test('a path leads nowhere but to its route', tricksWithPaths);
	await test('nobody writes a line of the log', nobodyWritesALineOfTheLog);
	await test('quick ones do not wait for slow ones', quickOnesDoNotWaitForSlowOnes);
	await test('the database complained of nothing', theDatabaseComplainedOfNothing);
	await test('the journal is whole afterwards', async () => {
		estate.run('verify', '--data', estate.data);
		return [];
	});
} catch (e) {
	failed++;
	console.log(`FAILED ${e.stack}`);
} finally {
	await estate.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
