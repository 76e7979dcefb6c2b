import type { Localized } from '../src/base/localized.ts'

/** What the consent screen and the page after it say. */
export const consentWords = {
  who: { en: 'Who asks', ja: '求めている相手', fr: 'Qui demande' },
  nameNote: {
    en: 'This name stands in its certificate; it is not what the request says about itself.',
    ja: '相手の電子証明書に記載された名称です（要求文中の自称ではありません）。',
    fr: 'Ce nom figure dans son certificat ; ce n’est pas ce que la demande dit d’elle-même.',
  },
  legalName: { en: 'Legal name', ja: '正式名称', fr: 'Dénomination légale' },
  identifier: { en: 'Identifier', ja: '識別番号', fr: 'Identifiant' },
  place: { en: 'Where', ja: '所在地', fr: 'Où' },
  listEntry: { en: 'Trust list', ja: '信頼リスト', fr: 'Liste de confiance' },
  purpose: { en: 'What for', ja: '利用目的', fr: 'Pour quoi faire' },
  registeredPurpose: { en: 'Registered purpose', ja: '登録された利用目的', fr: 'Finalité enregistrée' },
  description: { en: 'Service', ja: 'サービス', fr: 'Service' },
  retention: { en: 'Kept for', ja: '保存期間', fr: 'Durée de conservation' },
  retentionUnknown: {
    en: 'The verifier has not said how long it keeps the data.',
    ja: '保存期間は示されていません。',
    fr: 'La durée de conservation n’est pas indiquée.',
  },
  privacyPolicy: { en: 'Privacy policy', ja: 'プライバシーポリシー', fr: 'Politique de confidentialité' },
  contact: {
    en: 'Contact, also to have data deleted',
    ja: '問い合わせ先（データの削除請求を含む）',
    fr: 'Contact, y compris pour faire effacer des données',
  },
  shares: { en: 'What you would share', ja: '提示する項目', fr: 'Ce que vous transmettriez' },
  from: { en: 'from', ja: '提示する証明書', fr: 'tiré de' },
  withheld: {
    en: 'What stays in your wallet',
    ja: '手元に残る項目（相手には渡りません）',
    fr: 'Ce qui reste dans votre portefeuille',
  },
  nothingWithheld: {
    en: 'Everything in these credentials would be shared.',
    ja: 'これらの証明書のすべての項目が渡ります。',
    fr: 'Tout le contenu de ces attestations serait transmis.',
  },
  alsoVisible: {
    en: 'Also visible, because it holds the credential together: its type, its issuer’s certificate, its validity, its status reference and its key.',
    ja: 'このほか、証明書の成立に必要な情報（種類、発行者の電子証明書、有効期間、失効情報の参照先、公開鍵）は相手に見えます。',
    fr: 'Restent aussi visibles les éléments qui font tenir l’attestation : son type, le certificat de l’émetteur, sa validité, sa référence de statut et sa clé.',
  },
  inTheClear: {
    en: 'Not asked for, visible all the same',
    ja: '求められていなくても相手に見える項目',
    fr: 'Non demandé, mais visible malgré tout',
  },
  mayBeRefused: {
    en: 'You can share it all the same. The verifier sees this too and will probably not accept it.',
    ja: 'このまま提示することもできますが、相手にも同じことが分かるため、受け入れられない可能性が高いです。',
    fr: 'Vous pouvez la transmettre malgré tout. Le vérificateur le verra aussi et la refusera sans doute.',
  },
  overAskedTitle: { en: 'This request asks for too much', ja: '求めすぎの要求です', fr: 'Cette demande va trop loin' },
  overAskedText: {
    en: 'It asks for data that the verifier did not register or that its purpose does not need. The request is all or nothing, so this wallet does not answer it. You can decline; the verifier is told only that you declined.',
    ja: '登録されていない項目、または目的に必要のない項目が含まれています。一部だけを渡すことはできない要求なので、このウォレットは応答しません。「提示しない」を選ぶと、相手には断ったことだけが伝わります。',
    fr: 'Elle porte sur des données que le vérificateur n’a pas enregistrées ou dont sa finalité n’a pas besoin. Comme elle est à prendre ou à laisser, ce portefeuille n’y répond pas. Vous pouvez refuser ; le vérificateur saura seulement que vous avez refusé.',
  },
  why: {
    not_registered: { en: 'not in its registration', ja: '登録の範囲外', fr: 'hors de son enregistrement' },
    beyond_purpose: { en: 'not needed for this purpose', ja: 'この目的には不要', fr: 'inutile à cette finalité' },
    denied: {
      en: 'never leaves this wallet',
      ja: 'このウォレットから出ない項目',
      fr: 'ne quitte jamais ce portefeuille',
    },
  },
  missingTitle: {
    en: 'You hold nothing that answers this request',
    ja: 'この要求に応えられる証明書がありません',
    fr: 'Rien dans ce portefeuille ne répond à cette demande',
  },
  missingText: {
    en: 'Get the missing credential from its issuer, then open the request again. Or decline.',
    ja: '足りない証明書を発行者から受け取ってから、もう一度要求を開いてください。提示しないこともできます。',
    fr: 'Obtenez l’attestation manquante auprès de son émetteur, puis rouvrez la demande. Ou refusez.',
  },
  basis: { en: 'On what ground', ja: '法的な位置づけ', fr: 'À quel titre' },
  basisBlocked: {
    en: 'The law of the credential’s place does not allow this.',
    ja: '証明書の発行地の法令により、この提示は認められません。',
    fr: 'Le droit du lieu d’émission ne le permet pas.',
  },
  rule: { en: 'Rule', ja: '規則', fr: 'Règle' },
  worth: { en: 'What it is worth there', ja: '提示先での扱い', fr: 'Ce que cela vaut là-bas' },
  noLegalEffect: {
    en: 'No legal effect there: cooperation framework; recognition not in force. The verifier decides by its own rules.',
    ja: '提示先での法的効力はありません（協力の枠組みのみで、相互承認は発効していません）。受け入れるかどうかは、相手が自らの規則で判断します。',
    fr: 'Sans effet juridique là-bas : cadre de coopération ; reconnaissance non en vigueur. Le vérificateur décide selon ses propres règles.',
  },
  noRule: {
    en: 'No rule of the receiving place covers this use. Expect that it is not accepted.',
    ja: '提示先には、この用途を認める規則がありません。受け入れられない見込みです。',
    fr: 'Aucune règle du lieu d’accueil ne couvre cet usage. Attendez-vous à un refus.',
  },
  reliedOn: {
    en: 'The receiving place has a rule for this use. It rests on policy, not on law.',
    ja: '提示先には、この用途に関する規則があります（法令ではなく、受け入れ側の方針に基づくものです）。',
    fr: 'Le lieu d’accueil a une règle pour cet usage. Elle relève de sa politique, non du droit.',
  },
  sameSide: {
    en: 'It stays on one side of the border.',
    ja: '国境は越えません。',
    fr: 'Elle ne passe pas la frontière.',
  },
  countsAs: { en: 'Counts at most as', ja: '保証の目安', fr: 'Compte au plus comme' },
  decide: { en: 'Your decision', ja: 'あなたの判断', fr: 'Votre décision' },
  approve: { en: 'Share this', ja: '提示する', fr: 'Transmettre' },
  decline: { en: 'Do not share', ja: '提示しない', fr: 'Ne pas transmettre' },
  ends: { en: 'This request can be answered until', ja: '応答の期限', fr: 'Réponse possible jusqu’à' },
  checks: {
    en: 'How the wallet knows who asks',
    ja: '相手を確認した方法',
    fr: 'Comment le portefeuille sait qui demande',
  },
  portraitWarning: {
    en: 'This includes your portrait. Think twice: a face cannot be changed.',
    ja: '顔写真が含まれています。顔は変えられません。慎重にご判断ください。',
    fr: 'Votre portrait en fait partie. Réfléchissez : on ne change pas de visage.',
  },
} as const

export const outcomeTexts = {
  accepted: { en: 'Shared', ja: '提示しました', fr: 'Transmis' },
  acceptedText: {
    en: 'The verifier took your answer. What it decides, it tells you on its own page.',
    ja: '相手が応答を受け取りました。判断の結果は相手のページに表示されます。',
    fr: 'Le vérificateur a reçu votre réponse. Sa décision s’affiche sur sa propre page.',
  },
  refused: {
    en: 'The verifier did not take the answer',
    ja: '相手は応答を受け付けませんでした',
    fr: 'Le vérificateur n’a pas accepté la réponse',
  },
  refusedText: {
    en: 'It answered with an error. The request is closed; ask the verifier for a new one if you want to try again.',
    ja: '相手からエラーが返されました。この要求は終了しています。やり直すには、相手に新しい要求を求めてください。',
    fr: 'Il a répondu par une erreur. Cette demande est close ; pour réessayer, demandez-en une nouvelle.',
  },
  declined: { en: 'You declined', ja: '提示しませんでした', fr: 'Vous avez refusé' },
  declinedText: {
    en: 'Nothing was shared. The verifier was told that you declined, and nothing else.',
    ja: '何も提示していません。相手には、断ったことだけを伝えました。',
    fr: 'Rien n’a été transmis. Le vérificateur sait que vous avez refusé, et rien d’autre.',
  },
  answering: { en: 'The answer is on its way', ja: '応答を送信しています', fr: 'La réponse est en route' },
  answeringText: {
    en: 'Reload this page in a moment.',
    ja: '少し待ってから再読み込みしてください。',
    fr: 'Rechargez cette page dans un instant.',
  },
  continue: { en: 'Continue at', ja: '次へ進む：', fr: 'Continuer chez' },
  verifierSaid: { en: 'The verifier’s answer', ja: '相手の応答', fr: 'Réponse du vérificateur' },
  shared: { en: 'You shared', ja: '提示した項目', fr: 'Vous avez transmis' },
} as const satisfies Record<string, Localized>

export const consentTitle = (verifier: string): Localized => ({
  en: `${verifier} asks for data about you`,
  ja: `${verifier} があなたの情報を求めています`,
  fr: `${verifier} vous demande des données`,
})

export const retentionText = (days: number): Localized => ({
  en: days === 1 ? '1 day' : `${days} days`,
  ja: `${days}日間`,
  fr: days === 1 ? '1 jour' : `${days} jours`,
})

export const consentLead = (shared: number, withheld: number): Localized => ({
  en: `You would share ${shared} ${shared === 1 ? 'item' : 'items'}; ${withheld} ${withheld === 1 ? 'stays' : 'stay'} with you. Nothing leaves before you decide.`,
  ja: `提示するのは${shared}項目、手元に残るのは${withheld}項目です。あなたが決めるまで、何も送信されません。`,
  fr: `Vous transmettriez ${shared} ${shared === 1 ? 'donnée' : 'données'} ; ${withheld} ${withheld === 1 ? 'reste' : 'restent'} chez vous. Rien ne part avant votre décision.`,
})
