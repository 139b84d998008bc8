// Nobody sees what is not his: node tests/canary/run.mjs PROGRAM [postgres://…]. Every typed text
// of each of two communities gets a mark, those of complaints about somebody another one; then each
// route that the program lists is asked by each role with foreign, own and made-up ids, as page and
// as JSON. A mark in an answer to the wrong person is a fault, and so is a route that nothing here
// knows how to ask. The last line is "N passed, N failed".
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Estate } from '../browser/estate.mjs';
import { Database } from './database.mjs';
import { householdsApart } from './household.mjs';
import { crossings, mix } from './mixed.mjs';
import { hears, listen } from './stream.mjs';

const [program = 'build/anju', db] = process.argv.slice(2);
const estate = new Estate(program, db);
const marks = { large: 'zqcanarylarge', small: 'zqcanarysmall', secret: 'zqcanarysecret' };
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let passed = 0, failed = 0, asked = 0;

async function test(name, run) {
	let faults;
	try {
		faults = [...new Set(await run())];
	} catch (e) {
		faults = [e.stack];
	}
	if (!faults.length)
		return void passed++;
	failed++;
	console.log(`FAILED ${name}`);
	faults.slice(0, 25).forEach((f) => console.log(`  ${f}`));
	if (faults.length > 25)
		console.log(`  … ${faults.length} in all`);
}

// What is written on a paper; without poppler's program its bytes, which hide the marks.
function legible(bytes) {
	try {
		return execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8',
			maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'ignore'] });
	} catch {
		return bytes.toString();
	}
}

function ask(method, path, who, body) {
	asked++;
	return new Promise((done, fail) => {
		const headers = { ...(who.token && { Authorization: `Bearer ${who.token}` }),
			...(who.cookie && { Cookie: who.cookie }),
			...(who.formToken && { 'X-Form-Token': who.formToken }),
			...(body && { 'Content-Type': 'application/json' }) };
		const rq = request(estate.url, { method, path, headers, agent }, (rs) => {
			const parts = [];
			rs.on('data', (d) => parts.push(d));
			rs.on('end', () => {
				const all = Buffer.concat(parts);
				const plain = rs.headers['content-encoding'] === 'gzip' ? gunzipSync(all) : all;
				done({ status: rs.statusCode, cookie: rs.headers['set-cookie']?.at(-1).split(';')[0],
					text: rs.headers['content-type'] ===
					'application/pdf' ? legible(plain) : plain.toString() });
			});
		});
		// a line the server has just closed for being idle
		rq.on('error', (e) => rq.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(e.code)
			? ask(method, path, who, body).then(done, fail) : fail(e));
		rq.end(body && JSON.stringify(body));
	});
}

function upload(who, path, bytes) {
	const edge = 'zqcanaryedge', body = Buffer.concat([
		Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; ` +
			'filename="a.png"\r\nContent-Type: image/png\r\n\r\n'),
		bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
	return new Promise((done, fail) => {
		const rq = request(estate.url, { method: 'POST', path, agent, headers: {
			Authorization: `Bearer ${who.token}`, 'Content-Length': body.length,
			'Content-Type': `multipart/form-data; boundary=${edge}` } }, (rs) => {
			let text = '';
			rs.on('data', (d) => { text += d; });
			rs.on('end', () => done({ status: rs.statusCode, text }));
		});
		rq.on('error', fail);
		rq.end(body);
	});
}

async function each(list, run) {
	const queue = [...list];
	await Promise.all(Array.from({ length: 8 }, async () => {
		while (queue.length)
			await run(queue.shift());
	}));
}

// ---- the marks ----

function mark(tool, where, text) {
	const offices = tool.ofCommunity();
	const all = Object.entries(tool.texts()).filter(([table]) => offices.has(table))
		.flatMap(([table, names]) => names.map((name) => [table, name]));
	const free = tool.rows(...all.map(([table, name]) => `SELECT '${table}', '${name}' WHERE
	 EXISTS (SELECT 1 FROM "${table}" WHERE ${tool.isFree(name)})`));
	tool.rows(...free.map(([table, name]) => `UPDATE "${table}" SET "${name}" =
	 "${name}" || ' ${text} ${table}.${name}' WHERE ${where} AND ${tool.isFree(name)}`));
	return free.length;
}

// Four complaints become complaints about this person, each with a call and a help call that it
// came from; answers the ids of all by table.
function accuse(tool, account, community) {
	const some = (table, more = '') => tool.rows(`SELECT id FROM ${table} WHERE community_id =
	 ${community} ${more} ORDER BY id DESC LIMIT 4`).map(([id]) => id);
	const ids = { complaint: some('complaint', 'AND main_id = 0'), contact: some('contact'),
		request: some('request') };
	const hide = (subject, list) => [
		`UPDATE obligation SET hidden_from = ${account} WHERE subject = '${subject}'
		 AND subject_id IN (${list.join(', ')})`,
		...(subject === 'complaint' ? [] : [`UPDATE ${subject} SET hidden_from = ${account}
		 WHERE id IN (${list.join(', ')})`])];
	ids.complaint.forEach((id, i) => tool.rows(`UPDATE complaint SET accused_id = ${account},
	 contact_id = ${ids.contact[i]}, origin = 'request', origin_id = ${ids.request[i]}
	 WHERE id = ${id}`));
	ids.visit = tool.rows(`SELECT id FROM visit WHERE subject = 'complaint'
	 AND subject_id IN (${ids.complaint.join(', ')})`).map(([id]) => id);
	tool.rows(...hide('complaint', ids.complaint), ...hide('request', ids.request),
		...hide('visit', [0, ...ids.visit]),
		...Object.entries({ complaint: ['title', 'text'], contact: ['text'],
			request: ['title', 'text'], visit: ['title'] }).flatMap(([table, names]) =>
			names.map((n) => `UPDATE ${table} SET ${n} = ${n} || ' ${marks.secret}'
			 WHERE id IN (${[0, ...ids[table]].join(', ')})`)),
		`UPDATE journal SET note = note || ' ${marks.secret}' WHERE ${Object.entries(ids)
			.map(([t, l]) => `subject = '${t}' AND subject_id IN (${[0, ...l].join(', ')})`)
			.join(' OR ')}`);
	ids.seqs = tool.rows(`SELECT seq FROM journal WHERE note LIKE '%${marks.secret}%'
	 ORDER BY seq DESC`).map(([seq]) => Number(seq) + 1);
	return ids;
}

// ---- what to ask with ----

// The word before ":id" in a path, and the table its ids are of.
const tables = {
	agencies: 'agency', announcements: 'announcement', calls: 'call', channels: 'notice_channel',
	'complaint-replies': 'complaint_party', complaints: 'complaint', contacts: 'contact',
	deputies: 'deputy', documents: 'document', drafts: 'draft', handovers: 'handover',
	imports: 'import_job', 'incident-reporters': 'incident_reporter', incidents: 'incident',
	notices: 'notice', keys: 'office_key', 'key-loans': 'key_loan', 'key-checks': 'key_check',
	inspections: 'inspection', defects: 'defect', deeds: 'deed',
	'movein-batches': 'movein_batch', 'movein-notices': 'movein_notice',
	'movein-fees': 'movein_fee', runsheets: 'runsheet', letters: 'movein_notice',
	obligations: 'obligation', orders: 'office_order', outbox: 'outbox', outreach: 'outreach',
	people: 'staff', plans: 'visit_plan', posts: 'post', promises: 'promise',
	readings: 'document_reading', reports: 'request', requests: 'request', cards: 'portal_card',
	invites: 'portal_invite', roster: 'roster', views: 'saved_view',
	visits: 'visit', tokens: 'api_token',
};
const steps = ['note', 'close', 'cancel', 'confirm', 'answer'];
const idColumn = { staff: 'account_id' };

function idsOf(tool, table, community) {
	if (table === 'api_token')
		return ['1'];
	return tool.rows(`SELECT DISTINCT ${idColumn[table] ?? 'id'} FROM "${table}"
	 WHERE community_id = ${community} ORDER BY 1 DESC LIMIT 2`).map(([id]) => id);
}

// "/requests/:id/files/:file" → paths; null = a kind of part that nothing here knows.
function paths(pattern, ids, words) {
	let list = [''];
	let table = null;
	for (const part of pattern.split('/').slice(1)) {
		let values = [part];
		if (part === ':id') {
			values = table && ids[table];
		} else if (part.startsWith(':')) {
			values = words[part.slice(1)];
		} else {
			table = tables[part] ?? table;
		}
		if (!values)
			return null;
		list = list.flatMap((head) => values.map((v) => `${head}/${v}`));
	}
	return list;
}

const queries = (community) => ['', `?q=${encodeURIComponent(community.name)}`, '?q=zqcanary',
	'?q=3-1', '?q=1-1-101', '?q=a',
	`?id=${community.ids.request[0]}`, `?subject_id=${community.ids.complaint[0]}`,
	'?view=office&subject=complaint', '?format=json', `?state=all&after=${community.ids.request[0]}`];

// ---- the crawl ----

// Page and JSON come from one handler; these look at the pages too.
const byPage = ['director', 'front_desk', 'technician', 'staff of the other office', 'nobody'];

const isOf = (text, forbidden) => forbidden.find((m) => text.includes(m));
const allowed = (person, permission) => permission === 'public' ||
	(!!person.token && !person.gone && (permission === 'signed_in' ||
		person.permissions.has(permission)));

async function read(person, routes, foreign, own, faults) {
	const jobs = [];
	for (const r of routes) {
		const doors = r.door !== 'both' ? [r.door === 'api' ? '/api/v1' : '']
			: byPage.includes(person.name) ? ['', '/api/v1'] : ['/api/v1'];
		const all = [...paths(r.path, foreign.ids, foreign.words),
			...paths(r.path, own.ids, own.words)];
		const tails = r.path.includes(':id') || r.path === '/events' || /\/(paper|sheet)$/.test(r.path)
			? [''] : r.path === '/requests/slips' ? ['?q=zqcanary'] : queries(foreign);
		for (const path of new Set(all))
			for (const tail of tails)
				doors.forEach((door) => jobs.push([r, door + path + tail]));
	}
	await each(jobs, async ([r, path]) => {
		if (r.path === '/events' || r.path === '/s/:file')
			return;
		const { status, text } = await ask('GET', path, person);
		const found = isOf(text, person.forbidden);
		if (found)
			faults.push(`${person.name} GET ${path}: ${text.match(
				new RegExp(`${found} ?[a-z_.]*`))[0]}`);
		if (status >= 500 && status !== 503)
			faults.push(`${person.name} GET ${path}: ${status}`);
		if (status === 200 && !allowed(person, r.permission))
			faults.push(`${person.name} GET ${path}: answered without ${r.permission}`);
	});
}

// With foreign ids everything is refused, whoever asks.
async function write(person, routes, foreign, faults) {
	const jobs = routes.filter((r) => r.path.includes(':id')).flatMap((r) =>
		paths(r.path, foreign.ids, foreign.words).slice(0, 6).map((p) => `/api/v1${p}`));
	const lists = routes.filter((r) => r.path.endsWith('/bulk')).map((r) => `/api/v1${r.path}`);
	const ask1 = async (path, body) => {
		const { status, text } = await ask('POST', path, person, body);
		const found = isOf(text, person.forbidden);
		if (found)
			faults.push(`${person.name} POST ${path}: shows ${found}`);
		return status;
	};
	await each(jobs, async (path) => {
		const status = await ask1(path, { reason: 'x', text: 'x', note: 'x', version: 1 });
		if (![400, 401, 403, 404, 409, 415, 422].includes(status))
			faults.push(`${person.name} POST ${path}: ${status}`);
	});
	await each(lists, (path) => ask1(path, { action: 'note', text: 'x',
		ids: [...foreign.ids.request, ...foreign.ids.complaint] }));
}

function people(accused) {
	const { roles } = JSON.parse(estate.run('permissions', '--json'));
	const list = estate.people.map(({ role, login }) => ({ name: role, login,
		permissions: new Set(roles.find((r) => r.role === role).permissions),
		forbidden: [marks.small, ...(login === accused ? [marks.secret] : [])] }));
	const wide = new Set(roles.flatMap((r) => r.permissions));
	list.push({ name: 'staff of the other office', login: 'qiulan', permissions: wide,
		forbidden: [marks.large], other: true });
	list.push({ name: 'dismissed guard', login: 'caihao', gone: true, permissions: new Set(),
		forbidden: Object.values(marks) });
	for (const p of list)
		p.token = estate.run('token', '--user', p.login, ...estate.where).trim().split('\n').pop();
	list.push({ name: 'nobody', permissions: new Set(), forbidden: Object.values(marks) });
	return list;
}

function office(tool, name) {
	const id = tool.value(`SELECT id FROM community WHERE name = '${name}'`), ids = {};
	for (const table of Object.values(tables))
		ids[table] = [...idsOf(tool, table, id), '4611686018427387904'];
	const room = tool.value(`SELECT room FROM room WHERE community_id = ${id} ORDER BY id DESC`);
	const phone = tool.value(`SELECT phone FROM person WHERE community_id = ${id} AND phone <> ''`);
	const named = tool.value(`SELECT name FROM person WHERE community_id = ${id} ORDER BY id DESC`);
	return { id, ids, name: named, words: {
		room: [room, '99-9-9999'], building: ['1', '99'], phone: [phone], month: ['2026-10', 'now'],
		document: ['8', '16', '99'], article: ['d1', 'c1'], name: ['requests.arrive_minutes', 'none'],
		sheet: ['households', 'requests', 'contacts', 'calls', 'complaints', 'visits', 'rules',
			'figures', 'keys', 'none'],
		kind: ['households', 'fire'], place: ['office'], file: ids.request, step: steps,
		post: ids.post, code: ['none'], token: ['1'], session: ['1'], key: ['none'],
	} };
}

// A file of each office, asked for by the other's people: under its own record and under theirs.
async function files(staff, large, small) {
	const faults = [];
	const png = readFileSync(new URL('../http/photo.png', import.meta.url));
	const all = [[staff.find((p) => p.name === 'front_desk'), large, small],
		[staff.find((p) => p.other), small, large]];
	for (const [who, own, other] of all) {
		const record = own.ids.request[0];
		const made = await upload(who, `/api/v1/requests/${record}/files`, png);
		const file = JSON.parse(made.text).attachments?.[0].id;
		const mine = await ask('GET', `/api/v1/requests/${record}/files/${file}`, who);
		if (made.status >= 300 || mine.status !== 200)
			faults.push(`${who.name} cannot see his own file: ${made.status}, ${mine.status}`);
		const [stranger] = all.map(([p]) => p).filter((p) => p !== who);
		for (const id of [record, other.ids.request[0], other.ids.request[1]])
			for (const kind of ['requests', 'complaints', 'visits']) {
				const { status } = await ask('GET', `/api/v1/${kind}/${id}/files/${file}`, stranger);
				if (status < 400)
					faults.push(`${stranger.name} GET ${kind}/${id}/files/${file}: ${status}`);
			}
	}
	return faults;
}

// A telephone rings on one desk: it is heard there, and neither by a technician nor in the other
// office.
async function streams(staff) {
	const by = (name) => staff.find((p) => p.name === name);
	const desk = by('front_desk'), hear = [[desk, true], [by('technician'), false],
		[staff.find((p) => p.other), false]].map(([who, want]) =>
		({ who, want, heard: listen(estate.url, who) }));
	await Promise.all(hear.map((h) => h.heard.ready));
	await ask('POST', '/api/v1/calls/extensions', desk, { extension: '899' });
	const { status, text } = await ask('POST', '/api/v1/calls/events', by('administrator'),
		{ call_id: 'canary', event: 'ringing', at: new Date().toISOString(), from: '13912345678',
			extension: '899' });
	if (status !== 200)
		return [`the event was not taken: ${status} ${text}`];
	const { id } = JSON.parse(text), faults = [];
	for (const { who, want, heard } of hear)
		if ((want ? await hears(heard, id) : heard.text.includes(id)) !== want)
			faults.push(`${who.name} ${want ? 'does not hear' : 'hears'} of the call`);
	hear.forEach((h) => h.heard.end());
	return faults;
}

async function bodies(staff, posts, tool, large, small) {
	const before = crossings(tool, large, small);
	const one = ` WHERE id = ${large.ids.request.at(-2)}`;
	const room = tool.value(`SELECT room_id FROM request${one}`);
	tool.rows(`UPDATE request SET room_id = (SELECT MAX(id) FROM room
	 WHERE community_id = ${small.id})${one}`);
	if (crossings(tool, large, small).size === before.size)
		return ['a row that points at the other office is not found'];
	tool.rows(`UPDATE request SET room_id = ${room}${one}`);
	const { faults, accepted, asked: count } = await mix({ tool, posts, own: large, foreign: small,
		paths, ask, each, person: (r) => staff.find((p) => p.token && !p.other && !p.gone &&
			(r.permission === 'signed_in' || p.permissions.has(r.permission))) });
	console.log(`  ${count} bodies that name something foreign, ${accepted} accepted`);
	return [...faults, ...[...crossings(tool, large, small)].filter((c) => !before.has(c))];
}

async function crawl() {
	const all = JSON.parse(estate.run('routes', '--json')).routes;
	const gets = all.filter((r) => r.method === 'GET'), posts = all.filter((r) => r.method !== 'GET');
	const tool = new Database(estate);
	const large = office(tool, '翠湖花园'), small = office(tool, '滨江苑');
	const accused = estate.person('director').login; // who may see everything else
	const staff = people(accused);
	tool.unguard();
	await test('each route is asked: the parts of its path are known here', async () => all
		.filter((r) => !paths(r.path, large.ids, large.words))
		.map((r) => `${r.method} ${r.path}`));
	const secrets = accuse(tool, tool.value(`SELECT id FROM account WHERE login = '${accused}'`),
		large.id);
	const columns = mark(tool, `community_id = ${small.id}`, marks.small);
	mark(tool, `community_id = ${large.id}`, marks.large);
	const pagesOfJournal = secrets.seqs.map((seq) => `/api/v1/journal?after=${seq}`);
	delete secrets.seqs;
	for (const [table, ids] of Object.entries(secrets))
		large.ids[table] = [...ids, ...large.ids[table]];
	estate.run('user', 'dismiss', 'caihao', ...estate.where);
	await estate.serve();
	await test('the marks are there to be seen by whom they belong to', async () => {
		const { text } = await ask('GET', `/api/v1/complaints/${secrets.complaint[0]}`,
			staff.find((p) => p.name === 'supervisor'));
		return isOf(text, [marks.secret]) && isOf(text, [marks.large]) ? [] : ['not to the supervisor'];
	});
	for (const p of staff) {
		const [own, foreign] = p.other ? [small, large] : [large, small];
		await test(`${p.name} sees nothing that is not his`, async () => {
			const faults = [];
			await read(p, gets, foreign, own, faults);
			return faults;
		});
		await test(`${p.name} changes nothing that is not his`, async () => {
			const faults = [];
			await write(p, posts, foreign, faults);
			return faults;
		});
	}
	await test('the journal tells the person complained about nothing of it', async () => {
		const faults = [], [who, other] = ['director', 'supervisor'].map((name) =>
			staff.find((p) => p.name === name));
		for (const path of pagesOfJournal) {
			if (isOf((await ask('GET', path, who)).text, who.forbidden))
				faults.push(path);
			if (!isOf((await ask('GET', path, other)).text, [marks.secret]))
				faults.push(`${path}: not even to the supervisor`);
		}
		return pagesOfJournal.length ? faults : ['no line of the journal was marked'];
	});
	await test('a household sees nothing of its neighbours, nor of the office', () =>
		householdsApart({ tool, community: large.id, routes: all, ask, paths, ids: large.ids,
			words: large.words, desk: staff.find((p) => p.name === 'front_desk') }));
	await test('a file is seen by its own office only', () => files(staff, large, small));
	await test('a change is heard by whom it concerns and by nobody else', () =>
		streams(staff));
	await test('nothing of one office comes to point at the other, whatever a body names', () =>
		bodies(staff, posts.filter((r) => r.permission !== 'residents.own'), tool, large, small));
	await test('nobody of one office stands in the journal of the other', async () => tool
		.rows(`SELECT j.seq, j.subject, j.action, a.login FROM journal j JOIN account a
		 ON a.id = j.actor_id WHERE j.community_id = ${small.id} AND NOT EXISTS (SELECT 1
		 FROM staff s WHERE s.community_id = j.community_id AND s.account_id = j.actor_id)`)
		.map((row) => row.join(' ')));
	console.log(`  ${all.length} routes, ${staff.length} people, ${columns} marked columns, ` +
		`${asked} questions`);
}

try {
	estate.make(60, 400);
	await crawl();
} catch (e) {
	failed++;
	console.log(`FAILED ${e.stack}`);
} finally {
	agent.destroy();
	await estate.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
