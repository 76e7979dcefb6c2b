import { showPath, type ClaimsPath } from '../../base/claims-path.ts'
import type { Localized } from '../../base/localized.ts'
import { ask, type ConsentPreview } from '../parties.ts'
import type { Crossing, Scene, Step } from '../story.ts'
import type { Side, World } from '../world.ts'
import type { Direction } from './directions.ts'
import { left, walletOf } from './scene.ts'

/** Admissions asks by OpenID4VP 1.0; the wallet finds out who asks before it shows anything. */
export const askForCredentials = (direction: Direction): Step => ({
  id: 'request',
  title: {
    en: 'Admissions asks, and the wallet finds out who asks',
    ja: '入試課が提示を求め、ウォレットが相手を確かめる',
    fr: 'Les admissions demandent, le portefeuille vérifie qui demande',
  },
  run: async (world, scene) => {
    const preview = await openRequest(world, scene, direction, {})
    scene.presentation = { id: preview.id }
    return {
      detail: {
        en: 'The request is signed with an access certificate; the wallet found its authority on the trust list of that side and compared what is asked with what is registered.',
        ja: '要求にはアクセス証明書による署名があります。ウォレットはその認証局を相手側の信頼リストで確認し、求められた項目を登録内容と照合しました。',
        fr: 'La demande est signée avec un certificat d’accès ; le portefeuille a trouvé son autorité sur la liste de confiance de ce côté et comparé ce qui est demandé à ce qui est enregistré.',
      },
      facts: [
        { label: words.asks, value: preview.verifier.name },
        { label: words.wouldShare, value: preview.shares.flatMap(({ query, claims }) => claims.map(({ path }) => `${query}: ${showPath(path)}`)).join(' · ') },
        { label: words.stays, value: preview.withheld.map(({ path }) => showPath(path)).join(' · ') },
      ],
      links: links(world, scene, direction),
    }
  },
})

/** Admissions also wants the home address, which neither its registration nor its purpose holds. */
export const askTooMuch = (direction: Direction): Step => ({
  id: 'request',
  title: {
    en: 'Admissions asks for more than it may',
    ja: '入試課が必要以上に求める',
    fr: 'Les admissions demandent plus qu’elles ne devraient',
  },
  run: async (world, scene) => {
    const preview = await openRequest(world, scene, direction, { additional_claims: { identity: [homeAddress[direction.from]] } })
    scene.presentation = { id: preview.id }
    if (preview.over_asked.length === 0) throw new Error('the wallet did not notice that the request goes too far')
    scene.crossing = refusal(preview, direction)
    return {
      detail: {
        en: 'The wallet compares the request with the verifier’s registration and with the purpose, and warns.',
        ja: 'ウォレットは要求を検証者の登録内容および目的と照合し、警告します。',
        fr: 'Le portefeuille compare la demande à l’enregistrement du vérificateur et à la finalité, et avertit.',
      },
      facts: [
        { label: words.asks, value: preview.verifier.name },
        { label: words.tooMuch, value: preview.over_asked.map(({ path }) => showPath(path)).join(' · ') },
      ],
      links: links(world, scene, direction),
    }
  },
})

export const declineRequest = (direction: Direction): Step => ({
  id: 'decline',
  title: { en: 'The holder declines', ja: '所持者が断る', fr: 'Le titulaire refuse' },
  run: async (world, scene) => {
    const wallet = await walletOf(world, scene, direction)
    const { id } = left(scene.presentation, 'presentation')
    await ask(world.http, wallet, `/api/presentations/${id}/decline`, {})
    const request = left(scene.request, 'request')
    const { state } = await ask<{ state: string }>(world.http, world.sides[direction.to].admissions, `/api/requests/${request.id}`)
    return {
      detail: {
        en: 'Nothing was disclosed. The verifier received the error access_denied and no reason beyond it.',
        ja: '何も開示されていません。検証者に届いたのはエラーaccess_deniedだけで、理由は伝わりません。',
        fr: 'Rien n’a été divulgué. Le vérificateur a reçu l’erreur access_denied, sans autre motif.',
      },
      facts: [{ label: words.state, value: state }],
      links: links(world, scene, direction),
    }
  },
})

async function openRequest(world: World, scene: Scene, direction: Direction, more: object): Promise<ConsentPreview> {
  const { admissions } = world.sides[direction.to]
  const request = await ask<{ id: string; wallet_url: string }>(world.http, admissions, '/api/requests', {
    purpose: 'university_admission', ...more,
  })
  scene.request = { id: request.id, walletUrl: request.wallet_url }
  return ask<ConsentPreview>(world.http, await walletOf(world, scene, direction), '/api/presentations', { request: request.wallet_url })
}

/** The wallet's own decision about a request, with the same four answers: here they are asked of the verifier. */
function refusal({ checks, shares, withheld }: ConsentPreview, { to }: Direction): Crossing {
  const trusted = checks.every(({ id, outcome }) => overAsking.includes(id) || outcome === 'passed')
  const requested = shares.flatMap(({ query, claims }) => claims.map(({ path }) => ({ credential: query, path })))
  return {
    decision: {
      technical: trusted ? 'valid' : 'invalid',
      listStatus: trusted ? 'granted' : 'not_listed',
      legalStatus: 'none',
      policy: 'reject',
      reasons: [{ rule: `WALLET-${to}-MINIMISATION`, effect: 'refuses', source: 'ARF 3.0.0 RPRC_21; GDPR Art. 5(1)(c)', text: words.minimisation }],
    },
    report: checks,
    disclosed: [],
    withheld: [...requested, ...withheld],
    receipt: null,
  }
}

/** The wallet's two checks of how much is asked; all others are about who asks. */
const overAsking: readonly string[] = ['registration_covers_request', 'request_within_purpose']

const homeAddress: { readonly [S in Side]: ClaimsPath } = {
  JP: ['resident_address_unicode'],
  EU: ['address', 'formatted'],
}

const links = (world: World, scene: Scene, { to }: Direction) => [
  { label: words.verifierPage, href: world.sides[to].admissions.url },
  { label: words.wallet, href: scene.wallet?.browserUrl ?? world.wallet.url },
]

const words = {
  asks: { en: 'Who asks', ja: '求める相手', fr: 'Qui demande' },
  wouldShare: { en: 'Would be shared', ja: '開示される項目', fr: 'Serait divulgué' },
  stays: { en: 'Stays in the wallet', ja: 'ウォレットに残る項目', fr: 'Reste dans le portefeuille' },
  tooMuch: { en: 'Beyond registration and purpose', ja: '登録と目的を超える項目', fr: 'Au-delà de l’enregistrement et de la finalité' },
  state: { en: 'What the verifier knows', ja: '検証者側の状態', fr: 'Ce que sait le vérificateur' },
  verifierPage: { en: 'The admissions office', ja: '入試課のページ', fr: 'Le bureau des admissions' },
  wallet: { en: 'The wallet', ja: 'ウォレット', fr: 'Le portefeuille' },
  minimisation: {
    en: 'The verifier asks for data that its purpose does not need and its registration does not hold; the wallet does not share them.',
    ja: '検証者が、目的に不要で登録にもないデータを求めています。ウォレットはこれを共有しません。',
    fr: 'Le vérificateur demande des données dont sa finalité n’a pas besoin et que son enregistrement ne contient pas ; le portefeuille ne les partage pas.',
  },
} as const satisfies Readonly<Record<string, Localized>>
