// The program under test with a demo estate of its own, in a folder that goes away.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export class Estate {
	// db: the URL of an empty database; without it SQLite
	constructor(program, db) {
		this.program = resolve(program);
		this.folder = mkdtempSync(join(tmpdir(), 'anju-browser-'));
		this.data = join(this.folder, 'data');
		this.db = db;
		this.where = ['--data', this.data, ...(db ? ['--db', db] : [])];
	}

	run(...args) {
		return execFileSync(this.program, args, { encoding: 'utf8' });
	}

	// One person a role: [{ role, login, password }]
	make(households, cases) {
		const out = this.run('demo', ...this.where, '--households', households, '--cases',
			cases);
		this.people = [...out.matchAll(/^([a-z_]+) (\S+) (\S+)$/gm)].map(
			([, role, login, password]) => ({ role, login, password }));
		if (!this.people.length)
			throw new Error(`anju demo printed no logins: ${out}`);
	}

	person(role) {
		return this.people.find((p) => p.role === role);
	}

	async serve() {
		const log = openSync(join(this.folder, 'server.log'), 'a');
		this.server = spawn(this.program,
			['serve', ...this.where, '--listen', '127.0.0.1:0'],
			{ stdio: ['ignore', 'pipe', log] });
		const lines = createInterface({ input: this.server.stdout });
		for await (const line of lines) {
			this.url = line.match(/https?:\S+/)?.[0].replace(/\/$/, '');
			break;
		}
		if (!this.url)
			throw new Error('the server printed no address');
	}

	// GET page routes, as "/requests/:id"
	routes() {
		const routes = JSON.parse(this.run('routes', '--json'));
		return (routes.routes ?? routes).filter((r) => r.method === 'GET' && r.door !== 'api');
	}

	async close() {
		if (this.server && this.server.exitCode === null) {
			const ended = new Promise((done) => this.server.once('exit', done));
			this.server.kill('SIGTERM');
			await ended;
		}
		rmSync(this.folder, { recursive: true, force: true });
	}
}
