/** Reads something at the first call and remembers it. What throws is not remembered: it throws at each call. */
export function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | undefined
  return () => (known ??= { value: read() }).value
}
