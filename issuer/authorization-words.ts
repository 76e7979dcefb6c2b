import type { Localized } from '../src/base/localized.ts'

/** Who asks, on both pages. */
export const clientWords = {
  wallet: { en: 'The wallet', ja: 'ウォレット', fr: 'Le portefeuille' },
  clientId: { en: 'Client identifier', ja: 'クライアント識別子', fr: 'Identifiant du client' },
  returnsTo: { en: 'You will return to', ja: '手続き後の戻り先', fr: 'Vous serez renvoyé vers' },
  unnamed: { en: 'A wallet without a name', ja: '名称のないウォレット', fr: 'Un portefeuille sans nom' },
} as const satisfies Record<string, Localized>

export const logInWords = {
  title: { en: 'Log in', ja: 'ログイン', fr: 'Connexion' },
  lead: {
    en: 'A wallet asks for a credential in your name. Say who you are first.',
    ja: 'ウォレットが、あなたの名義の証明書を求めています。まずご本人の確認を行います。',
    fr: 'Un portefeuille demande une attestation à votre nom. Identifiez-vous d’abord.',
  },
  username: { en: 'Username', ja: 'ユーザー名', fr: 'Nom d’utilisateur' },
  password: { en: 'Password', ja: 'パスワード', fr: 'Mot de passe' },
  logIn: { en: 'Log in', ja: 'ログイン', fr: 'Se connecter' },
  reject: { en: 'Cancel', ja: 'キャンセル', fr: 'Annuler' },
  standIn: {
    en: 'In this laboratory a password stands where a real issuer asks for the eID of its country.',
    ja: '実際の発行機関ではその国の公的な電子認証を使うところを、このラボではパスワードで代用しています。',
    fr: 'Dans ce laboratoire, un mot de passe remplace l’identité électronique nationale qu’exigerait un émetteur réel.',
  },
  testUsers: { en: 'Test users', ja: 'テスト用ユーザー', fr: 'Utilisateurs de test' },
  testPassword: {
    en: 'Password of all test users',
    ja: 'テスト用ユーザー共通のパスワード',
    fr: 'Mot de passe de tous les utilisateurs de test',
  },
} as const satisfies Record<string, Localized>

/** Why the log-in page is shown once more. */
export const logInProblems = {
  wrong: {
    en: 'Username or password is wrong. Try again.',
    ja: 'ユーザー名またはパスワードが違います。もう一度入力してください。',
    fr: 'Nom d’utilisateur ou mot de passe incorrect. Réessayez.',
  },
  other_person: {
    en: 'This offer was made out to somebody else. Log in as the person it is for.',
    ja: 'このオファーは別の方のために作成されたものです。対象のご本人としてログインしてください。',
    fr: 'Cette offre est destinée à une autre personne. Connectez-vous sous le nom de celle-ci.',
  },
  closed: {
    en: 'Nobody can log in here: the operator has set no password for test users.',
    ja: '運営者がテスト用のパスワードを設定していないため、ログインできません。',
    fr: 'Personne ne peut se connecter : l’exploitant n’a pas défini de mot de passe de test.',
  },
} as const satisfies Record<string, Localized>

export const consentWords = {
  title: { en: 'Release this credential?', ja: '証明書の発行に同意しますか', fr: 'Délivrer cette attestation ?' },
  lead: {
    en: 'If you agree, the wallet may collect the following credential once you are sent back to it.',
    ja: '同意すると、ウォレットに戻ったあと、次の証明書を受け取れるようになります。',
    fr: 'Si vous acceptez, le portefeuille pourra retirer l’attestation suivante dès votre retour.',
  },
  credential: { en: 'Credential', ja: '証明書', fr: 'Attestation' },
  person: { en: 'Made out to', ja: '対象者', fr: 'Au nom de' },
  format: { en: 'Format', ja: '形式', fr: 'Format' },
  claims: { en: 'What stands in it', ja: '記載される項目', fr: 'Ce qu’elle contient' },
  review: {
    en: 'An officer looks at the request before the credential is issued; the wallet fetches it later.',
    ja: '発行の前に担当者が申請を確認します。証明書は後からウォレットに届きます。',
    fr: 'Un agent examine la demande avant la délivrance ; le portefeuille retirera l’attestation plus tard.',
  },
  approve: { en: 'Agree', ja: '同意する', fr: 'Accepter' },
  reject: { en: 'Refuse', ja: '拒否する', fr: 'Refuser' },
} as const satisfies Record<string, Localized>

/** By error code: what a person sees where there is no client to go back to. */
export const authorizationProblems = {
  invalid_request_uri: {
    en: 'This authorization request is unknown, used or expired. Start again from the wallet.',
    ja: 'この認可リクエストは存在しないか、使用済みか、期限切れです。ウォレットからやり直してください。',
    fr: 'Cette demande d’autorisation est inconnue, déjà utilisée ou expirée. Recommencez depuis le portefeuille.',
  },
  too_many_tries: {
    en: 'Too many wrong passwords. Start again from the wallet.',
    ja: 'パスワードの誤りが上限に達しました。ウォレットからやり直してください。',
    fr: 'Trop de mots de passe erronés. Recommencez depuis le portefeuille.',
  },
} as const satisfies Record<string, Localized>
