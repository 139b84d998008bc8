// Own records, and in the body something of the other office: nothing of one office may come to
// point at the other. The columns that could are found in the database itself.

// Field of a body → the table its foreign ids are of.
const fields = {
	assignee: 'staff', visitor: 'staff', accused: 'staff', owner: 'staff', promiser: 'staff',
	stand_in: 'staff', undertaker: 'staff', account: 'staff', to: 'staff', signed_by: 'staff',
	agreed_by: 'staff', approval: 'staff', post: 'post', post_id: 'post', contact: 'contact',
	incident: 'incident', main: 'complaint', request: 'request', call_id: 'call', room: 'room',
	person: 'person', unit: 'unit', borrower: 'staff',
};
const steps = ['dispatch', 'assign', 'merge', 'transfer', 'record', 'review', 'verify', 'propose',
	'redo', 'refer', 'hand', 'plan', 'move', 'sign', 'submit', 'close', 'note', 'promise',
	'lend'];
const filler = { text: 'x', reason: 'x', note: 'x', result: 'x', title: 'x', name: 'x',
	content: 'x', remark: 'x', proposal: 'x', kind: 'repair', channel: 'phone', grade: 'satisfied',
	verdict: 'valid', cause: 'other', way: 'phone', direction: 'in' };

// Columns of tables of an office that may hold an id, as [table, column].
function columns(tool) {
	const sql = tool.postgres
		? `SELECT table_name, column_name FROM information_schema.columns
		 WHERE table_schema = current_schema() AND data_type = 'bigint' AND column_name LIKE '%\\_id'`
		: `SELECT m.name, i.name FROM sqlite_schema m JOIN pragma_table_info(m.name) i
		 WHERE m.type = 'table' AND i.name LIKE '%\\_id' ESCAPE '\\' AND m.sql LIKE 'CREATE TABLE%'`;
	const offices = tool.ofCommunity();
	return tool.rows(sql).filter(([t, c]) => offices.has(t) && c !== 'community_id');
}

// "request.room_id 3": how many rows of office `own` point at a row of office `foreign`.
export function crossings(tool, own, foreign) {
	const tables = ['room', 'person', 'post', 'contact', 'request', 'complaint', 'visit', 'incident',
		'call', 'promise', 'announcement', 'document', 'office_order', 'handover',
		'inspection', 'defect', 'deed', 'office_key', 'movein_batch', 'movein_notice', 'runsheet'];
	const theirs = tables.map((t) => `SELECT id FROM "${t}" WHERE community_id = ${foreign.id}`);
	theirs.push(`SELECT account_id FROM staff WHERE community_id = ${foreign.id} AND account_id
	 NOT IN (SELECT account_id FROM staff WHERE community_id = ${own.id})`);
	return new Set(tool.rows(...columns(tool).map(([t, c]) => `SELECT '${t}.${c}', COUNT(*)
	 FROM "${t}" WHERE community_id = ${own.id} AND "${c}" IN (${theirs.join(' UNION ALL ')})
	 HAVING COUNT(*) > 0`)).map((row) => row.join(' ')));
}

// What is foreign, by table: [id or word]
function theirs(tool, own, foreign) {
	const some = (sql) => tool.rows(sql).map(([v]) => v);
	const found = { room: some(`SELECT room FROM room WHERE community_id = ${foreign.id}
	 AND room NOT IN (SELECT room FROM room WHERE community_id = ${own.id}) LIMIT 1`).concat(
		some(`SELECT id FROM room WHERE community_id = ${foreign.id} LIMIT 1`)),
	staff: some(`SELECT account_id FROM staff WHERE community_id = ${foreign.id}
	 AND account_id NOT IN (SELECT account_id FROM staff WHERE community_id = ${own.id}) LIMIT 1`) };
	for (const t of ['post', 'contact', 'incident', 'complaint', 'request', 'call', 'person'])
		found[t] = some(`SELECT id FROM "${t}" WHERE community_id = ${foreign.id}
		 ORDER BY id DESC LIMIT 1`);
	found.unit = found.post;
	return found;
}

// The paths to ask: each act on the newest own records that are still open.
function targets(tool, posts, own, paths) {
	const open = { request: 'state < 11', complaint: 'state < 7', visit: 'state < 8',
		call: 'state < 5', incident: 'state < 3', office_key: 'state < 6',
		promise: 'state = 1', outreach: 'state = 1', inspection: 'state < 5', defect: 'state < 4',
		deed: 'state < 5' };
	const ids = { ...own.ids };
	for (const [table, when] of Object.entries(open)) {
		const some = tool.rows(`SELECT MIN(id) FROM "${table}" WHERE community_id = ${own.id}
		 AND ${when} GROUP BY state`).map(([id]) => id);
		if (some.length)
			ids[table] = some;
	}
	return posts.filter((r) => r.door !== 'root' && !/login|logout|password/.test(r.path))
		.flatMap((r) => paths(r.path, ids, { ...own.words, step: steps })
			.map((p) => [r, `/api/v1${p}`]));
}

// Asks all of it; answers how much was accepted all the same.
export async function mix({ tool, posts, own, foreign, paths, person, ask, each }) {
	const values = theirs(tool, own, foreign);
	const jobs = targets(tool, posts, own, paths).flatMap(([r, path]) => Object.entries(fields)
		.filter(([, table]) => values[table]?.length)
		.flatMap(([field, table]) => values[table].map((v) => [person(r), path, field, v])));
	let accepted = 0;
	const faults = [];
	await each(jobs.filter(([who]) => who), async ([who, path, field, value]) => {
		const { status } = await ask('POST', path, who, { ...filler, [field]: value });
		accepted += status < 300;
		if (status >= 500 && status !== 503)
			faults.push(`${who.name} POST ${path} ${field}: ${status}`);
	});
	return { faults, accepted, asked: jobs.length };
}
