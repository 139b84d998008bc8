// Server-sent events: what is heard of a change by whom it concerns, and by whom it does not.
import { request } from 'node:http';

// Opens the stream of a person; .text grows until .end().
export function listen(url, who) {
	const heard = { text: '' };
	const rq = request(url, { path: '/events', headers: { Authorization: `Bearer ${who.token}`,
		Accept: 'text/event-stream' } });
	heard.ready = new Promise((done, fail) => {
		rq.on('response', (rs) => {
			heard.status = rs.statusCode;
			rs.on('data', (d) => { heard.text += d; });
			rs.on('error', () => {});
			done();
		});
		rq.on('error', fail);
	});
	heard.end = () => { rq.on('error', () => {}); rq.destroy(); };
	rq.end();
	return heard;
}

// Until it was heard, at most ten seconds.
export async function hears(heard, word) {
	for (let i = 0; i < 200 && !heard.text.includes(word); i++)
		await new Promise((done) => setTimeout(done, 50));
	return heard.text.includes(word);
}
