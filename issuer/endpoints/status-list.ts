import type { RequestHandler } from 'express'
import { ProtocolError } from '../../src/base/errors.ts'
import { singleQuery } from '../../src/http/single-query.ts'
import { statusListTokenType } from '../../src/status-list/status-list-token.ts'
import type { IssuerContext } from '../context.ts'
import { limits } from '../limits.ts'
import { statusListToken } from '../status-lists.ts'

/** Token Status List -14 "Status List Request": always the current one, for pages of any origin, as a JWT. */
export const statusList =
  ({ config, records, clock, statusKey }: IssuerContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', Vary: 'Accept' })
    if (singleQuery(req, 'time') !== undefined) {
      throw new ProtocolError('unsupported_parameter', 'Past statuses are not kept; leave time out', { status: 501 })
    }
    if (!req.accepts(statusListTokenType)) {
      throw new ProtocolError('not_acceptable', `This list comes as ${statusListTokenType}`, { status: 406 })
    }
    const { credentialIssuer } = config
    const wanted = { list: req.params.id, credentialIssuer, key: statusKey, now: clock.now() }
    const token = await statusListToken(records, wanted)
    if (token === undefined) throw new ProtocolError('not_found', 'There is no such status list', { status: 404 })
    res.set({ 'Content-Type': statusListTokenType, 'Cache-Control': `max-age=${limits.statusListTtl}` })
    res.send(Buffer.from(token))
  }
