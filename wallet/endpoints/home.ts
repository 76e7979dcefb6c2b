import type { Request, Response } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import type { WalletContext } from '../context.ts'
import { cardModel } from '../credential-model.ts'
import { heldCredentials } from '../credentials.ts'
import { basePath } from '../instances.ts'
import { limits } from '../limits.ts'
import { openOffers } from '../offers.ts'
import { openPresentation } from '../open-presentation.ts'
import { readQrPicture } from '../qr-picture.ts'
import { receiveOffer } from '../receive-offer.ts'
import { tendWallet } from '../tend.ts'
import { homeView } from '../views/home-view.ts'
import { refuse, walletErrorCodes } from '../wallet-errors.ts'
import { errorWords } from '../error-words.ts'
import { frameFor, sendPage } from './frame.ts'
import { pageEndpoint, parseInput, type Holder } from './holder.ts'
import { pictureIn } from './uploaded-picture.ts'

export const home = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    await tendWallet(context, holder.instanceId, limits.tendedAtOnce)
    await sendHome(context, holder, req, res, undefined)
  })

const pasted = z.object({ address: z.string().trim().min(1).max(16_000) })

/** `POST /open`: an address that the holder pasted. */
export const openAddress = (context: WalletContext) =>
  openingForm(context, 'address', async (req) => parseInput(pasted, req.body).address)

/** `POST /picture`: a picture of a QR code in place of the address. */
export const openPicture = (context: WalletContext) =>
  openingForm(context, 'picture', async (req) => readQrPicture(await pictureIn(req)))

/** What goes wrong is said beside the field. */
const openingForm = (context: WalletContext, field: Field, addressIn: (req: Request) => Promise<string>) =>
  pageEndpoint(context, async (holder, req, res) => {
    try {
      res.redirect(303, basePath(context.baseUrl) + (await opened(context, holder, await addressIn(req))))
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      await sendHome(context, holder, req, res.status(error.status), { error, field })
    }
  })

type Field = 'address' | 'picture'

/** What an address is shows in its parameters, whatever its scheme. */
async function opened(context: WalletContext, { instanceId }: Holder, address: string): Promise<string> {
  const parameters = new URLSearchParams(address.slice(address.indexOf('?') + 1))
  if (parameters.has('credential_offer') || parameters.has('credential_offer_uri')) {
    return `/offers/${(await receiveOffer(context, instanceId, address)).id}`
  }
  if (parameters.has('request_uri'))
    return `/presentations/${(await openPresentation(context, instanceId, address)).id}`
  throw refuse('invalid_request', 'The address is neither an offer nor a request.')
}

async function sendHome(
  context: WalletContext,
  holder: Holder,
  req: Request,
  res: Response,
  problem: { readonly error: ProtocolError; readonly field: Field } | undefined,
): Promise<void> {
  const frame = await frameFor(context, holder, req, res)
  const now = context.clock.now()
  const code = walletErrorCodes.find((known) => known === problem?.error.code)
  const credentials = await heldCredentials(context, holder.instanceId)
  const waiting = await openOffers(context, holder.instanceId)
  const model = {
    credentials: credentials.map((held) => cardModel(held, now)).toReversed(),
    waiting: waiting.map(({ id, issuer, configurations, state }) => ({
      id,
      state: state === 'pending' || state === 'authorizing' ? state : ('open' as const),
      names: configurations[0]?.names ?? [],
      issuerHost: new URL(issuer.credentialIssuer).host,
    })),
    problem: problem && { field: problem.field, text: errorWords[code ?? 'invalid_request'][frame.shell.language] },
  }
  sendPage(res, homeView(frame, model))
}
