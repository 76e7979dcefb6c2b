import { Indeterminate, pass, type Check, type Pass } from '../src/base/checks.ts'
import { FetchFailed, type FetchDocument } from '../src/http/fetch-document.ts'
import type { OwnSdJwtVc } from '../src/sd-jwt/receive-sd-jwt-vc.ts'
import { fetchTypeMetadata, type TypeMetadata } from '../src/sd-jwt/type-metadata.ts'
import { confirmOfType } from '../src/sd-jwt/type-metadata-rules.ts'
import { limits } from './limits.ts'

/** A credential whose type may have a description of its own. */
export interface TypedCredential {
  readonly credential: OwnSdJwtVc
  /** The whole text, as issued. */
  readonly text: string
  readonly fetchDocument: FetchDocument
  /** The types that the credential is of, the nearest first: set by the check. */
  types?: readonly string[]
}

/**
 * A type that is an address describes itself there: the document must be the one that the issuer meant, and the
 * credential as it says.
 */
export const typeMetadataCheck: Check<TypedCredential> = {
  id: 'type_metadata',
  spec: 'SD-JWT VC -13 "Type Metadata"',
  needs: ['disclosures', 'vct'],
  run: typeMetadata,
}

async function typeMetadata(subject: TypedCredential): Promise<Pass> {
  const claims = subject.credential.registeredClaims()
  const vct = claims['vct'] as string
  const integrity = claims['vct#integrity'] as string | undefined
  subject.types = [vct]
  if (!/^https?:/i.test(vct)) return pass('the type is a name and not an address: nothing describes it')
  const types = await described(subject.fetchDocument, vct, integrity)
  confirmOfType(subject.text, types)
  subject.types = types.map((type) => type.vct)
  const found = integrity === undefined ? 'the credential is as its type says' : 'the credential is as its type says, and the description is the one that was meant'
  return pass(found, { types: subject.types })
}

async function described(
  fetchDocument: FetchDocument,
  vct: string,
  integrity: string | undefined,
): Promise<readonly TypeMetadata[]> {
  const limited: FetchDocument = (request) =>
    fetchDocument({ ...request, maxBytes: limits.typeMetadata, timeout: limits.outboundTimeout })
  try {
    return await fetchTypeMetadata(limited, { vct, integrity })
  } catch (error) {
    if (error instanceof FetchFailed)
      throw new Indeterminate(`what describes the type cannot be read: ${error.message}`, { vct }, error)
    throw error
  }
}
