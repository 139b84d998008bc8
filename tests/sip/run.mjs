// A telephone exchange of Debian's parts before the program: sipp calls through kamailio to
// baresip, bridge.mjs tells. node tests/sip/run.mjs PROGRAM. On loopback, within a minute.
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = resolve(process.argv[2] ?? 'build/anju');
const folder = mkdtempSync(join(tmpdir(), 'anju-sip-')), data = join(folder, 'data');
const running = [];
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const deadline = setTimeout(() => end(1, 'FAILED sip: took more than a minute'), 58000);

function end(failed, line) {
	if (line)
		console.log(line);
	for (const child of running.reverse())
		try {
			process.kill(-child.pid, 'SIGKILL'); // kamailio has children of its own
		} catch {
			// it has ended by itself
		}
	rmSync(folder, { recursive: true, force: true });
	console.log(`${failed ? 0 : 1} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
}

function missing() {
	return ['sipp', 'kamailio', 'baresip'].filter((name) => {
		try {
			execFileSync('sh', ['-c', `PATH=$PATH:/usr/sbin; command -v ${name}`]);
			return false;
		} catch {
			return true;
		}
	});
}

function start(name, args, options = {}) {
	const log = openSync(join(folder, `${name.replace(/.*\//, '')}.log`), 'a');
	const child = spawn(name, args, { stdio: ['ignore', log, log], detached: true, ...options,
		env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, ...options.env } });
	child.on('error', (e) => end(1, `FAILED sip: ${name}: ${e.message}`));
	running.push(child);
	return child;
}

const udpPort = () => new Promise((done) => {
	const s = createSocket('udp4').bind(0, '127.0.0.1', () => {
		const { port } = s.address();
		s.close(() => done(port));
	});
});
const tcpPort = () => new Promise((done) => {
	const s = createServer().listen(0, '127.0.0.1', () => {
		const { port } = s.address();
		s.close(() => done(port));
	});
});

async function api(url, token, method, path, body) {
	const answer = await fetch(`${url}/api/v1${path}`, { method,
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: body && JSON.stringify(body) });
	const text = await answer.text();
	if (!answer.ok)
		throw new Error(`${method} ${path}: ${answer.status} ${text}`);
	return JSON.parse(text);
}

const anju = (...args) =>
	execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const token = (user) => anju('token', '--data', data, '--user', user).trim();

// An office with a clerk whose extension is 801, and a key for the exchange.
async function office() {
	anju('init', '--data', data, '--community', '电话试验');
	const server = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0'],
		{ stdio: ['ignore', 'pipe', openSync(join(folder, 'anju.log'), 'a')], detached: true });
	running.push(server);
	let url;
	for await (const line of createInterface({ input: server.stdout })) {
		url = line.trim().replace(/\/$/, '');
		break;
	}
	const admin = token('admin');
	const person = await api(url, admin, 'POST', '/people',
		{ login: 'desk', name: '李前台', role: 'front_desk' });
	const desk = token('desk');
	await api(url, desk, 'POST', '/calls/extensions', { extension: '801' });
	const key = await api(url, admin, 'POST', '/calls/keys', { name: 'kamailio' });
	return { url, desk, person: person.id, key };
}

function fill(name, values) {
	let text = readFileSync(join(here, name), 'utf8');
	for (const [word, value] of Object.entries(values))
		text = text.replaceAll(word, value);
	return text;
}

const modules = () => ['/usr/lib/baresip/modules', ...readdirSync('/usr/lib').filter((d) =>
	d.includes('-linux-')).map((d) => `/usr/lib/${d}/baresip/modules`)].find((d) => {
	try {
		return readdirSync(d).includes('account.so');
	} catch {
		return false;
	}
});

async function exchange({ url, key }) {
	const ports = { KAMAILIO_PORT: await udpPort(), PHONE_PORT: await udpPort(),
		CONTROL_PORT: await tcpPort(), MODULES: modules() };
	const phone = join(folder, 'phone');
	execFileSync('mkdir', [phone]);
	writeFileSync(join(phone, 'config'), fill('baresip.config', ports));
	writeFileSync(join(phone, 'accounts'),
		`<sip:801@127.0.0.1:${ports.PHONE_PORT}>;regint=0;answermode=manual\n`);
	writeFileSync(join(phone, 'contacts'), '');
	start('baresip', ['-f', phone, '-4']);
	writeFileSync(join(folder, 'kamailio.cfg'), fill('kamailio.cfg', ports));
	const kamailio = start('kamailio', ['-DD', '-E', '-f', join(folder, 'kamailio.cfg'), '-Y', folder],
		{ stdio: ['ignore', 'ignore', 'pipe'] });
	const bridge = start('node', [join(here, 'bridge.mjs')], {
		stdio: ['pipe', 'inherit', 'inherit'],
		env: { ANJU_URL: url, ANJU_CALL_KEY: key.id, ANJU_CALL_SECRET: key.secret },
	});
	kamailio.stderr.pipe(bridge.stdin);
	await sleep(2000);
	return ports;
}

// One caller; answers when sipp has ended.
function caller(scenario, number, ports) {
	const list = join(folder, `${number}.csv`);
	writeFileSync(list, `SEQUENTIAL\n${number}\n`);
	const sipp = start('sipp', [`127.0.0.1:${ports.KAMAILIO_PORT}`, '-sf', join(here, scenario),
		'-inf', list, '-m', '1', '-i', '127.0.0.1', '-nostdin', '-timeout', '30']);
	return new Promise((done) => sipp.on('exit', done));
}

// baresip's control: a netstring of JSON.
function lift(ports) {
	return new Promise((done, refuse) => {
		const s = connect(ports.CONTROL_PORT, '127.0.0.1', () => {
			const command = JSON.stringify({ command: 'accept', token: 'lift' });
			s.write(`${command.length}:${command},`);
		});
		s.on('data', (d) => {
			if (String(d).includes('"token":"lift"')) {
				s.destroy();
				done();
			}
		});
		s.on('error', refuse);
	});
}

// What must be, by number: rings of one second in five, so that 1, 6 and 11 s are 1, 2 and 3 rings.
const wanted = [
	{ number: '13800000001', lift: 1000, rings: 1 },
	{ number: '13800000002', lift: 6000, rings: 2 },
	{ number: '13800000003', lift: 11000, rings: 3 },
	{ number: '13800000004', lift: 0 },
];

async function call(w, ports) {
	const ended = caller(w.lift ? 'answered.xml' : 'unanswered.xml', w.number, ports);
	if (w.lift) {
		await sleep(w.lift);
		await lift(ports);
	}
	const code = await ended;
	if (code)
		throw new Error(`sipp ended with ${code} for ${w.number}`);
}

const masked = (number) => `${number.slice(0, 3)}****${number.slice(-4)}`;

function faultsOf(records, person) {
	const faults = records.length === wanted.length ? [] : [`${records.length} records, not four`];
	for (const w of wanted) {
		const c = records.find((r) => r.phone === masked(w.number));
		const is = c && [c.state, c.rings, c.answerer_id, c.extension].join(' ');
		const want = w.lift ? `ended ${w.rings} ${person} 801` : `missed ${c?.rings}  801`;
		if (is !== want)
			faults.push(`${w.number}: ${is ?? 'no record'}, not ${want}`);
		if (c && w.lift && !(c.answered_at && c.ended_at >= c.answered_at))
			faults.push(`${w.number}: times ${c.answered_at} ${c.ended_at}`);
	}
	return faults;
}

// Told once more, in the wrong order: nothing may change.
async function tellAgain({ url, key }, records) {
	const first = records[0];
	const body = JSON.stringify({ call_id: first.exchange_key, event: 'ended', at: first.ended_at ??
		first.missed_at });
	const time = String(Math.floor(Date.now() / 1000));
	const answer = await fetch(`${url}/api/v1/calls/events`, { method: 'POST', body, headers: {
		'Content-Type': 'application/json', 'X-Call-Key': key.id, 'X-Call-Time': time,
		'X-Call-Signature': createHmac('sha256', `${key.secret}x`).update(`${time}.${body}`)
			.digest('hex') } });
	return answer.status === 401 ? [] : [`a wrong signature was answered with ${answer.status}`];
}

const gone = missing();
if (gone.length) {
	clearTimeout(deadline);
	rmSync(folder, { recursive: true, force: true });
	console.log(`skipped sip: ${gone.join(', ')} not here`);
	console.log('0 passed, 0 failed, 1 skipped');
	process.exit(0);
}
try {
	const o = await office();
	const ports = await exchange(o);
	for (const w of wanted)
		await call(w, ports);
	await sleep(800);
	const { items } = await api(o.url, o.desk, 'GET', '/calls');
	const faults = [...faultsOf(items, o.person), ...await tellAgain(o, items)];
	for (const f of faults)
		console.log(`  ${f}`);
	end(faults.length ? 1 : 0, faults.length ? 'FAILED three answered calls and one missed' : '');
} catch (e) {
	end(1, `FAILED sip: ${e.stack}`);
}
