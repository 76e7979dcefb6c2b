import type { Localized } from '../src/base/localized.ts'

/** Every sentence of the page of an offer. */
export const offerWords = {
  title: {
    en: 'A credential is offered to you',
    ja: '証明書のオファーが届いています',
    fr: 'Une attestation vous est proposée',
  },
  who: { en: 'Who offers it', ja: 'オファーの送り主', fr: 'Qui la propose' },
  issuerAddress: { en: 'Address', ja: 'アドレス', fr: 'Adresse' },
  issuerNameNote: {
    en: 'This is the name the issuer gives itself. Its certificate is checked before anything is stored.',
    ja: 'これは発行者の自称です。証明書を保存する前に、発行者の電子証明書を検証します。',
    fr: 'C’est le nom que l’émetteur se donne. Son certificat est contrôlé avant tout enregistrement.',
  },
  what: { en: 'What you would get', ja: '受け取るもの', fr: 'Ce que vous recevriez' },
  contains: { en: 'Can contain', ja: '含まれうる項目', fr: 'Peut contenir' },
  txCode: { en: 'Transaction code', ja: '取引コード', fr: 'Code de transaction' },
  txCodeHint: {
    en: 'The issuer gave you this code in another way: on paper, on its own page, or by message.',
    ja: '発行者が別の方法（書面、発行者の画面、メッセージなど）で伝えたコードです。',
    fr: 'L’émetteur vous a remis ce code par une autre voie : sur papier, sur sa page ou par message.',
  },
  digits: { en: 'digits', ja: '桁の数字', fr: 'chiffres' },
  logIn: { en: 'Go on to the issuer', ja: '発行者のページへ進む', fr: 'Continuer chez l’émetteur' },
  logInNote: {
    en: 'You go to the issuer’s own pages, log in there, and come back here. The wallet does not see your password.',
    ja: '発行者のページに移動してログインし、その後ここに戻ります。パスワードがウォレットに渡ることはありません。',
    fr: 'Vous passez sur les pages de l’émetteur pour vous y identifier, puis revenez ici. Le portefeuille ne voit pas votre mot de passe.',
  },
  authorizing: {
    en: 'You went to the issuer and have not come back yet. You can begin again.',
    ja: '発行者のページでの手続きが終わっていません。はじめからやり直すこともできます。',
    fr: 'Vous êtes allé chez l’émetteur et n’en êtes pas encore revenu. Vous pouvez recommencer.',
  },
  accept: { en: 'Receive it', ja: '受け取る', fr: 'La recevoir' },
  dismiss: { en: 'No, thank you', ja: '受け取らない', fr: 'Non, merci' },
  expires: { en: 'This wallet keeps the offer until', ja: 'ウォレットがオファーを保持する期限', fr: 'Ce portefeuille garde l’offre jusqu’au' },
  collected: {
    en: 'This credential is in your wallet.',
    ja: '証明書をウォレットに保存しました。',
    fr: 'Cette attestation est dans votre portefeuille.',
  },
  dismissed: {
    en: 'You did not take this offer.',
    ja: 'このオファーは受け取りませんでした。',
    fr: 'Vous n’avez pas retenu cette offre.',
  },
  expired: {
    en: 'This offer has ended. Ask the issuer for a new one.',
    ja: 'このオファーは期限切れです。発行者に再発行を依頼してください。',
    fr: 'Cette offre a pris fin. Demandez-en une nouvelle à l’émetteur.',
  },
  pending: {
    en: 'The issuer is still preparing this credential. The wallet asks again by itself; you need not wait here.',
    ja: '発行者がこの証明書を準備しています。ウォレットが自動で確認しますので、このまま待つ必要はありません。',
    fr: 'L’émetteur prépare encore cette attestation. Le portefeuille redemande de lui-même ; inutile d’attendre ici.',
  },
  pendingUntil: { en: 'Next inquiry from', ja: '次の確認：', fr: 'Prochaine demande à partir du' },
  look: { en: 'Look again', ja: '今すぐ確認する', fr: 'Regarder à nouveau' },
  signedBy: { en: 'Signed by', ja: '署名者', fr: 'Signé par' },
  listOf: { en: 'vouched for in the list of', ja: '記載リスト：', fr: 'inscrit sur la liste de' },
  unsigned: {
    en: 'nobody this wallet trusts vouches for the statements below',
    ja: '以下の記載は発行者の自己申告で、裏付けがありません',
    fr: 'nul garant connu de ce portefeuille ne répond des mentions ci-dessous',
  },
  registeredFor: { en: 'Registered to issue', ja: '登録された発行対象', fr: 'Enregistré pour délivrer' },
  registry: { en: 'Register', ja: '登録簿', fr: 'Registre' },
  collecting: {
    en: 'The wallet is receiving this credential.',
    ja: '証明書を受け取っている途中です。',
    fr: 'Le portefeuille reçoit cette attestation.',
  },
  unlistedTitle: {
    en: 'The issuer is in no list that this wallet knows',
    ja: '発行者は、このウォレットが参照するどのリストにも記載がありません',
    fr: 'L’émetteur ne figure dans aucune liste connue de ce portefeuille',
  },
  unlistedText: {
    en: 'The credential is intact, but nobody whom this wallet trusts vouches for its issuer. Anybody can make such a credential. Others will hardly accept it.',
    ja: '証明書自体に改ざんはありませんが、発行者が誰であるかを裏付ける信頼リストがありません。誰でも作れる証明書であり、提示しても受け入れられない可能性が高いものです。',
    fr: 'L’attestation est intacte, mais aucune liste de confiance ne répond de son émetteur. N’importe qui peut en fabriquer une pareille ; elle sera rarement acceptée.',
  },
  acceptUnlisted: {
    en: 'Store it although its issuer is not listed',
    ja: '発行者の記載がなくても保存する',
    fr: 'L’enregistrer bien que son émetteur ne soit pas inscrit',
  },
  checks: { en: 'What the wallet checked', ja: 'ウォレットが確認したこと', fr: 'Ce que le portefeuille a contrôlé' },
} as const satisfies Record<string, Localized>

export const copiesText = (number: number): Localized => ({
  en: `${number} copies, each with a key of its own and shown once`,
  ja: `写し${number}通（それぞれ別の鍵を持ち、提示は1回ずつ）`,
  fr: `${number} exemplaires, chacun avec sa propre clé et montré une seule fois`,
})
