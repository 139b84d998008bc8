// Nobody sees what is not his: node tests/canary/run.mjs PROGRAM [postgres://…]. Every typed text
// of each of two communities gets a mark, those of complaints about somebody another one; then each
// route that the program lists is asked by each role with foreign, own and made-up ids, as page and
// as JSON. A mark in an answer to the wrong person is a fault, and so is a route that nothing here
// knows how to ask. The last line is "N passed, N failed".
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Estate } from '../browser/estate.mjs';
import { Database } from './database.mjs';

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

function ask(method, path, who, body) {
	asked++;
	return new Promise((done, fail) => {
		const headers = { ...(who.token && { Authorization: `Bearer ${who.token}` }),
			...(body && { 'Content-Type': 'application/json' }) };
		const rq = request(estate.url, { method, path, headers, agent }, (rs) => {
			const parts = [];
			rs.on('data', (d) => parts.push(d));
			rs.on('end', () => {
				const all = Buffer.concat(parts);
				const plain = rs.headers['content-encoding'] === 'gzip' ? gunzipSync(all) : all;
				done({ status: rs.statusCode, text: plain.toString() });
			});
		});
		rq.on('error', fail);
		rq.end(body && JSON.stringify(body));
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
	deputies: 'deputy', documents: 'document', handovers: 'handover', imports: 'import_job',
	'incident-reporters': 'incident_reporter', incidents: 'incident', notices: 'notice',
	obligations: 'obligation', orders: 'office_order', outbox: 'outbox', outreach: 'outreach',
	people: 'staff', plans: 'visit_plan', posts: 'post', promises: 'promise',
	readings: 'document_reading', requests: 'request', roster: 'roster', visits: 'visit',
	tokens: 'api_token',
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
		const tails = r.path.includes(':id') || r.path === '/events' ? [''] : queries(foreign);
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
		sheet: ['households', 'requests', 'complaints', 'visits', 'rules', 'none'],
		kind: ['households', 'fire'], place: ['office'], file: ids.request, step: steps,
		post: ids.post, token: ['1'], session: ['1'], key: ['none'],
	} };
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
