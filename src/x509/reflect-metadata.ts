/**
 * The three functions of the Reflect Metadata proposal that @peculiar/x509 asks for (its container, tsyringe, will not load
 * without them). Import this before `@peculiar/x509`. Where a full implementation is loaded already, it stays.
 */
interface MetadataReflection {
  defineMetadata(key: unknown, value: unknown, target: object): void
  getOwnMetadata(key: unknown, target: object): unknown
  getMetadata(key: unknown, target: object): unknown
}

const reflection = Reflect as typeof Reflect & Partial<MetadataReflection>

if (!reflection.getMetadata) {
  const metadata = new WeakMap<object, Map<unknown, unknown>>()
  const own = (key: unknown, target: object): unknown => metadata.get(target)?.get(key)
  const inherited = (key: unknown, target: object | null): unknown =>
    target === null ? undefined : (own(key, target) ?? inherited(key, Object.getPrototypeOf(target) as object | null))
  Object.assign(reflection, {
    defineMetadata: (key, value, target) => {
      metadata.set(target, (metadata.get(target) ?? new Map()).set(key, value))
    },
    getOwnMetadata: own,
    getMetadata: inherited,
  } satisfies MetadataReflection)
}
