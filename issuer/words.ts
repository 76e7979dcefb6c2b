import type { Localized } from '../src/base/localized.ts'

export const homeWords = {
  issues: { en: 'What we issue', ja: '発行している証明書', fr: 'Ce que nous délivrons' },
  counter: { en: 'The counter', ja: '窓口', fr: 'Le guichet' },
  about: { en: 'Who we are', ja: '当機関について', fr: 'Qui nous sommes' },
  person: { en: 'Who are you?', ja: 'どなたですか', fr: 'Qui êtes-vous ?' },
  transactionCode: {
    en: 'Protect the offer with a transaction code (at the counter)',
    ja: '取引コードでオファーを保護する（窓口で受け取る場合）',
    fr: 'Protéger l’offre par un code de transaction (au guichet)',
  },
  way: { en: 'How do you want to collect it?', ja: '受け取り方法', fr: 'Comment voulez-vous la retirer ?' },
  preAuthorized: { en: 'Identified here, at the counter', ja: '窓口で本人確認済みとして受け取る', fr: 'Identité vérifiée ici, au guichet' },
  preAuthorizedHint: {
    en: 'The wallet collects at once (pre-authorized code).',
    ja: 'ウォレットがすぐに受け取ります（事前認可コード）。',
    fr: 'Le portefeuille la retire aussitôt (code préautorisé).',
  },
  logIn: { en: 'Log in with us on the way', ja: '受け取りの途中で当機関にログインする', fr: 'En vous connectant chez nous en chemin' },
  logInHint: {
    en: 'The wallet opens our log-in page (authorization code).',
    ja: 'ウォレットから当機関のログイン画面が開きます（認可コード）。',
    fr: 'Le portefeuille ouvre notre page de connexion (code d’autorisation).',
  },
  review: {
    en: 'An officer reviews the request before the credential is issued',
    ja: '発行前に職員が申請を審査する',
    fr: 'Un agent examine la demande avant la délivrance',
  },
  makeOffer: { en: 'Get the credential', ja: '証明書を受け取る', fr: 'Obtenir l’attestation' },
  sector: { en: 'Sector', ja: '区分', fr: 'Secteur' },
  identifier: { en: 'Identifier (synthetic)', ja: '識別子（架空）', fr: 'Identifiant (fictif)' },
  country: { en: 'Country code', ja: '国コード', fr: 'Code pays' },
  contact: { en: 'Contact', ja: '連絡先', fr: 'Contact' },
  validFor: { en: 'Valid for', ja: '有効期間', fr: 'Durée de validité' },
  format: { en: 'Format', ja: '形式', fr: 'Format' },
  type: { en: 'Type (vct)', ja: '種類（vct）', fr: 'Type (vct)' },
  shape: { en: 'Shaped after', ja: '参照したデータモデル', fr: 'Modèle suivi' },
  assurance: { en: 'Assurance, in the issuer’s own words', ja: '保証レベル（発行者の記載）', fr: 'Niveau de garantie, selon l’émetteur' },
  legalStatus: { en: 'Legal status', ja: '法的地位', fr: 'Statut juridique' },
  claims: { en: 'What stands in it', ja: '記載される項目', fr: 'Ce qu’elle contient' },
  claim: { en: 'Item', ja: '項目', fr: 'Donnée' },
  path: { en: 'Technical name', ja: '技術名', fr: 'Nom technique' },
  disclosure: { en: 'Who decides whether it is shown', ja: '提示するかどうか', fr: 'Qui décide de la montrer' },
  holderDecides: { en: 'the holder', ja: '本人が選ぶ', fr: 'le titulaire' },
  alwaysShown: { en: 'always shown', ja: '必ず提示される', fr: 'toujours visible' },
  source: { en: 'Origin', ja: '由来', fr: 'Origine' },
  forDevelopers: { en: 'For wallet developers', ja: 'ウォレット開発者の方へ', fr: 'Pour les développeurs de portefeuilles' },
  protocol: {
    en: 'OpenID4VCI 1.0 with HAIP 1.0, authorization code or pre-authorized code, DPoP, SD-JWT VC, Token Status List. Any wallet that speaks them can collect here.',
    ja: 'OpenID4VCI 1.0・HAIP 1.0（認可コードまたは事前認可コード）、DPoP、SD-JWT VC、Token Status List に対応したウォレットであれば、どれでも受け取れます。',
    fr: 'OpenID4VCI 1.0 avec HAIP 1.0 (code d’autorisation ou préautorisé), DPoP, SD-JWT VC, Token Status List. Tout portefeuille qui les parle peut venir ici.',
  },
  issuerMetadata: { en: 'Credential issuer metadata', ja: '発行者メタデータ', fr: 'Métadonnées de l’émetteur' },
  serverMetadata: { en: 'Authorization server metadata', ja: '認可サーバーメタデータ', fr: 'Métadonnées du serveur d’autorisation' },
} as const satisfies Record<string, Localized>

export const offerWords = {
  title: { en: 'Your credential is ready', ja: '証明書の準備ができました', fr: 'Votre attestation est prête' },
  for: { en: 'Made out to', ja: '対象者', fr: 'Au nom de' },
  credential: { en: 'Credential', ja: '証明書', fr: 'Attestation' },
  expires: { en: 'The offer ends', ja: 'オファーの期限', fr: 'L’offre expire' },
  code: { en: 'Transaction code', ja: '取引コード', fr: 'Code de transaction' },
  codeHint: {
    en: 'Type this code into the wallet when it asks for it. It is shown only here, so whoever merely photographs the QR code cannot collect. Five wrong tries end the offer.',
    ja: 'ウォレットから求められたら、このコードを入力してください。この画面にしか表示されないため、QR コードを撮影しただけの他人は受け取れません。5回間違えるとオファーは無効になります。',
    fr: 'Saisissez ce code quand le portefeuille le demande. Il n’est affiché qu’ici : photographier le code QR ne suffit pas. Après cinq erreurs, l’offre prend fin.',
  },
  scan: { en: 'Or scan with a wallet', ja: 'ウォレットで読み取る場合', fr: 'Ou scanner avec un portefeuille' },
  scanHint: {
    en: 'The QR code holds the address of the offer, nothing about you.',
    ja: 'QR コードにはオファーのアドレスだけが入っています。個人の情報は含まれません。',
    fr: 'Le code QR contient l’adresse de l’offre, rien sur vous.',
  },
  logInHint: {
    en: 'The wallet will lead you to our log-in page. Log in there as the person the offer is made out to.',
    ja: 'ウォレットから当機関のログイン画面に移ります。このオファーの対象者としてログインしてください。',
    fr: 'Le portefeuille vous conduira à notre page de connexion. Connectez-vous comme la personne au nom de qui l’offre est faite.',
  },
  reviewHint: {
    en: 'An officer looks at the request first; the wallet waits and asks again by itself.',
    ja: '職員が申請を審査します。その間、ウォレットは自動的に問い合わせを続けます。',
    fr: 'Un agent examine d’abord la demande ; le portefeuille attend et redemande de lui-même.',
  },
  here: { en: 'Continue on this device', ja: 'この端末で続ける', fr: 'Continuer sur cet appareil' },
  labWallet: { en: 'Open in the lab wallet', ja: 'ラボのウォレットで開く', fr: 'Ouvrir dans le portefeuille du laboratoire' },
  ownWallet: { en: 'Open in another wallet', ja: '別のウォレットで開く', fr: 'Ouvrir dans un autre portefeuille' },
  technical: { en: 'The offer link', ja: 'オファーのリンク', fr: 'Le lien de l’offre' },
  back: { en: 'Back to the counter', ja: '窓口へ戻る', fr: 'Retour au guichet' },
} as const satisfies Record<string, Localized>

export const problemWords = {
  title: { en: 'This did not work', ja: '処理できませんでした', fr: 'Cela n’a pas fonctionné' },
  not_found: {
    en: 'There is nothing at this address, or it has expired. Ask at the counter for a new offer.',
    ja: 'このアドレスには何もないか、期限が切れています。窓口で新しいオファーを受け取ってください。',
    fr: 'Il n’y a rien à cette adresse, ou elle a expiré. Demandez une nouvelle offre au guichet.',
  },
  cross_origin: {
    en: 'This form was sent from another site. Open the counter here and try again.',
    ja: 'このフォームは別のサイトから送信されました。こちらの窓口を開いて、もう一度お試しください。',
    fr: 'Ce formulaire vient d’un autre site. Ouvrez le guichet ici et réessayez.',
  },
  too_many_requests: {
    en: 'Too many requests. Wait a minute and try again.',
    ja: 'リクエストが多すぎます。1分ほど待ってから、もう一度お試しください。',
    fr: 'Trop de demandes. Attendez une minute et réessayez.',
  },
  invalid_request: {
    en: 'The request could not be read. Go back to the counter and choose again.',
    ja: 'リクエストを読み取れませんでした。窓口に戻って、選び直してください。',
    fr: 'La demande n’a pas pu être lue. Revenez au guichet et choisissez de nouveau.',
  },
  server_error: {
    en: 'This service failed. Try again later.',
    ja: 'サービスで問題が発生しました。しばらくしてからもう一度お試しください。',
    fr: 'Le service a rencontré un problème. Réessayez plus tard.',
  },
} as const satisfies Record<string, Localized>

/** `tx_code.description` has one text, so all three languages stand in it; at most 300 characters. */
export const transactionCodeHint = 'The code shown at the counter / 窓口の画面に表示されたコード / Le code affiché au guichet'

/** A duration in whole days, as pages write it. */
export const daysInWords = (days: number): Localized => ({ en: `${days} days`, ja: `${days}日間`, fr: `${days} jours` })
