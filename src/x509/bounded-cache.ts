/** Remembers the newest `limit` values; the oldest goes first. Only for what can be found out again. */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined
  put(key: string, value: Value): Value
}

export function boundedCache<Value>(limit: number): BoundedCache<Value> {
  const values = new Map<string, Value>()
  return {
    get: (key) => values.get(key),
    put: (key, value) => {
      if (values.size >= limit) values.delete(values.keys().next().value!)
      values.set(key, value)
      return value
    },
  }
}
