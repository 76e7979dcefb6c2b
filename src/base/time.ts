/** Seconds since 1970-01-01T00:00:00Z, whole, as in the NumericDate of RFC 7519. */
export type EpochSeconds = number & { readonly __unit: 'EpochSeconds' }
/** A duration in whole seconds. */
export type Seconds = number & { readonly __unit: 'Seconds' }

/** The only way to know the time. Adapters implement it; everything below the services takes `now` as an argument. */
export interface Clock {
  now(): EpochSeconds
}

/** @throws RangeError if `value` is not a whole number */
export function epochSeconds(value: number): EpochSeconds {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of seconds`)
  return value as EpochSeconds
}

export const seconds = (value: number): Seconds => value as Seconds
export const minutes = (value: number): Seconds => (value * 60) as Seconds
export const hours = (value: number): Seconds => (value * 3600) as Seconds
export const days = (value: number): Seconds => (value * 86_400) as Seconds

export const after = (time: EpochSeconds, duration: Seconds): EpochSeconds => (time + duration) as EpochSeconds
export const before = (time: EpochSeconds, duration: Seconds): EpochSeconds => (time - duration) as EpochSeconds

/** UTC without fractions, `2026-11-22T07:00:00Z`: the form of ETSI TS 119 602 V1.1.1 "Date-time indication" and ISO 18013-5. */
export const toUtc = (time: EpochSeconds): string => new Date(time * 1000).toISOString().replace('.000Z', 'Z')

/** Reads exactly the form that {@link toUtc} writes. @throws RangeError for any other text */
export function fromUtc(text: string): EpochSeconds {
  const milliseconds = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(milliseconds) || toUtc((milliseconds / 1000) as EpochSeconds) !== text) {
    throw new RangeError(`"${text}" is not a UTC date-time like 2026-11-22T07:00:00Z`)
  }
  return (milliseconds / 1000) as EpochSeconds
}

/** From a `Date`, fractions cut off; for the dates that Node's certificates give. */
export const fromDate = (date: Date): EpochSeconds => Math.floor(date.getTime() / 1000) as EpochSeconds
