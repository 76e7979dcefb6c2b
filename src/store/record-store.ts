/**
 * Records (plain JSON data) that stay until they are removed: credentials, transactions, list entries, receipts, keys.
 */
export interface RecordStore<Value> {
  get(key: string): Promise<Value | undefined>
  /** Creates or replaces. */
  put(key: string, value: Value): Promise<void>
  /** Creates; false, and nothing written, if the key is there already. Atomic. */
  insert(key: string, value: Value): Promise<boolean>
  /**
   * Reads, changes and writes one record in one atomic step.
   *
   * @param change returns the new value; must be free of effects, for it may run again
   * @returns the new value, or undefined if there is no such record
   */
  update(key: string, change: (value: Value) => Value): Promise<Value | undefined>
  remove(key: string): Promise<boolean>
  /** All records whose key starts with `prefix`, oldest insertion first; a replaced record keeps its place. */
  list(prefix: string): Promise<readonly { readonly key: string; readonly value: Value }[]>
}
