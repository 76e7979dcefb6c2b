import type { RequestHandler } from 'express'
import { ProtocolError } from '../../src/base/errors.ts'
import type { IssuerContext } from '../context.ts'

/**
 * SD-JWT VC -13 "Retrieving Type Metadata": the type of one configuration, byte for byte as its integrity stands in the
 * credentials; for pages of any origin.
 */
export const typeMetadata =
  ({ configurations }: IssuerContext): RequestHandler<{ id: string }> =>
  (req, res) => {
    const document = configurations.get(req.params.id)?.typeMetadata
    if (!document) throw new ProtocolError('not_found', 'This issuer defines no such type', { status: 404 })
    res.set({ 'Cache-Control': 'max-age=300', 'Access-Control-Allow-Origin': '*' })
    res.type('application/json').send(Buffer.from(document.text))
  }
