import type { RequestHandler } from 'express'
import { languages } from '../../src/base/localized.ts'
import { metadataInLanguages, requestedLanguages } from '../../src/openid4vci/metadata-languages.ts'
import { signCredentialIssuerMetadata, signedMetadataType } from '../../src/openid4vci/signed-metadata.ts'
import type { IssuerContext } from '../context.ts'
import { limits } from '../limits.ts'

/**
 * OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval": as JSON, or signed for whoever prefers that; with the names in
 * the languages that were asked for, or in all.
 */
export const credentialIssuerMetadata =
  ({ metadata, accessKey, clock }: IssuerContext): RequestHandler =>
  async (req, res) => {
    const chosen = requestedLanguages(req.get('Accept-Language'), languages)
    const inLanguages = metadataInLanguages(metadata, chosen)
    res.set({
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
      Vary: 'Accept, Accept-Language',
      'Content-Language': chosen.join(', '),
    })
    if (req.accepts(['application/json', signedMetadataType]) !== signedMetadataType) return void res.json(inLanguages)

    const lifetime = limits.signedMetadata
    const signed = await signCredentialIssuerMetadata(accessKey, inLanguages, { now: clock.now(), lifetime })
    res.type(signedMetadataType).send(Buffer.from(signed))
  }
