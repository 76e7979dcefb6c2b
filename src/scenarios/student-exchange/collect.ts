import type { Localized } from '../../base/localized.ts'
import { seconds } from '../../base/time.ts'
import { credentialIssuerMetadataUrl } from '../../openid4vci/credential-issuer-metadata.ts'
import { ask, type Offer } from '../parties.ts'
import { logInAndApprove, type Person } from '../person-at-browser.ts'
import type { Scene, Step, StepOutcome } from '../story.ts'
import type { Desk, World } from '../world.ts'
import type { Direction } from './directions.ts'
import type { FaultId } from './faults.ts'
import { walletOf } from './scene.ts'

/** The identity office issues to the holder's wallet: OpenID4VCI 1.0 "Authorization Code Flow", as HAIP 1.0 asks. */
export const collectIdentity = (direction: Direction): Step => ({
  id: 'identity',
  title: {
    en: 'The identity office issues to the wallet',
    ja: '身元証明の窓口がウォレットに発行する',
    fr: 'L’office d’identité émet vers le portefeuille',
  },
  run: (world, scene) => collect(world, scene, direction, world.sides[direction.from].identity, direction.holder.subject),
})

/** The university issues the diploma, in the story of two scripts from a register that spells the name differently. */
export const collectDiploma = (direction: Direction, fault: FaultId | undefined): Step => ({
  id: 'diploma',
  title: {
    en: 'The university issues the diploma',
    ja: '大学が学位証明を発行する',
    fr: 'L’université émet le diplôme',
  },
  run: (world, scene) => {
    const { subject, otherScript } = direction.holder
    const known = fault === 'name-in-two-scripts' ? otherScript : subject
    return collect(world, scene, direction, world.sides[direction.from].university, known)
  },
})

async function collect(world: World, scene: Scene, direction: Direction, issuer: Desk, subject: string): Promise<StepOutcome> {
  const configuration = await firstConfiguration(world, issuer)
  const { offer } = await ask<Offer>(world.http, issuer, '/desk/offers', {
    credential_configuration_ids: [configuration], subject, by: 'reference', grant: 'authorization_code',
  })
  const wallet = await walletOf(world, scene, direction)
  const preview = await ask<{ id: string; issuer: { name: string } }>(world.http, wallet, '/api/offers', { offer })
  const { credential, unlisted } = await accept(world, wallet, preview.id, { username: subject, password: world.peoplePassword })
  return {
    detail: unlisted ? acceptedUnlisted(preview.issuer.name) : accepted(preview.issuer.name),
    facts: [
      { label: words.holder, value: direction.holder.name, lang: direction.holder.lang },
      { label: words.credential, value: credential.name },
      { label: words.type, value: credential.vct },
    ],
    links: [
      { label: words.issuer, href: issuer.url },
      { label: words.wallet, href: scene.wallet?.browserUrl ?? world.wallet.url },
    ],
  }
}

interface Stored {
  readonly id: string
  readonly name: string
  readonly vct: string
}

/** The wallet's account of one issuance: `GET /api/offers/:id`. */
interface Issuance {
  readonly outcome: string
  readonly error?: { readonly code: string; readonly description: string }
  readonly collected?: readonly string[]
}

/** The holder accepts, logs in at the issuer and agrees; warned that no list names the issuer, this holder insists. */
async function accept(world: World, wallet: Desk, offer: string, person: Person): Promise<{ credential: Stored; unlisted: boolean }> {
  const { http } = world
  const { authorization_url } = await ask<{ authorization_url: string }>(http, wallet, `/api/offers/${offer}/accept`, {})
  const page = await logInAndApprove(http, authorization_url, person)
  if (new URL(page.url).origin !== new URL(wallet.url).origin) throw new Error('the person was not led back to the wallet')
  const issuance = await ask<Issuance>(http, wallet, `/api/offers/${offer}`)
  const unlisted = issuance.error?.code === 'issuer_not_listed'
  if (unlisted) await ask(http, wallet, `/api/offers/${offer}/accept`, { accept_unlisted: true })
  const { collected } = await ask<Issuance>(http, wallet, `/api/offers/${offer}`)
  const { credentials } = await ask<{ credentials: readonly Stored[] }>(http, wallet, '/api/credentials')
  const credential = credentials.find(({ id }) => collected?.includes(id))
  if (!credential) throw new Error(`the wallet stored nothing: ${issuance.error?.code ?? issuance.outcome}`)
  return { credential, unlisted }
}

const accepted = (issuer: string): Localized => ({
  en: `${issuer} offered it and had the holder log in and agree; the wallet proved keys of its own, checked what it received and stored it.`,
  ja: `${issuer}が発行を申し出て、所持者がログインし同意しました。ウォレットは自らの鍵を証明し、受け取った証明書を確かめて保存しました。`,
  fr: `${issuer} l’a proposé ; le titulaire s’est identifié et a accepté ; le portefeuille a prouvé ses propres clés, vérifié ce qu’il recevait, puis l’a conservé.`,
})

const acceptedUnlisted = (issuer: string): Localized => ({
  en: `${issuer} offered it; the wallet found it on no list and warned. This holder stored it all the same.`,
  ja: `${issuer}が発行を申し出ました。ウォレットはどのリストにも見つからないと警告しましたが、所持者はそのまま保存しました。`,
  fr: `${issuer} l’a proposé ; le portefeuille ne l’a trouvé sur aucune liste et l’a signalé. Le titulaire l’a conservé malgré tout.`,
})

/** The plain configuration stands first; the others ask for more of a wallet. */
async function firstConfiguration(world: World, issuer: Desk): Promise<string> {
  const { text } = await world.http({
    url: credentialIssuerMetadataUrl(issuer.url), accept: 'application/json', maxBytes: 500_000, timeout: seconds(20),
  })
  const { credential_configurations_supported } = JSON.parse(text) as { credential_configurations_supported: Record<string, unknown> }
  const [configuration] = Object.keys(credential_configurations_supported)
  if (configuration === undefined) throw new Error(`${issuer.url} offers no credential`)
  return configuration
}

const words = {
  holder: { en: 'Holder', ja: '所持者', fr: 'Titulaire' },
  credential: { en: 'Credential', ja: '証明書', fr: 'Attestation' },
  type: { en: 'Type (vct)', ja: '種別（vct）', fr: 'Type (vct)' },
  issuer: { en: 'The issuer’s page', ja: '発行者のページ', fr: 'La page de l’émetteur' },
  wallet: { en: 'The wallet', ja: 'ウォレット', fr: 'Le portefeuille' },
} as const satisfies Readonly<Record<string, Localized>>
