// From kamailio's lines to the program's events: node bridge.mjs < kamailio's standard error. What
// it needs comes by the environment: ANJU_URL, ANJU_CALL_KEY, ANJU_CALL_SECRET. Events are sent in
// their order; one that does not arrive is sent again, since telling twice does no harm.
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';

const { ANJU_URL: url, ANJU_CALL_KEY: key, ANJU_CALL_SECRET: secret } = process.env;

function eventOf(line) {
	const at = line.indexOf('ANJU|');
	if (at < 0)
		return null;
	const [, event, call, from, to, extension, seconds] = line.slice(at).trim().split('|');
	return { call_id: call, event, from, to, extension,
		at: new Date(Number(seconds) * 1000).toISOString() };
}

async function send(event) {
	const body = JSON.stringify(event), time = String(Math.floor(Date.now() / 1000));
	const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
	const answer = await fetch(`${url}/api/v1/calls/events`, {
		method: 'POST',
		body,
		headers: { 'Content-Type': 'application/json', 'X-Call-Key': key, 'X-Call-Time': time,
			'X-Call-Signature': signature },
		signal: AbortSignal.timeout(5000),
	});
	if (answer.status >= 500)
		throw new Error(String(answer.status));
	if (!answer.ok)
		console.error(`refused: ${answer.status} ${await answer.text()} ${body}`);
}

async function sendSurely(event) {
	for (let wait = 200; ; wait = Math.min(wait * 2, 10000)) {
		try {
			return await send(event);
		} catch (e) {
			console.error(`again in ${wait} ms: ${e.message}`);
			await new Promise((done) => setTimeout(done, wait));
		}
	}
}

for await (const line of createInterface({ input: process.stdin })) {
	const event = eventOf(line);
	if (event)
		await sendSurely(event);
}
