import type { RequestHandler } from 'express'
import { ProtocolError } from '../../base/errors.ts'
import { singleQuery } from '../../http/single-query.ts'
import { statusListTokenType } from '../../status-list/status-list-token.ts'
import { attestationStatusList } from '../attestation-statuses.ts'
import type { WalletProviderContext } from '../context.ts'
import { refuse } from '../errors.ts'
import { limits } from '../limits.ts'

/** Token Status List -14 "Status List Request": always the current one, for pages of any origin, as a JWT. */
export const statusList =
  (context: WalletProviderContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', Vary: 'Accept' })
    if (singleQuery(req, 'time') !== undefined) {
      throw new ProtocolError('unsupported_parameter', 'Past statuses are not kept; leave time out', { status: 501 })
    }
    if (!req.accepts(statusListTokenType)) {
      throw new ProtocolError('not_acceptable', `This list comes as ${statusListTokenType}`, { status: 406 })
    }
    const token = await attestationStatusList(context, req.params.id)
    if (token === undefined) throw refuse('not_found', 'There is no such status list', { status: 404 })
    res.set({ 'Content-Type': statusListTokenType, 'Cache-Control': `max-age=${limits.statusListTtl}` })
    res.send(Buffer.from(token))
  }
