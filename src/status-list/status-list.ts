import { constants, deflateSync, inflateSync } from 'node:zlib'
import { fromBase64url, toBase64url } from '../base/bytes.ts'
import { CheckFailed, confirm } from '../base/checks.ts'

/** Token Status List -14 "Status Types Values". 3 and 12 to 15 are for applications, the others are not assigned. */
export const StatusType = { valid: 0, invalid: 1, suspended: 2 } as const

export const statusSizes = [1, 2, 4, 8] as const
/** Size of one status in bits. */
export type StatusSize = (typeof statusSizes)[number]

/** Uncompressed. Statuses fill each byte from its lowest bit upwards. */
export interface StatusList {
  readonly bits: StatusSize
  readonly bytes: Uint8Array
}

/** A million statuses of eight bits, as in the draft's own test vectors; more is not taken into memory. */
const maxBytes = 1024 * 1024
const maxStatuses = (bits: StatusSize): number => (maxBytes * 8) / bits

/**
 * A list with room for `size` statuses, all VALID but those given.
 *
 * @throws RangeError if a status or its index does not fit
 */
export function makeStatusList(
  { bits, size }: { bits: StatusSize; size: number },
  statuses: Iterable<{ readonly index: number; readonly status: number }>,
): StatusList {
  if (!Number.isInteger(size) || size < 1 || size > maxStatuses(bits))
    throw new RangeError(`a list cannot have ${size} statuses`)
  const bytes = new Uint8Array(Math.ceil((size * bits) / 8))
  for (const { index, status } of statuses) {
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new RangeError(`the status list has no index ${index}`)
    if (!Number.isInteger(status) || status < 0 || status >= 2 ** bits)
      throw new RangeError(`${status} is no status of ${bits} bits`)
    const [byte, shift] = place(bits, index)
    bytes[byte] = (bytes[byte]! & ~((2 ** bits - 1) << shift)) | (status << shift)
  }
  return { bits, bytes }
}

/**
 * Reads one status — Token Status List -14 "Compressed Byte Array".
 *
 * @param index counted in statuses (not bytes), from 0
 * @returns     the status, 0 … 2^bits − 1; compare with {@link StatusType}
 * @throws      RangeError if the list has no such index; "Validation Rules" then rejects the credential
 */
export function readStatus({ bits, bytes }: StatusList, index: number): number {
  const [at, shift] = place(bits, index)
  const byte = Number.isInteger(index) && index >= 0 ? bytes[at] : undefined
  if (byte === undefined) throw new RangeError(`the status list has no index ${index}`)
  return (byte >> shift) & (2 ** bits - 1)
}

/** In which byte a status stands, and how many bits from its lowest. */
const place = (bits: StatusSize, index: number): readonly [byte: number, shift: number] => [
  Math.floor((index * bits) / 8),
  (index * bits) % 8,
]

/** The `lst` member: DEFLATE in a ZLIB envelope at the highest level, base64url. */
export const compressStatuses = ({ bytes }: StatusList): string =>
  toBase64url(deflateSync(bytes, { level: constants.Z_BEST_COMPRESSION }))

/** The bytes of a `lst` member. @throws CheckFailed if it is not that, or would become larger than a list may be */
export function inflateStatuses(lst: string): Uint8Array {
  confirm(lst.length <= 2 * maxBytes, 'lst is longer than any list of a permitted size')
  try {
    return inflateSync(fromBase64url(lst), { maxOutputLength: maxBytes })
  } catch (error) {
    throw new CheckFailed(`lst is not base64url of a ZLIB stream of at most ${maxBytes} bytes`, {}, error)
  }
}
