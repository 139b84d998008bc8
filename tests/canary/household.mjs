// Two households of one building: what is written of one is marked, and each resident asks every
// route with the other's ids. A mark in the answer to the neighbour is a fault, and so is any page
// of the office that opens to a resident.

// Two people who live in different rooms of one building now, as the office has them.
function neighbours(tool, community) {
	const rows = tool.rows(`SELECT o.id, o.person_id, h.id, h.room, h.building FROM occupancy o
	 JOIN room h ON h.community_id = o.community_id AND h.id = o.room_id
	 WHERE o.community_id = ${community} AND o.until_on = 0 AND o.relation = 1 AND o.person_id IN
	 (SELECT person_id FROM occupancy WHERE community_id = ${community} AND until_on = 0
	 GROUP BY person_id HAVING COUNT(*) = 1) ORDER BY h.building, h.id`);
	const at = rows.findIndex((r, i) => i && r[4] === rows[i - 1][4] && r[2] !== rows[i - 1][2]);
	return [rows[at - 1], rows[at]].map(([occupancy, person, room, name], i) =>
		({ occupancy, person, room, name, mark: `zqhousehold${'ab'[i]}` }));
}

function markHousehold(tool, h) {
	const set = (table, columns, where) => tool.rows(`UPDATE ${table} SET ${columns.map((c) =>
		`${c} = ${c} || ' ${h.mark}'`).join(', ')} WHERE ${where}`);
	set('request', ['title', 'text', 'result', 'answer'], `room_id = ${h.room}`);
	set('complaint', ['title', 'text'], `room_id = ${h.room}`);
	set('contact', ['text'], `room_id = ${h.room}`);
	set('person', ['name', 'remark'], `id = ${h.person}`);
}

// By an invitation, as anybody would.
async function comeIn(ask, desk, h) {
	const made = await ask('POST', '/api/v1/portal/invites', desk, { occupancy: h.occupancy });
	const token = JSON.parse(made.text).link.split('/').pop();
	const came = await ask('POST', `/api/v1/join/${token}`, {}, {});
	return came.cookie;
}

async function report(ask, me, h) {
	const page = await ask('GET', '/my/report', me);
	me.formToken = page.text.match(/name="_token" value="([^"]+)"/)[1];
	const ids = [];
	for (const [kind, more] of [['repair', { private: '1' }], ['repair', {}], ['complaint', {}],
		['help', {}], ['enquiry', {}]]) {
		const { text } = await ask('POST', '/api/v1/my/reports', me,
			{ kind, text: `${kind} ${h.mark}`, room: h.name, ...more });
		ids.push(JSON.parse(text).id);
	}
	return ids;
}

export async function householdsApart({ tool, community, desk, routes, ask, paths, ids, words }) {
	const faults = [], two = neighbours(tool, community);
	two.forEach((h) => markHousehold(tool, h));
	for (const h of two) {
		h.me = { cookie: await comeIn(ask, desk, h) };
		h.ids = await report(ask, h.me, h);
		const mine = await ask('GET', '/api/v1/my/reports', h.me);
		if (!h.ids.every((id) => mine.text.includes(id)) || !mine.text.includes(h.mark))
			faults.push(`${h.name} does not see its own: ${mine.status} ${mine.text.slice(0, 200)}`);
	}
	for (const [a, b] of [two, [...two].reverse()]) {
		const other = { ...ids, request: b.ids };
		const all = routes.filter((r) => !['/events', '/s/:file', '/my/leave'].includes(r.path));
		const doors = { both: ['', '/api/v1'], api: ['/api/v1'] };
		for (const r of all)
			for (const path of new Set(paths(r.path, other, words)))
				for (const door of doors[r.door] ?? [''])
					await one(a, b, r, door + path);
	}
	async function one(a, b, r, path) {
		const body = r.method === 'POST' ? { text: 'x', reason: 'x', stars: 1 } : undefined;
		const { status, text } = await ask(r.method, path, a.me, body);
		if (text.includes(b.mark))
			faults.push(`${a.name} ${r.method} ${path}: shows what is ${b.name}'s`);
		if (status < 300 && !['public', 'residents.own'].includes(r.permission))
			faults.push(`${a.name} ${r.method} ${path}: ${status} without ${r.permission}`);
		if (status < 300 && r.method === 'POST' && r.path.startsWith('/my/reports/:id'))
			faults.push(`${a.name} ${r.method} ${path}: ${status} on what is ${b.name}'s`);
		if (status >= 500 && status !== 503)
			faults.push(`${a.name} ${r.method} ${path}: ${status}`);
	}
	// who moved out asks once more
	const [gone] = two;
	tool.rows(`UPDATE occupancy SET until_on = 20000 WHERE id = ${gone.occupancy}`);
	const after = await ask('GET', '/api/v1/my/reports', gone.me);
	if (after.status !== 401 || after.text.includes(gone.mark))
		faults.push(`after moving out: ${after.status}`);
	return faults;
}
