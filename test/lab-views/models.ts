import type { Localized } from '../../src/base/localized.ts'
import type { JurisdictionModel, LandingModel, ServiceModel, StoryModel, StoryStep } from '../../src/lab/views/models.ts'
import { faultIds, faults, faultsOf } from '../../src/scenarios/student-exchange/faults.ts'
import { directionIds } from '../../src/scenarios/student-exchange/directions.ts'
import { accepted, badRows, crossed, goodRows, groupNames, receipt, rejected, stayed, stepUp } from '../html/models.ts'

const service = (kind: ServiceModel['kind'], name: Localized, purpose: Localized, theme: ServiceModel['theme']): ServiceModel =>
  ({ kind, name, purpose, theme, href: `http://${kind}.localhost/` })

const musterland: JurisdictionModel = {
  code: 'EU',
  name: { en: 'European Union', ja: '欧州連合', fr: 'Union européenne' },
  theme: 'indigo',
  services: [
    service('issuer', { en: 'LAB-Musterland Identity Office', ja: 'LAB-ムスターラント身分証明庁', fr: 'LAB-Office d’identité du Musterland' }, { en: 'Issues person identification data to fictional residents.', ja: '架空の住民に個人識別データを発行します。', fr: 'Délivre des données d’identification à des résidents fictifs.' }, 'indigo'),
    service('issuer', { en: 'LAB-University of Musterland, Registrar', ja: 'LAB-ムスターラント大学 教務課', fr: 'LAB-Université du Musterland, Scolarité' }, { en: 'Issues diplomas to its graduates.', ja: '卒業生に学位証明書を発行します。', fr: 'Délivre des diplômes à ses diplômés.' }, 'indigo'),
    service('verifier', { en: 'LAB-University of Musterland, Admissions', ja: 'LAB-ムスターラント大学 入試課', fr: 'LAB-Université du Musterland, Admissions' }, { en: 'Decides on applications from Japan.', ja: '日本からの出願を審査します。', fr: 'Examine les candidatures venues du Japon.' }, 'indigo'),
    service('scheme_operator', { en: 'LAB-EU List Operator', ja: 'LAB-EU リスト運営局', fr: 'LAB-Opérateur de la liste UE' }, { en: 'Publishes the signed list of trusted entities.', ja: '署名付きの信頼リストを公表します。', fr: 'Publie la liste signée des entités de confiance.' }, 'pine'),
  ],
}

const mihon: JurisdictionModel = {
  code: 'JP',
  name: { en: 'Japan', ja: '日本', fr: 'Japon' },
  theme: 'vermilion',
  services: [
    service('issuer', { en: 'LAB-Mihon Prefecture Identity Record Office', ja: 'LAB-見本県 本人情報記録室', fr: 'LAB-Bureau des fiches d’identité de la préfecture de Mihon' }, { en: 'Issues identity records, without Individual Numbers.', ja: '個人番号を含まない本人情報記録を発行します。', fr: 'Délivre des fiches d’identité, sans numéro individuel.' }, 'vermilion'),
    service('issuer', { en: 'LAB-Mihon University, Registrar', ja: 'LAB-見本大学 教務課', fr: 'LAB-Université Mihon, Scolarité' }, { en: 'Issues diplomas to its graduates.', ja: '卒業生に学位証明書を発行します。', fr: 'Délivre des diplômes à ses diplômés.' }, 'vermilion'),
    service('verifier', { en: 'LAB-Mihon University, Admissions', ja: 'LAB-見本大学 入試課', fr: 'LAB-Université Mihon, Admissions' }, { en: 'Decides on applications from the EU.', ja: 'EU からの出願を審査します。', fr: 'Examine les candidatures venues de l’UE.' }, 'vermilion'),
    service('scheme_operator', { en: 'LAB-Japan List Operator', ja: 'LAB-日本リスト運営機構', fr: 'LAB-Opérateur de la liste Japon' }, { en: 'Publishes the signed list of trusted entities.', ja: '署名付きの信頼リストを公表します。', fr: 'Publie la liste signée des entités de confiance.' }, 'pine'),
  ],
}

const wallet = service('wallet', { en: 'LAB-Wallet', ja: 'LAB-ウォレット', fr: 'LAB-Portefeuille' }, { en: 'Holds credentials; shows what is asked, and asks the holder.', ja: '証明書を保管し、何が求められているかを示して本人に確認します。', fr: 'Conserve les attestations, montre ce qui est demandé et interroge le titulaire.' }, 'ink')

const walletProvider = service('wallet_provider', { en: 'LAB-Wallet Provider', ja: 'LAB-ウォレット提供者', fr: 'LAB-Fournisseur de portefeuille' }, { en: 'Tells issuers which wallet is asking.', ja: '発行者に、どのウォレットかを示します。', fr: 'Dit aux émetteurs quel portefeuille demande.' }, 'ochre')

const byHand = [
  { label: { en: 'Collect the identity record at the office', ja: '窓口で本人情報記録を受け取る', fr: 'Retirer la fiche d’identité au bureau' }, href: 'http://identity.jp.localhost/' },
  { label: { en: 'Collect the diploma from the registrar', ja: '教務課で学位証明書を受け取る', fr: 'Retirer le diplôme à la scolarité' }, href: 'http://university.jp.localhost/' },
  { label: { en: 'Apply at the admissions office', ja: '入試課に出願する', fr: 'Candidater au bureau des admissions' }, href: 'http://admissions.eu.localhost/' },
] as const

export const landing: LandingModel = {
  runAction: '/runs',
  development: true,
  jurisdictions: [musterland, mihon],
  wallet,
  walletProvider,
  stories: [
    {
      scenario: 'student-exchange',
      title: { en: 'A student goes abroad', ja: '学生が海を渡る', fr: 'Une étudiante part à l’étranger' },
      summary: {
        en: 'A graduate applies to a university on the other side with an identity and a diploma from home. The university checks them against the trust list of the country of origin and decides by its own rules.',
        ja: '卒業生が、自国の身元の証明と学位証明書を使って相手側の大学に出願します。大学は出身国の信頼リストに照らして検証し、自らの規則で判断します。',
        fr: 'Une diplômée se porte candidate de l’autre côté avec une identité et un diplôme de chez elle. L’université les vérifie d’après la liste de confiance du territoire d’origine et décide selon ses propres règles.',
      },
      directions: [
        {
          id: 'jp-to-eu',
          short: 'JP → EU',
          title: { en: 'A diploma from Japan is presented in Europe', ja: '日本の学位証明を欧州で提示する', fr: 'Un diplôme du Japon est présenté en Europe' },
          traveller: { name: '見本　花子', lang: 'ja' },
          summary: { en: 'She carries a lab identity record and a diploma of LAB-Mihon University to the admissions office in LAB-Musterland.', ja: 'ラボの本人情報記録と LAB-見本大学の学位証明書を、LAB-ムスターラントの入試課に提示します。', fr: 'Elle présente une fiche d’identité de laboratoire et un diplôme de la LAB-Université Mihon au bureau des admissions du LAB-Musterland.' },
          from: 'vermilion',
          to: 'indigo',
          byHand,
        },
        {
          id: 'eu-to-jp',
          short: 'EU → JP',
          title: { en: 'A diploma from Europe is presented in Japan', ja: '欧州の学位証明を日本で提示する', fr: 'Un diplôme d’Europe est présenté au Japon' },
          traveller: { name: 'Zoé Musterfrau', lang: 'fr' },
          summary: { en: 'She carries person identification data and a diploma of LAB-University of Musterland to the admissions office in Mihon.', ja: '個人識別データと LAB-ムスターラント大学の学位証明書を、LAB-見本大学の入試課に提示します。', fr: 'Elle présente ses données d’identification et un diplôme de la LAB-Université du Musterland au bureau des admissions de Mihon.' },
          from: 'indigo',
          to: 'vermilion',
          byHand,
        },
      ],
      faults: faultIds.map((id) => ({ id, ...faults[id], directions: directionIds.filter((direction) => faultsOf(direction).includes(id)) })),
    },
  ],
}

const [story] = landing.stories
const [direction] = story!.directions
const links = [{ label: { en: 'The wallet', ja: 'ウォレット', fr: 'Le portefeuille' }, href: 'http://wallet.localhost/' }]

const steps: readonly StoryStep[] = [
  {
    id: 'identity',
    title: { en: 'The identity record is collected', ja: '本人情報記録を受け取る', fr: 'La fiche d’identité est retirée' },
    state: 'done',
    detail: { en: 'The office made an offer; the wallet proved its key and received the credential.', ja: '窓口が提供情報を作り、ウォレットが鍵を証明して証明書を受け取りました。', fr: 'Le bureau a fait une offre ; le portefeuille a prouvé sa clé et reçu l’attestation.' },
    facts: [
      { label: { en: 'Holder', ja: '所持者', fr: 'Titulaire' }, value: '見本　花子', lang: 'ja' },
      { label: { en: 'Type', ja: '種類', fr: 'Type' }, value: 'urn:lab:jp:identity-record:1' },
    ],
    links,
  },
  { id: 'diploma', title: { en: 'The diploma is collected', ja: '学位証明書を受け取る', fr: 'Le diplôme est retiré' }, state: 'done', detail: { en: 'The registrar issued it to the same wallet.', ja: '教務課が同じウォレットに発行しました。', fr: 'La scolarité l’a délivré au même portefeuille.' }, facts: [], links },
  { id: 'request', title: { en: 'Admissions asks for both', ja: '入試課が両方の提示を求める', fr: 'Les admissions demandent les deux' }, state: 'done', detail: { en: 'The wallet checked who asks and for what.', ja: 'ウォレットは誰が何を求めているかを確かめました。', fr: 'Le portefeuille a vérifié qui demande, et quoi.' }, facts: [], links: [] },
  { id: 'presentation', title: { en: 'The holder agrees, and the wallet answers', ja: '本人が同意し、ウォレットが応答する', fr: 'La titulaire accepte, et le portefeuille répond' }, state: 'done', facts: [], links: [] },
]

export const finished: StoryModel = {
  scenario: story!.scenario,
  title: story!.title,
  direction: direction!,
  development: true,
  landingHref: '/',
  runAction: '/runs',
  steps,
  crossing: {
    issuer: { name: mihon.services[1]!.name, theme: 'vermilion', note: { en: '2 credentials issued', ja: '証明書を2件発行', fr: '2 attestations délivrées' }, tone: 'ok' },
    wallet: { name: wallet.name, theme: 'ink', note: { en: 'consent given', ja: '同意済み', fr: 'accord donné' }, tone: 'ok' },
    border: { name: { en: 'Japan → EU', ja: '日本 → EU', fr: 'Japon → UE' }, note: { en: 'presented by the holder', ja: '本人による提示', fr: 'présenté par la titulaire' } },
    verifier: { name: musterland.services[2]!.name, theme: 'indigo', note: { en: 'accepted', ja: '受理', fr: 'accepté' }, tone: 'ok' },
    reached: 'verifier',
  },
  result: {
    decision: accepted,
    statusNames: {},
    rows: goodRows,
    groupNames,
    disclosed: crossed,
    withheld: stayed,
    receipt,
    asExpected: true,
    expectation: { en: 'Valid, listed, without legal status, and accepted by the university’s own rule: that is no contradiction.', ja: '技術的に有効、リストに記載あり、法的地位はなし、大学自身の規則により受理。これは矛盾ではありません。', fr: 'Valide, inscrit, sans statut juridique, et accepté selon la règle propre de l’université : ce n’est pas une contradiction.' },
  },
  services: [mihon.services[0]!, mihon.services[1]!, wallet, musterland.services[2]!],
  next: [
    { label: { en: 'The other direction', ja: '逆方向を実行', fr: 'Dans l’autre sens' }, direction: 'eu-to-jp' },
    { label: { en: 'With a revoked diploma', ja: '失効した学位証明で実行', fr: 'Avec un diplôme révoqué' }, direction: 'jp-to-eu', fault: 'revoked' },
  ],
}

export const underWay: StoryModel = {
  ...finished,
  result: undefined,
  stepAction: '/runs/run_1/step',
  restAction: '/runs/run_1/rest',
  steps: steps.map((step, index) => ({ ...step, state: (['done', 'done', 'current', 'next'] as const)[index]!, ...(index > 2 && { facts: [], links: [] }) })),
  crossing: { ...finished.crossing, reached: 'wallet', border: { name: finished.crossing.border.name }, verifier: { name: finished.crossing.verifier.name, theme: 'indigo' } },
}

export const refused: StoryModel = {
  ...finished,
  fault: story!.faults[4],
  steps: steps.map((step, index) => (index === 3 ? { ...step, state: 'failed' } : step)),
  crossing: { ...finished.crossing, verifier: { ...finished.crossing.verifier, note: { en: 'not accepted', ja: '不受理', fr: 'non accepté' }, tone: 'bad' } },
  result: { ...finished.result!, decision: rejected, rows: badRows, disclosed: [], withheld: [...crossed.map(({ value: _, ...item }) => item), ...stayed], receipt: undefined },
}

export const asked: StoryModel = {
  ...finished,
  fault: story!.faults[11],
  result: { ...finished.result!, decision: stepUp, asExpected: false },
}

export const blocked: StoryModel = {
  ...refused,
  fault: story!.faults[12],
  crossing: {
    issuer: { name: musterland.services[1]!.name, theme: 'indigo', note: { en: 'asked by another office', ja: '別の機関から照会', fr: 'interrogé par un autre bureau' } },
    wallet: { name: wallet.name, theme: 'ink', bypassed: true },
    border: { name: { en: 'EU → Japan', ja: 'EU → 日本', fr: 'UE → Japon' }, note: { en: 'blocked: rule L2', ja: '停止：規則 L2', fr: 'bloqué : règle L2' }, tone: 'bad' },
    verifier: { name: mihon.services[2]!.name, theme: 'vermilion' },
    reached: 'border',
  },
}
