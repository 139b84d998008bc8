// A database tool beside the program, for either engine: what the program would never write.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const lite = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for line in sys.stdin.read().split(';\\n'):
    for row in db.execute(line).fetchall():
        print('\\t'.join('' if v is None else str(v) for v in row))
db.commit()
`;

export class Database {
	constructor(estate) {
		this.postgres = !!estate.db;
		this.where = estate.db ?? join(estate.data, 'office.db');
	}

	// Statements one after the other; the rows of all.
	rows(...statements) {
		const [name, args] = this.postgres
			? ['psql', [this.where, '-XqAt', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-f', '-']]
			: ['python3', ['-c', lite, this.where]];
		const out = execFileSync(name, args, { input: statements.join(';\n'), encoding: 'utf8',
			maxBuffer: 1 << 28 });
		return out.split('\n').filter(Boolean).map((l) => l.split('\t'));
	}

	value(statement) {
		return this.rows(statement)[0]?.[0];
	}

	// Tables of an office with their columns of text, without keys: { table: [column] }
	texts() {
		const found = {};
		const sql = this.postgres
			? `SELECT c.table_name, c.column_name FROM information_schema.columns c
			 JOIN information_schema.tables t USING (table_schema, table_name)
			 WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
			 AND c.data_type = 'text'
			 AND NOT EXISTS (SELECT 1 FROM information_schema.key_column_usage k
			  WHERE k.table_schema = c.table_schema AND k.table_name = c.table_name
			  AND k.column_name = c.column_name)`
			: `SELECT m.name, i.name FROM sqlite_schema m JOIN pragma_table_info(m.name) i
			 WHERE m.type = 'table' AND i.type = 'TEXT' AND i.pk = 0
			 AND m.sql LIKE 'CREATE TABLE%' AND m.name NOT LIKE 'sqlite%'`;
		for (const [table, column] of this.rows(sql))
			(found[table] ??= []).push(column);
		return found;
	}

	ofCommunity() {
		const sql = this.postgres
			? `SELECT c.table_name FROM information_schema.columns c
			 JOIN information_schema.tables t USING (table_schema, table_name)
			 WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
			 AND c.column_name = 'community_id'`
			: `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) i
			 WHERE m.type = 'table' AND i.name = 'community_id'
			 AND m.sql LIKE 'CREATE TABLE%'`;
		return new Set(this.rows(sql).map(([t]) => t));
	}

	// The rules of the tables that what was said stays hold for the program, not for this.
	unguard() {
		if (!this.postgres) {
			const names = this.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
			this.rows('SELECT 1', ...names.map(([n]) => `DROP TRIGGER "${n}"`));
			return;
		}
		const tables = [...this.ofCommunity()];
		this.rows(...tables.map((t) => `ALTER TABLE "${t}" DISABLE TRIGGER USER`));
	}

	// Free text: somewhere a value has a character beyond ASCII. Words of our own have none.
	isFree(column) {
		return this.postgres ? `"${column}" ~ '[^\\x01-\\x7F]'` : `"${column}" GLOB '*[^ -~]*'`;
	}
}
