import { z } from 'zod'
import { CheckFailed, confirm, Indeterminate, pass, type Check, type Pass } from '../base/checks.ts'
import type { EpochSeconds } from '../base/time.ts'
import { FetchFailed } from '../http/fetch-document.ts'
import { readStatus, StatusType } from './status-list.ts'
import { verifyStatusListToken } from './status-list-token.ts'

export interface StatusSubject {
  /** The `status` claim of a credential whose signature and validity period were checked before. */
  readonly status: unknown
  /** @throws FetchFailed or Indeterminate if the list cannot be had; see `fetch-status-list-token.ts` */
  readonly fetchToken: (uri: string) => Promise<string>
  /** Judges the certificate that signed the list. @throws CheckFailed or Indeterminate if it is not trusted */
  readonly signerTrusted: (x5c: readonly string[]) => Promise<void>
  readonly now: EpochSeconds
}

/** Lift it with `needs`: the draft forbids asking for the status of a credential whose own checks do not hold. */
export const statusCheck: Check<StatusSubject> = {
  id: 'status',
  spec: 'Token Status List -14 "Validation Rules"',
  needs: [],
  run: status,
}

/** What a credential's status list says of it. Without a status claim it fails: nothing says whether it was revoked. */
async function status({ status, fetchToken, signerTrusted, now }: StatusSubject): Promise<Pass> {
  const { idx, uri } = referenceIn(status)
  const token = verifyStatusListToken(await fetched(uri, fetchToken), { uri, now })
  await signerTrusted(token.chain.map(({ base64 }) => base64))
  const value = valueAt(token.list(), idx, uri)
  const evidence = { uri, idx, value, iat: token.iat, ...(token.exp !== undefined && { exp: token.exp }) }
  confirm(value !== StatusType.invalid, 'the credential was revoked', evidence)
  confirm(value !== StatusType.suspended, 'the credential is suspended', evidence)
  confirm(value === StatusType.valid, `the status list gives the credential the unknown status ${value}`, evidence)
  return pass('the status list says that the credential is valid', evidence)
}

/** Token Status List -14 "Referenced Token": other members of `status` are other mechanisms. */
const referenceSchema = z.object({
  status_list: z.object({ idx: z.int().nonnegative(), uri: z.url() }),
})

function referenceIn(status: unknown): { idx: number; uri: string } {
  confirm(status !== undefined, 'the credential has no status claim: nothing says whether it was revoked')
  const parsed = referenceSchema.safeParse(status)
  if (!parsed.success)
    throw new CheckFailed('the status claim has no status_list with an index and an address', {}, parsed.error)
  return parsed.data.status_list
}

async function fetched(uri: string, fetchToken: StatusSubject['fetchToken']): Promise<string> {
  try {
    return await fetchToken(uri)
  } catch (error) {
    if (!(error instanceof FetchFailed)) throw error
    throw new Indeterminate(`the status list cannot be fetched (${error.code})`, { uri }, error)
  }
}

function valueAt(list: Parameters<typeof readStatus>[0], idx: number, uri: string): number {
  try {
    return readStatus(list, idx)
  } catch (error) {
    throw new CheckFailed('the status list has no entry for the credential', { uri, idx }, error)
  }
}
