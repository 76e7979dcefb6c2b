import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'
import type { Clock } from '../../base/time.ts'
import type { Store } from '../store.ts'
import { migrate, type Tables } from './schema.ts'
import { sqlStore } from './sql-store.ts'

/**
 * Keeps everything in one SQLite file, by Node's own SQLite. What was answered is on the disk (WAL, synchronous FULL):
 * it survives a restart, a killed process and a power cut. Several processes may share the file; a writer waits up to
 * five seconds for another. The file is made readable for its owner only, with its folder if need be.
 *
 * @param file a path, or `:memory:`
 */
export async function sqliteStore({ file, clock }: { file: string; clock: Clock }): Promise<Store> {
  if (file !== ':memory:') createPrivately(file)
  const database = new DatabaseSync(file, { timeout: 5_000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) })
    await migrate(db)
    return sqlStore(db, clock)
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLite gives its companion files the permissions of the database file. */
function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
}

/** The few verbs that kysely asks of a SQLite driver; each statement is prepared once. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = prepared.get(text) ?? asKyselyStatement(database.prepare(text))
      prepared.set(text, statement)
      return statement
    },
  }
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  }
}
