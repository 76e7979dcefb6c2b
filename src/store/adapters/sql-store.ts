import { sql, type Kysely } from 'kysely'
import { after, seconds, type Clock, type EpochSeconds } from '../../base/time.ts'
import type { OneTimeStore } from '../one-time-store.ts'
import type { RecordStore } from '../record-store.ts'
import type { Store } from '../store.ts'
import type { Tables } from './schema.ts'
import { fromStored, toStored } from './stored-json.ts'

/**
 * The ports in SQL that SQLite and PostgreSQL both take. Every verb is one statement, or a loop of statements each of
 * which is harmless alone, so none needs a transaction and several processes may share the database.
 */
export function sqlStore(db: Kysely<Tables>, clock: Clock): Store {
  const purge = purgeSometimes(db)
  return {
    oneTime: <Value>(collection: string) => oneTimeStore<Value>(db, collection, clock, purge),
    records: <Value>(collection: string) => recordStore<Value>(db, collection),
    close: () => db.destroy(),
  }
}

function oneTimeStore<Value>(
  db: Kysely<Tables>,
  collection: string,
  clock: Clock,
  purge: (now: EpochSeconds) => Promise<void>,
): OneTimeStore<Value> {
  /** Writes if the key is free; a row that has expired is free. */
  const create = async (key: string, value: string, expires_at: EpochSeconds): Promise<boolean> => {
    const now = clock.now()
    await purge(now)
    const created = await db
      .insertInto('one_time')
      .values({ collection, key, value, expires_at })
      .onConflict((conflict) =>
        conflict
          .columns(['collection', 'key'])
          .doUpdateSet({ value, expires_at })
          .where('one_time.expires_at', '<=', now),
      )
      .returning('key')
      .executeTakeFirst()
    return created !== undefined
  }
  return {
    put: async (key, value, expiresAt) => {
      if (!(await create(key, toStored(value), expiresAt))) throw new Error('the key of a one-time value is in use')
    },
    take: async (key) => {
      const taken = await db
        .deleteFrom('one_time')
        .where('collection', '=', collection)
        .where('key', '=', key)
        .where('expires_at', '>', clock.now())
        .returning('value')
        .executeTakeFirst()
      return taken && fromStored<Value>(taken.value)
    },
    peek: async (key) => {
      const found = await db
        .selectFrom('one_time')
        .select('value')
        .where('collection', '=', collection)
        .where('key', '=', key)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst()
      return found && fromStored<Value>(found.value)
    },
    claim: (key, expiresAt) => create(key, toStored(null), expiresAt),
  }
}

/** Expired rows are never answered; once a minute, when something is written, they are removed too. */
function purgeSometimes(db: Kysely<Tables>): (now: EpochSeconds) => Promise<void> {
  let next: EpochSeconds | undefined
  return async (now) => {
    if (next !== undefined && now < next) return
    next = after(now, seconds(60))
    await db.deleteFrom('one_time').where('expires_at', '<=', now).execute()
  }
}

function recordStore<Value>(db: Kysely<Tables>, collection: string): RecordStore<Value> {
  const read = (key: string) =>
    db
      .selectFrom('record')
      .select('value')
      .where('collection', '=', collection)
      .where('key', '=', key)
      .executeTakeFirst()

  const insertion = (key: string, value: string) =>
    db.insertInto('record').values((expression) => ({
      collection,
      key,
      value,
      position: expression
        .selectFrom('record')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('position'))
        .where('collection', '=', collection),
    }))

  /** Writes `next` only where `previous` still stands; false if another writer came first. */
  const replace = async (key: string, previous: string, next: string): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('record')
      .set({ value: next })
      .where('collection', '=', collection)
      .where('key', '=', key)
      .where('value', '=', previous)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  return {
    get: async (key) => {
      const found = await read(key)
      return found && fromStored<Value>(found.value)
    },
    put: async (key, value) => {
      const text = toStored(value)
      await insertion(key, text)
        .onConflict((conflict) => conflict.columns(['collection', 'key']).doUpdateSet({ value: text }))
        .execute()
    },
    insert: async (key, value) => {
      const { numInsertedOrUpdatedRows = 0n } = await insertion(key, toStored(value))
        .onConflict((conflict) => conflict.columns(['collection', 'key']).doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows > 0n
    },
    update: async (key, change) => {
      for (let found = await read(key); found; found = await read(key)) {
        const text = toStored(change(fromStored<Value>(found.value)))
        if (await replace(key, found.value, text)) return fromStored<Value>(text)
      }
      return undefined
    },
    remove: async (key) => {
      const { numDeletedRows } = await db
        .deleteFrom('record')
        .where('collection', '=', collection)
        .where('key', '=', key)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    list: async (prefix) => {
      const rows = await db
        .selectFrom('record')
        .select(['key', 'value'])
        .where('collection', '=', collection)
        .where(sql<string>`substr(key, 1, ${characters(prefix)})`, '=', prefix)
        .orderBy('position')
        .orderBy('key')
        .execute()
      return rows.map(({ key, value }) => ({ key, value: fromStored<Value>(value) }))
    },
  }
}

/** `substr` counts characters, `length` of a string counts UTF-16 units. */
const characters = (text: string): number => [...text].length
