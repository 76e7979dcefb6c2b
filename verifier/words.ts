import type { Localized } from '../src/base/localized.ts'
import type { CredentialKind } from '../src/jurisdictions/jurisdiction-profile.ts'

/** What this verifier's pages say, in the reader's language. */
export const kindWords: { readonly [Kind in CredentialKind]: Localized } = {
  identity: { en: 'Identity', ja: '本人情報', fr: 'Identité' },
  diploma: { en: 'Diploma', ja: '学位', fr: 'Diplôme' },
}

export const landingWords = {
  asks: { en: 'What we ask for', ja: 'お願いする項目', fr: 'Ce que nous demandons' },
  asksWhy: {
    en: 'From your wallet, and only after you have seen and approved it. Nothing else leaves the wallet.',
    ja: 'ウォレットから、あなたが内容を確認して同意した後にだけ受け取ります。それ以外の項目がウォレットから出ることはありません。',
    fr: 'Depuis votre portefeuille, et seulement après que vous l’avez vu et approuvé. Rien d’autre n’en sort.',
  },
  needed: { en: 'needed', ja: '必須', fr: 'nécessaire' },
  open: {
    en: 'readable in every such credential',
    ja: '証明書に常に表示される項目',
    fr: 'lisible dans toute attestation de ce type',
  },
  optional: {
    en: 'We may also ask, and you may say no',
    ja: '追加でお願いすることがある項目（お断りいただけます）',
    fr: 'Nous pouvons aussi demander, et vous pouvez refuser',
  },
  never: { en: 'What we never ask for', ja: 'お尋ねしない項目', fr: 'Ce que nous ne demandons jamais' },
  neverNumber: {
    en: 'National numbers such as Japan’s Individual Number: they may not travel, consent or not',
    ja: 'マイナンバー（個人番号）などの番号。本人の同意があっても国境を越えて提供することはできません',
    fr: 'Les numéros nationaux comme le numéro individuel japonais : ils ne peuvent circuler, même avec accord',
  },
  why: { en: 'Why, and for how long', ja: '利用目的と保存期間', fr: 'Pourquoi et pour combien de temps' },
  purpose: { en: 'Purpose', ja: '利用目的', fr: 'Finalité' },
  basis: { en: 'Legal basis', ja: '法的根拠', fr: 'Base juridique' },
  retention: { en: 'Kept for', ja: '保存期間', fr: 'Conservation' },
  recipient: { en: 'Who receives it', ja: '受領者', fr: 'Destinataire' },
  registration: { en: 'Registration', ja: '登録', fr: 'Enregistrement' },
  decides: { en: 'Who decides', ja: '判断の主体', fr: 'Qui décide' },
  decidesText: {
    en: 'The admissions office, by its own rules. That your credentials have no legal status here is no obstacle to admission.',
    ja: '入試課が自らの規則に基づいて判断します。証明書にこの地での法的地位がないことは、入学の妨げにはなりません。',
    fr: 'Le service des admissions, selon ses propres règles. L’absence de statut juridique de vos attestations ici ne fait pas obstacle à l’admission.',
  },
  present: { en: 'Present your credentials', ja: '証明書を提示する', fr: 'Présenter vos attestations' },
  begin: { en: 'Begin', ja: '手続きを始める', fr: 'Commencer' },
  beginText: {
    en: 'You need a wallet with both credentials. The result comes back to this browser and to no other.',
    ja: '二つの証明書が入ったウォレットが必要です。結果はこのブラウザーにだけ表示されます。',
    fr: 'Il vous faut un portefeuille contenant les deux attestations. Le résultat revient dans ce navigateur et dans aucun autre.',
  },
} as const satisfies Record<string, Localized>

export const requestWords = {
  title: { en: 'Your wallet is asked', ja: 'ウォレットに提示を求めています', fr: 'Votre portefeuille est sollicité' },
  lead: {
    en: 'Open the request in your wallet, see what would be shared, and decide.',
    ja: 'ウォレットで要求を開き、共有される内容を確認して決めてください。',
    fr: 'Ouvrez la demande dans votre portefeuille, voyez ce qui serait partagé, et décidez.',
  },
  open: { en: 'Open the lab’s wallet', ja: 'ラボのウォレットを開く', fr: 'Ouvrir le portefeuille du laboratoire' },
  otherWallets: {
    en: 'Another wallet on this device',
    ja: 'この端末の別のウォレット',
    fr: 'Un autre portefeuille sur cet appareil',
  },
  scan: {
    en: 'Request for a wallet that scans',
    ja: '読み取り用の要求（QRコード）',
    fr: 'Demande à scanner par un portefeuille',
  },
  scanNote: {
    en: 'A wallet on another device can answer, but the result is shown only in this browser, and only when the wallet sends this browser back here.',
    ja: '別の端末のウォレットでも応答できますが、結果が表示されるのは、ウォレットがこのブラウザーに戻した場合だけです。',
    fr: 'Un portefeuille sur un autre appareil peut répondre, mais le résultat n’apparaît que dans ce navigateur, lorsque le portefeuille l’y renvoie.',
  },
  until: { en: 'Open until', ja: '有効期限', fr: 'Valable jusqu’au' },
  beyondTitle: {
    en: 'This request goes beyond the purpose',
    ja: 'この要求は目的の範囲を超えています',
    fr: 'Cette demande dépasse la finalité',
  },
  beyond: {
    en: 'The officer also asks for the following, which admission does not need and this office has not registered. Your wallet will warn you. You may decline.',
    ja: '担当者は次の項目も求めています。入学審査に必要なく、当課の登録内容にも含まれません。ウォレットが警告を表示します。断ることができます。',
    fr: 'L’agent demande aussi ce qui suit, dont l’admission n’a pas besoin et que ce service n’a pas enregistré. Votre portefeuille vous avertira. Vous pouvez refuser.',
  },
  state: { en: 'State', ja: '状態', fr: 'État' },
  look: {
    en: 'Has the answer arrived? Look again',
    ja: '応答が届いたか、もう一度確認する',
    fr: 'La réponse est-elle arrivée ? Regarder à nouveau',
  },
  again: { en: 'Ask again', ja: 'もう一度始める', fr: 'Recommencer' },
  refusals: { en: 'Answers that were not taken', ja: '受け付けられなかった応答', fr: 'Réponses non retenues' },
  everyCheck: {
    en: 'Every check of this answer',
    ja: 'この応答のすべての検査',
    fr: 'Tous les contrôles de cette réponse',
  },
  refusalsText: {
    en: 'Nothing was read from them and nothing is spent: the wallet may answer again while the request is open.',
    ja: '内容は読み取られていません。要求が有効な間は、ウォレットからもう一度応答できます。',
    fr: 'Rien n’y a été lu et rien n’est perdu : le portefeuille peut répondre à nouveau tant que la demande est ouverte.',
  },
} as const satisfies Record<string, Localized>

export const stateWords = {
  pending: { en: 'Waiting for the wallet', ja: 'ウォレットの応答待ち', fr: 'En attente du portefeuille' },
  awaiting_return: {
    en: 'The wallet has answered. The result appears when it sends this browser back here.',
    ja: 'ウォレットから応答がありました。このブラウザーに戻ると結果が表示されます。',
    fr: 'Le portefeuille a répondu. Le résultat apparaît lorsqu’il renvoie ce navigateur ici.',
  },
  answered: { en: 'Answered', ja: '応答済み', fr: 'Répondu' },
  declined: { en: 'The wallet declined', ja: 'ウォレットが提示を断りました', fr: 'Le portefeuille a refusé' },
  expired: { en: 'Expired', ja: '期限切れ', fr: 'Expirée' },
} as const satisfies Record<string, Localized>

export const resultWords = {
  title: { en: 'Result', ja: '結果', fr: 'Résultat' },
  stepUp: {
    en: 'The names could belong to one person but are written differently. An officer compares them with a document that shows both; nothing is transliterated.',
    ja: '氏名は同一人物のものである可能性がありますが、表記が異なります。両方の表記がある書類で担当者が確認します。システムは翻字を行いません。',
    fr: 'Les noms peuvent désigner une même personne mais sont écrits différemment. Un agent les compare à un document portant les deux ; rien n’est translittéré.',
  },
  person: { en: 'Who presented', ja: '提示した人', fr: 'Qui a présenté' },
  personText: {
    en: 'Each name as its credential has it, in its own script.',
    ja: '氏名は、それぞれの証明書に記載された文字のまま表示しています。',
    fr: 'Chaque nom tel que son attestation le porte, dans son écriture.',
  },
  credentials: { en: 'On whose word', ja: '誰の証明によるか', fr: 'Sur la parole de qui' },
  issuer: { en: 'Issuer', ja: '発行者', fr: 'Émetteur' },
  list: { en: 'Trust list', ja: '信頼リスト', fr: 'Liste de confiance' },
  listEntry: { en: 'no.', ja: '第', fr: 'nº' },
  assurance: { en: 'Assurance', ja: '保証の程度', fr: 'Assurance' },
  notRelied: { en: 'not relied on', ja: '依拠しない', fr: 'non pris en compte' },
  receipt: { en: 'Receipt', ja: '受領証', fr: 'Reçu' },
  download: { en: 'Download the signed receipt', ja: '署名付き受領証をダウンロード', fr: 'Télécharger le reçu signé' },
  keep: {
    en: 'Store the receipt in the wallet',
    ja: '受領証をウォレットに保存',
    fr: 'Conserver le reçu dans le portefeuille',
  },
  declinedTitle: { en: 'Nothing was presented', ja: '何も提示されませんでした', fr: 'Rien n’a été présenté' },
  declined: {
    en: 'The wallet answered that it does not present. Nothing was disclosed, and no reason is asked.',
    ja: 'ウォレットから「提示しない」との応答がありました。何も開示されておらず、理由を尋ねることもありません。',
    fr: 'Le portefeuille a répondu qu’il ne présente rien. Rien n’a été divulgué et aucun motif n’est demandé.',
  },
  walletSaid: { en: 'The wallet’s answer', ja: 'ウォレットの応答', fr: 'La réponse du portefeuille' },
  notKept: {
    en: 'Values are not kept: the presentation was not accepted.',
    ja: '受理されなかったため、値は保存していません。',
    fr: 'Les valeurs ne sont pas conservées : la présentation n’a pas été acceptée.',
  },
  notAsked: {
    en: 'not asked for; not looked at',
    ja: '求めていないため参照していません',
    fr: 'non demandé ; non consulté',
  },
} as const satisfies Record<string, Localized>

export const retentionWords = (days: number): Localized =>
  days === 0
    ? { en: 'not kept', ja: '保存しません', fr: 'non conservé' }
    : { en: `${days} days`, ja: `${days}日`, fr: `${days} jours` }

export const problemWords = {
  title: { en: 'This does not work', ja: '処理できません', fr: 'Impossible de continuer' },
  back: { en: 'To the admissions office', ja: '入試課のトップへ', fr: 'Vers le service des admissions' },
  other: {
    en: 'The request cannot be processed.',
    ja: '要求を処理できません。',
    fr: 'La demande ne peut être traitée.',
  },
  byCode: {
    other_browser: {
      en: 'This page belongs to the browser in which the request was started. Open it there. A request that was started at the office’s desk shows its result at the desk.',
      ja: 'このページは、要求を開始したブラウザーでのみ表示できます。そのブラウザーで開いてください。窓口で開始した要求の結果は、窓口に表示されます。',
      fr: 'Cette page appartient au navigateur dans lequel la demande a commencé. Ouvrez-la là. Le résultat d’une demande commencée au guichet s’affiche au guichet.',
    },
    not_found: {
      en: 'There is nothing at this address, or no longer.',
      ja: 'この場所には何もないか、すでに失効しています。',
      fr: 'Il n’y a rien à cette adresse, ou plus rien.',
    },
    expired: {
      en: 'This request is over. Begin again.',
      ja: 'この要求は終了しています。もう一度始めてください。',
      fr: 'Cette demande est close. Recommencez.',
    },
    cross_origin: {
      en: 'This form was sent from another site. Open it here.',
      ja: 'このフォームは別のサイトから送信されました。こちらで開いてください。',
      fr: 'Ce formulaire vient d’un autre site. Ouvrez-le ici.',
    },
    too_many_requests: {
      en: 'Too many requests. Wait a minute.',
      ja: '要求が多すぎます。しばらくお待ちください。',
      fr: 'Trop de demandes. Patientez une minute.',
    },
  },
} as const
