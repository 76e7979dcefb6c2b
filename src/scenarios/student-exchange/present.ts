import type { Localized } from '../../base/localized.ts'
import { ask, postForm, type Row } from '../parties.ts'
import type { Crossing, DisclosedClaim, Scene, Step } from '../story.ts'
import type { JsonObject } from '../../base/json.ts'
import type { Decision } from '../../base/decision.ts'
import type { World } from '../world.ts'
import type { Direction } from './directions.ts'
import { left, walletOf } from './scene.ts'

/** The verifier's own account of one request: `GET /api/requests/:id`. */
interface RequestState {
  readonly state: 'pending' | 'answered' | 'declined' | 'expired'
  readonly result?: VerifierResult
  readonly refusals: readonly { readonly error: string; readonly error_description: string; readonly result: VerifierResult }[]
}

interface VerifierResult {
  readonly decision: Decision
  readonly report: readonly Row[]
  readonly disclosed: readonly DisclosedClaim[]
  readonly withheld: readonly DisclosedClaim[]
  readonly receipt: { readonly jwt: string; readonly claims: JsonObject; readonly uri: string } | null
}

/** The holder approves; the wallet signs, encrypts and sends; the verifier answers with a redirect. */
export const present = (direction: Direction): Step => ({
  id: 'presentation',
  title: { en: 'The holder approves, and the data cross', ja: '所持者が同意し、データが国境を越える', fr: 'Le titulaire accepte, et les données passent la frontière' },
  run: async (world, scene) => {
    const answer = await approve(world, scene, direction)
    if (answer.status !== 'accepted') throw new Error(`the verifier refused the presentation: ${answer.error_description}`)
    return {
      detail: {
        en: 'The wallet disclosed only what was agreed, bound it to this request with the holder’s keys and encrypted it to a key made for this request.',
        ja: 'ウォレットは同意された項目だけを開示し、所持者の鍵でこの要求に結び付け、この要求のために作られた鍵で暗号化しました。',
        fr: 'Le portefeuille n’a divulgué que ce qui était convenu, l’a lié à cette demande avec les clés du titulaire et chiffré pour une clé faite pour cette demande.',
      },
      facts: [],
      links: links(world, scene, direction),
    }
  },
})

/** The same, where the verifier must refuse: its report says why. Nothing is spent; the holder may try again. */
export const presentInVain = (direction: Direction): Step => ({
  id: 'presentation',
  title: { en: 'The answer arrives, and the verifier refuses it', ja: '応答が届き、検証者がこれを拒む', fr: 'La réponse arrive, et le vérificateur la refuse' },
  run: async (world, scene) => {
    const answer = await approve(world, scene, direction)
    if (answer.status === 'accepted') throw new Error('the verifier accepted what it must refuse')
    scene.crossing = crossingOf(lastRefusal(await requestState(world, scene, direction)).result)
    return {
      detail: {
        en: 'The verifier answered the wallet with an error, kept its report and learnt no claim.',
        ja: '検証者はウォレットにエラーを返し、報告書を残しました。クレームの値は読み取っていません。',
        fr: 'Le vérificateur a répondu une erreur au portefeuille, gardé son rapport et n’a lu aucune donnée.',
      },
      facts: [{ label: words.answer, value: `${answer.error}: ${answer.error_description}` }],
      links: links(world, scene, direction),
    }
  },
})

export const decideAndReceipt = (direction: Direction): Step => ({
  id: 'decision',
  title: { en: 'Four answers and a receipt', ja: '四つの回答と受領証', fr: 'Quatre réponses et un reçu' },
  run: async (world, scene) => {
    const { result } = await requestState(world, scene, direction)
    scene.crossing = crossingOf(left(result, 'result'))
    const receipt = left(result?.receipt ?? undefined, 'receipt')
    const wallet = await walletOf(world, scene, direction)
    await ask(world.http, wallet, '/api/receipts', { receipt_uri: receipt.uri })
    return {
      detail: {
        en: 'The verifier signed a receipt: purpose, legal basis, what was requested, disclosed and withheld, for how long it is kept. The wallet checked and kept it.',
        ja: '検証者が受領証に署名しました。目的、法的根拠、求めた項目、開示された項目と留保された項目、保存期間が記されています。ウォレットがこれを確かめて保存しました。',
        fr: 'Le vérificateur a signé un reçu : finalité, base juridique, ce qui fut demandé, divulgué et retenu, durée de conservation. Le portefeuille l’a vérifié et conservé.',
      },
      facts: [],
      links: [...links(world, scene, direction), { label: words.receipt, href: receipt.uri }],
    }
  },
})

/** Somebody else sends the same bytes to the same address once more. */
export const replayResponse = (direction: Direction): Step => ({
  id: 'replay',
  title: { en: 'The same bytes are sent again', ja: '同じバイト列がもう一度送られる', fr: 'Les mêmes octets sont renvoyés' },
  run: async (world, scene) => {
    const sent = left(world.sentResponses().at(-1), 'sent response')
    const { status } = await postForm(world.http, sent.url, sent.body)
    scene.crossing = crossingOf(lastRefusal(await requestState(world, scene, direction)).result)
    return {
      detail: {
        en: 'The verifier refuses the second answer before it opens it. The first result and its receipt stay as they are.',
        ja: '検証者は二度目の応答を開封前に拒みます。最初の結果と受領証はそのままです。',
        fr: 'Le vérificateur refuse la seconde réponse avant de l’ouvrir. Le premier résultat et son reçu restent tels quels.',
      },
      facts: [{ label: words.httpStatus, value: String(status) }],
      links: links(world, scene, direction),
    }
  },
})

interface Approval {
  readonly status: 'accepted' | 'refused'
  readonly error?: string
  readonly error_description?: string
}

async function approve(world: World, scene: Scene, direction: Direction): Promise<Approval> {
  const { id } = left(scene.presentation, 'presentation')
  return ask<Approval>(world.http, await walletOf(world, scene, direction), `/api/presentations/${id}/approve`, {})
}

const requestState = (world: World, scene: Scene, { to }: Direction): Promise<RequestState> =>
  ask<RequestState>(world.http, world.sides[to].admissions, `/api/requests/${left(scene.request, 'request').id}`)

const lastRefusal = ({ refusals }: RequestState): RequestState['refusals'][number] => left(refusals.at(-1), 'refusal')

const crossingOf = ({ decision, report, disclosed, withheld, receipt }: VerifierResult): Crossing => ({
  decision, report, disclosed, withheld, receipt: receipt?.claims ?? null,
})

const links = (world: World, scene: Scene, { to }: Direction) => [
  { label: words.verifierPage, href: world.sides[to].admissions.url },
  { label: words.wallet, href: scene.wallet?.browserUrl ?? world.wallet.url },
]

const words = {
  answer: { en: 'The verifier’s answer', ja: '検証者の回答', fr: 'La réponse du vérificateur' },
  httpStatus: { en: 'HTTP status of the answer', ja: '回答のHTTPステータス', fr: 'Statut HTTP de la réponse' },
  receipt: { en: 'The receipt (signed)', ja: '受領証（署名付き）', fr: 'Le reçu (signé)' },
  verifierPage: { en: 'The admissions office', ja: '入試課のページ', fr: 'Le bureau des admissions' },
  wallet: { en: 'The wallet', ja: 'ウォレット', fr: 'Le portefeuille' },
} as const satisfies Readonly<Record<string, Localized>>
