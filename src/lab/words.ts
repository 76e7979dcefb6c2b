import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Localized } from '../base/localized.ts'

/** The words of the laboratory's own pages. What belongs to a story or a jurisdiction comes with the model. */
export const labWords = {
  service: { en: 'Kakehashi', ja: '架け橋 Kakehashi', fr: 'Kakehashi' },
  operator: { en: 'LAB: digital trust across a border', ja: 'LAB：国境を越えるデジタルの信頼', fr: 'LAB : la confiance numérique au-delà d’une frontière' },
  place: { en: 'this machine', ja: 'この端末', fr: 'cette machine' },
  hero: {
    en: 'One border crossing, every decision explained',
    ja: 'デジタルの証明が国境を越えるとき、何がどう判断されるのか',
    fr: 'Un passage de frontière, chaque décision expliquée',
  },
  lead: {
    en: 'Kakehashi is a laboratory in which digital identity and trust services cross the border between the European Union and Japan. Separate issuers, a wallet and verifiers speak the real protocols, and every decision at the border says what it rests on.',
    ja: 'Kakehashi（架け橋）は、デジタルアイデンティティとトラストサービスが EU と日本の国境を越えるようすを試すラボ（実験環境）です。発行者、ウォレット、検証者はそれぞれ独立したサービスとして実際のプロトコルで通信し、国境での判断にはすべて根拠を示します。',
    fr: 'Kakehashi est un laboratoire où l’identité numérique et les services de confiance passent la frontière entre l’Union européenne et le Japon. Émetteurs, portefeuille et vérificateurs sont des services distincts qui parlent les vrais protocoles, et chaque décision prise à la frontière dit sur quoi elle repose.',
  },
  bridgeWord: { en: '“bridge”', ja: 'かけはし', fr: '« pont »' },
  memorandum: {
    en: 'The memorandum of 30 April 2024 is cooperation, not recognition. What is accepted here is accepted under the receiving party’s own rules.',
    ja: '2024年4月30日の覚書は協力の枠組みであり、相互承認ではありません。ここでの受理は、受け入れ側が自らの規則に基づいて行うものです。',
    fr: 'Le mémorandum du 30 avril 2024 est une coopération, non une reconnaissance. Ce qui est accepté ici l’est selon les règles propres au destinataire.',
  },
  places: { en: 'Two jurisdictions and a neutral wallet', ja: '二つの法域と、中立のウォレット', fr: 'Deux territoires et un portefeuille neutre' },
  placesLead: {
    en: 'Each is a service of its own with its own keys, and they meet only over HTTP. Open any of them: the colour and the name at the top always say whose site it is.',
    ja: 'どれも自分の鍵を持つ独立したサービスで、互いに HTTP だけでやり取りします。自由に開いてみてください。上部の色と名称で、どこのサイトかがいつも分かります。',
    fr: 'Chacun est un service à part, avec ses propres clés ; ils ne se rencontrent que par HTTP. Ouvrez celui que vous voulez : la couleur et le nom en haut de page disent toujours chez qui vous êtes.',
  },
  between: { en: 'Between them', ja: '両者の間', fr: 'Entre les deux' },
  carried: {
    en: 'Credentials cross in the holder’s hand. Nothing travels from office to office.',
    ja: '証明書は本人の手で国境を越えます。機関から機関へは何も送られません。',
    fr: 'Les attestations passent la frontière dans la main du titulaire. Rien ne circule d’un bureau à l’autre.',
  },
  story: { en: 'The story', ja: 'ストーリー', fr: 'L’histoire' },
  traveller: { en: 'On the way', ja: '越境する人', fr: 'En chemin' },
  runStory: { en: 'Run the story', ja: 'ストーリーを実行', fr: 'Dérouler l’histoire' },
  runWhole: { en: 'Run the whole story', ja: '最後まで通して実行', fr: 'Dérouler toute l’histoire' },
  stepByStep: { en: 'Step by step', ja: '一歩ずつ進める', fr: 'Pas à pas' },
  byHand: { en: 'Do it yourself, by hand', ja: '自分の手で試す', fr: 'Le faire soi-même, à la main' },
  fourAnswers: { en: 'One answer is never enough', ja: '一つの答えでは足りない', fr: 'Une seule réponse ne suffit jamais' },
  fourAnswersLead: {
    en: 'Four separate answers, from four different authorities, never folded into one tick.',
    ja: '四つの回答は、それぞれ別の相手に問い合わせた独立のものです。一つのチェックマークにまとめることはありません。',
    fr: 'Quatre réponses distinctes, de quatre instances différentes, jamais réduites à une seule coche.',
  },
  faults: { en: 'When something is wrong', ja: 'どこかに問題があるとき', fr: 'Quand quelque chose ne va pas' },
  faultsLead: {
    en: 'Each case has exactly one cause. A button runs the same story with that fault; the report then shows the one check that did not hold.',
    ja: 'どの事例も原因は一つだけです。ボタンを押すとその問題を含む同じストーリーが実行され、報告書に、成り立たなかった検査が示されます。',
    fr: 'Chaque cas a une seule cause. Un bouton déroule la même histoire avec ce défaut ; le rapport montre alors le contrôle qui n’a pas tenu.',
  },
  runFault: { en: 'Run', ja: '実行', fr: 'Dérouler' },
  basis: { en: 'What is fact, what is lab, what is open', ja: '事実、ラボ設定、未確定事項の区別', fr: 'Ce qui est établi, ce qui relève du laboratoire, ce qui reste ouvert' },
  fault: { en: 'With a fault', ja: '問題を含む実行', fr: 'Avec un défaut' },
  result: { en: 'How it ended', ja: '結果', fr: 'Comment cela s’est terminé' },
  asExpected: { en: 'As this story is meant to end', ja: 'このストーリーの想定どおりの結末です', fr: 'C’est bien ainsi que cette histoire doit finir' },
  notAsExpected: { en: 'Not as this story is meant to end', ja: 'このストーリーの想定と異なる結末です', fr: 'Ce n’est pas ainsi que cette histoire doit finir' },
  crossed: { en: 'What crossed the border, and what did not', ja: '国境を越えたものと、越えなかったもの', fr: 'Ce qui a passé la frontière, et ce qui ne l’a pas passée' },
  steps: { en: 'Step by step', ja: '手順', fr: 'Pas à pas' },
  howItCame: { en: 'How it came about', ja: 'ここに至るまで', fr: 'Comment on en est arrivé là' },
  nextStep: { en: 'Do this step', ja: 'この手順を実行', fr: 'Faire ce pas' },
  runRest: { en: 'Run the rest', ja: '残りを続けて実行', fr: 'Dérouler la suite' },
  realPages: { en: 'The services that took part', ja: '関わったサービス', fr: 'Les services qui ont pris part' },
  realPagesLead: {
    en: 'These are the real pages, as the people in the story see them.',
    ja: 'ストーリーの登場人物が目にする、実際のページです。',
    fr: 'Ce sont les vraies pages, telles que les voient les personnes de l’histoire.',
  },
  whatNext: { en: 'What next', ja: '次に試す', fr: 'Et maintenant' },
  backToLab: { en: 'All stories and cases', ja: 'ストーリーと事例の一覧へ', fr: 'Toutes les histoires et tous les cas' },
} as const satisfies Record<string, Localized>

export const roleWords = {
  issuer: { en: 'Issuer', ja: '発行者', fr: 'Émetteur' },
  verifier: { en: 'Verifier', ja: '検証者', fr: 'Vérificateur' },
  wallet: { en: 'Wallet', ja: 'ウォレット', fr: 'Portefeuille' },
  wallet_provider: { en: 'Wallet provider', ja: 'ウォレット提供者', fr: 'Fournisseur de portefeuille' },
  scheme_operator: { en: 'Scheme operator', ja: '信頼リスト運営者', fr: 'Opérateur de la liste de confiance' },
} as const satisfies Record<string, Localized>

/** The failure cases by what they strike; a case that is in no group stands in the last one. */
export const faultGroups: readonly { readonly title: Localized; readonly ids: readonly string[] }[] = [
  {
    title: { en: 'The issuer and its list', ja: '発行者と信頼リスト', fr: 'L’émetteur et sa liste' },
    ids: ['untrusted-issuer', 'withdrawn-from-list', 'list-unreachable', 'list-expired'],
  },
  {
    title: { en: 'The credential', ja: '証明書', fr: 'L’attestation' },
    ids: ['revoked', 'expired', 'tampered-disclosure'],
  },
  {
    title: { en: 'The presentation', ja: '提示', fr: 'La présentation' },
    ids: ['missing-key-binding', 'wrong-nonce', 'wrong-audience', 'replayed-response'],
  },
  { title: { en: 'People and law', ja: '人と法令', fr: 'Les personnes et le droit' }, ids: [] },
]

/** What may be relied on outside, what was made up, and what nobody has settled. */
export const basis: readonly { readonly tag: EvidenceTag; readonly statements: readonly Localized[] }[] = [
  {
    tag: 'FACT',
    statements: [
      {
        en: 'The memorandum of 30 April 2024 provides for cooperation: comparing both sides’ initiatives and exploring use cases. Student exchange was the first one named.',
        ja: '2024年4月30日の覚書が定めるのは協力です。双方の取組を照らし合わせ、ユースケースを探ります。最初に挙げられた例が学生の交流でした。',
        fr: 'Le mémorandum du 30 avril 2024 prévoit une coopération : comparer les initiatives des deux côtés et explorer des cas d’usage. L’échange d’étudiants fut le premier cité.',
      },
      {
        en: 'Decision (EU) 2019/419 finds Japan’s protection adequate for private operators. A university is not covered.',
        ja: '決定 (EU) 2019/419 の十分性認定が及ぶのは民間事業者です。学術機関は対象に含まれません。',
        fr: 'La décision (UE) 2019/419 juge la protection adéquate pour les opérateurs privés du Japon. Une université n’est pas couverte.',
      },
      {
        en: 'Japan’s Individual Number may not be provided outside the cases named by law, not even with consent. It appears nowhere here.',
        ja: '個人番号（マイナンバー）は、本人の同意があっても、法律が定める場合を除いて提供できません。このラボでは一切扱いません。',
        fr: 'Le numéro individuel japonais ne peut être fourni hors des cas prévus par la loi, même avec consentement. Il n’apparaît nulle part ici.',
      },
      {
        en: 'The protocols are the published ones: OpenID4VCI 1.0, OpenID4VP 1.0, HAIP 1.0, RFC 9901, ETSI TS 119 602.',
        ja: 'プロトコルは公表された仕様そのものです（OpenID4VCI 1.0、OpenID4VP 1.0、HAIP 1.0、RFC 9901、ETSI TS 119 602）。',
        fr: 'Les protocoles sont ceux qui sont publiés : OpenID4VCI 1.0, OpenID4VP 1.0, HAIP 1.0, RFC 9901, ETSI TS 119 602.',
      },
    ],
  },
  {
    tag: 'LAB',
    statements: [
      {
        en: 'Every person, university and office, and the member state LAB-Musterland.',
        ja: '登場する人物、大学、官公庁のすべてと、加盟国「LAB-ムスターラント」。',
        fr: 'Toutes les personnes, universités et administrations, et l’État membre LAB-Musterland.',
      },
      {
        en: 'Both trust lists. Japan publishes no list in this format; ours is modelled on ETSI TS 119 602.',
        ja: '二つの信頼リスト。日本でこの形式のリストは公表されておらず、ここでは ETSI TS 119 602 の形式にならって作りました。',
        fr: 'Les deux listes de confiance. Le Japon n’en publie pas dans ce format ; la nôtre suit le modèle d’ETSI TS 119 602.',
      },
      {
        en: 'The mapping of assurance levels (“comparable to”), which has no legal effect, and the universities’ rules of admission.',
        ja: '保証レベルの対応付け（「～に相当しうる」という参考で、法的効力なし）と、両大学の入学審査の規則。',
        fr: 'La correspondance des niveaux d’assurance (« comparable à »), sans effet juridique, et les règles d’admission des universités.',
      },
      {
        en: 'The Japanese verifier’s access certificate: it comes from a lab authority.',
        ja: '日本側の検証者が使うアクセス証明書。ラボの認証局が発行したものです。',
        fr: 'Le certificat d’accès du vérificateur japonais : il vient d’une autorité de laboratoire.',
      },
    ],
  },
  {
    tag: 'OPEN',
    statements: [
      {
        en: 'Whether adequacy will be extended to academia and the public sector: talks are known, an adoption is not.',
        ja: '十分性認定が学術機関や公的部門に広がるかどうか。協議は知られていますが、採択は確認できていません。',
        fr: 'L’extension de l’adéquation au monde universitaire et au secteur public : des discussions sont connues, une adoption ne l’est pas.',
      },
      {
        en: 'Whether Japanese trust services will be covered by Article 14 of the eIDAS Regulation: no implementing act and no agreement is known.',
        ja: '日本のトラストサービスが eIDAS 規則第14条の対象となるかどうか。実施法令も協定も確認できていません。',
        fr: 'L’application de l’article 14 du règlement eIDAS aux services de confiance japonais : ni acte d’exécution ni accord ne sont connus.',
      },
      {
        en: 'How a verifier established only in Japan would be registered for the European wallets.',
        ja: '日本にのみ拠点を置く検証者が、欧州のウォレットに対してどのように登録されるか。',
        fr: 'La manière dont un vérificateur établi seulement au Japon serait enregistré auprès des portefeuilles européens.',
      },
    ],
  },
]
