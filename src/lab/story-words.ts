import type { Localized } from '../base/localized.ts'
import type { DirectionId } from '../scenarios/student-exchange/directions.ts'

export const serviceWords = {
  list: {
    en: 'Keeps and signs the trust list of this side',
    ja: 'こちら側の信頼リストを管理し、署名する',
    fr: 'Tient et signe la liste de confiance de ce côté',
  },
  issues: { en: 'Issues: …', ja: '発行するもの：…', fr: 'Émet : …' },
  verifies: {
    en: 'Asks applicants from the other side for proof and decides on admission',
    ja: '相手側の出願者に証明の提示を求め、入学を判断する',
    fr: 'Demande des preuves aux candidats de l’autre côté et décide de l’admission',
  },
  wallet: { en: 'LAB Wallet', ja: 'LAB ウォレット', fr: 'Portefeuille LAB' },
  holds: {
    en: 'Holds what was issued, shows who asks, and discloses only what its holder agrees to',
    ja: '発行された証明を保管し、求める相手を示し、本人が同意した項目だけを開示する',
    fr: 'Garde ce qui a été émis, montre qui demande et ne divulgue que ce que son titulaire accepte',
  },
  vouches: {
    en: 'Tells issuers on both sides which wallet is asking and how it keeps its keys, and nothing about its holder',
    ja: '双方の発行者に、どのウォレットか、鍵をどう保管しているかを示す。利用者のことは何も伝えない',
    fr: 'Dit aux émetteurs des deux côtés quel portefeuille demande et comment il garde ses clés, et rien de son titulaire',
  },
} as const satisfies Readonly<Record<string, Localized>>

export const storyWords = {
  title: { en: 'Student exchange', ja: '留学', fr: 'Échange d’étudiants' },
  summary: {
    en: 'A graduate applies to a university on the other side. The identity office and the university at home issue into the wallet; admissions abroad asks; the holder decides what crosses.',
    ja: '卒業生が相手側の大学に出願します。母国の窓口と大学がウォレットに発行し、相手側の入試課が提示を求め、何を国境の向こうに渡すかは本人が決めます。',
    fr: 'Une personne diplômée postule dans une université de l’autre côté. L’office d’identité et l’université d’origine émettent vers le portefeuille ; les admissions, à l’étranger, demandent ; c’est le titulaire qui décide de ce qui passe.',
  },
  directions: {
    'jp-to-eu': {
      en: 'Identity record and diploma from the Japanese side, presented to a university on the EU side.',
      ja: '日本側で発行された身元の証明と学位証明を、EU 側の大学に提示します。',
      fr: 'Attestation d’identité et diplôme du côté japonais, présentés à une université du côté européen.',
    },
    'eu-to-jp': {
      en: 'Person identification data and diploma from the EU side, presented to a university on the Japanese side.',
      ja: 'EU 側で発行された個人識別データと学位証明を、日本側の大学に提示します。',
      fr: 'Données d’identification et diplôme du côté européen, présentés à une université du côté japonais.',
    },
  } satisfies Readonly<Record<DirectionId, Localized>>,
  byHand: {
    identity: {
      en: 'Get the identity credential: prepare an offer, open it in the wallet',
      ja: '身元の証明を受け取る：発行の申し出を作り、ウォレットで開く',
      fr: 'Obtenir l’attestation d’identité : préparer une offre, l’ouvrir dans le portefeuille',
    },
    diploma: { en: 'Get the diploma in the same way', ja: '同じ手順で学位証明を受け取る', fr: 'Obtenir le diplôme de la même manière' },
    present: {
      en: 'Apply: present both to admissions and read the result',
      ja: '出願する：両方を入試課に提示し、結果を読む',
      fr: 'Postuler : présenter les deux aux admissions et lire le résultat',
    },
  },
  again: { en: 'The same without a fault', ja: '問題のない同じストーリー', fr: 'La même histoire sans défaut' },
  otherWay: { en: 'The other direction', ja: '逆方向', fr: 'L’autre sens' },
  broke: {
    en: 'This step could not be carried out; that is a fault of the laboratory.',
    ja: 'このステップを実行できませんでした。ラボ側の不具合です。',
    fr: 'Cette étape n’a pas pu être exécutée ; c’est un défaut du laboratoire.',
  },
  group: {
    identity: { en: 'Identity credential', ja: '身元の証明', fr: 'Attestation d’identité' },
    diploma: { en: 'Diploma', ja: '学位証明', fr: 'Diplôme' },
  },
  expected: {
    all: {
      en: 'Every check holds; all four answers are given, and the policy accepts.',
      ja: 'すべての検査に適合し、四つの回答がそろい、ポリシーにより受理されます。',
      fr: 'Tous les contrôles tiennent ; les quatre réponses sont données et la politique accepte.',
    },
    only: {
      en: 'Only this does not hold: …',
      ja: '成り立たないのは次の項目だけです：…',
      fr: 'Seul ceci ne tient pas : …',
    },
  },
} as const
