import { sql, type Kysely } from 'kysely'

/** One text for SQLite and PostgreSQL. Values are JSON as text; times are whole seconds. */
export interface Tables {
  readonly schema_version: { readonly version: number }
  readonly one_time: {
    readonly collection: string
    readonly key: string
    readonly value: string
    readonly expires_at: number
  }
  readonly record: {
    readonly collection: string
    readonly key: string
    readonly value: string
    /** Order of insertion within the collection. */
    readonly position: number
  }
}

/** Never edited once released: a change of the schema is one more entry. */
const migrations: readonly ((db: Kysely<Tables>) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('one_time')
      .addColumn('collection', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('one_time_key', ['collection', 'key'])
      .execute()
    await db.schema.createIndex('one_time_expiry').on('one_time').column('expires_at').execute()
    await db.schema
      .createTable('record')
      .addColumn('collection', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('record_key', ['collection', 'key'])
      .execute()
    await db.schema.createIndex('record_position').on('record').columns(['collection', 'position']).execute()
  },
]

/**
 * Brings a database to the newest schema, forward only. Each step is a transaction that begins by writing its version,
 * so of several processes that start at once one does the step and the others wait for it.
 *
 * @throws Error if the database was written by a newer version of this program
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await createVersionTable(db)
  for (const [index, step] of migrations.entries()) {
    await db.transaction().execute(async (transaction) => {
      const { numInsertedOrUpdatedRows = 0n } = await transaction
        .insertInto('schema_version')
        .values({ version: index + 1 })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows > 0n) await step(transaction)
    })
  }
  const { version } = await db
    .selectFrom('schema_version')
    .select(sql<number>`max(version)`.as('version'))
    .executeTakeFirstOrThrow()
  if (version > migrations.length) {
    throw new Error(`the database has schema ${version}, this program knows ${migrations.length}: update the program`)
  }
}

/** PostgreSQL lets two processes that create a table at once collide, "if not exists" or not; then it exists. */
async function createVersionTable(db: Kysely<Tables>): Promise<void> {
  try {
    await db.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .execute()
  } catch (error) {
    await db
      .selectFrom('schema_version')
      .select('version')
      .execute()
      .catch(() => Promise.reject(error))
  }
}
