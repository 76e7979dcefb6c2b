import type { Localized } from '../base/localized.ts'

type Words = Readonly<Record<string, Localized>>

export const shellWords = {
  service: { en: 'Wallet provider', ja: 'ウォレット提供者', fr: 'Fournisseur de portefeuille' },
  place: { en: 'between the two sides', ja: '両者の間', fr: 'entre les deux côtés' },
} as const satisfies Words

export const homeWords = {
  title: { en: 'Who vouches for the wallet', ja: 'ウォレットの素性を保証する', fr: 'Qui répond du portefeuille' },
  lead: {
    en: 'Before an issuer hands out a credential, it wants to know which wallet is asking and how that wallet keeps its keys. This provider says so, in two signed statements.',
    ja: '発行者は証明書を渡す前に、相手がどのウォレットか、鍵がどう保管されているかを確かめます。それを二種類の署名付き文書で示すのが、この提供者です。',
    fr: 'Avant de remettre une attestation, un émetteur veut savoir quel portefeuille la demande et comment celui-ci garde ses clés. Ce fournisseur le dit, en deux déclarations signées.',
  },
  worthTitle: { en: 'What these statements are worth', ja: 'この保証の意味', fr: 'Ce que valent ces déclarations' },
  worth: {
    en: 'They are lab statements. No authority has examined this wallet or its provider, and nothing follows from them outside the lab.',
    ja: 'ラボ内だけの文書です。このウォレットも提供者も、第三者機関の審査を受けていません。ラボの外では何の効力も持ちません。',
    fr: 'Ce sont des déclarations de laboratoire. Aucune autorité n’a examiné ce portefeuille ni son fournisseur, et rien n’en découle hors du laboratoire.',
  },
  wallet: { en: 'Wallet attestation', ja: 'ウォレット構成証明（Wallet Attestation）', fr: 'Attestation du portefeuille' },
  walletText: {
    en: 'Says that a key belongs to a genuine, unrevoked installation of the LAB Wallet. The wallet shows it when it asks an issuer for access, together with a proof made with that key.',
    ja: 'ある鍵が、失効していない正規の LAB ウォレットのものであることを示します。ウォレットは発行者にアクセスを求めるとき、その鍵で作った証明と一緒に提示します。',
    fr: 'Dit qu’une clé appartient à une installation authentique et non révoquée du Portefeuille LAB. Le portefeuille la montre quand il demande l’accès à un émetteur, avec une preuve faite au moyen de cette clé.',
  },
  client: { en: 'Client identifier, shared by all installations', ja: 'クライアント識別子（全インストール共通）', fr: 'Identifiant de client, commun à toutes les installations' },
  lasts: { en: 'Valid for', ja: '有効期間', fr: 'Durée de validité' },
  tells: { en: 'What it tells of the holder', ja: '利用者について分かること', fr: 'Ce qu’elle dit du titulaire' },
  tellsNobody: {
    en: 'Nothing. Each attestation has a fresh key and its own place in the status list, so two issuers cannot tell that they deal with the same wallet.',
    ja: 'ありません。構成証明ごとに鍵も失効リスト上の位置も異なるため、発行者どうしが照らし合わせても同じウォレットだとは分かりません。',
    fr: 'Rien. Chaque attestation a une clé neuve et sa propre place dans la liste de statuts : deux émetteurs ne peuvent pas savoir qu’ils ont affaire au même portefeuille.',
  },
  keys: { en: 'Key attestation', ja: '鍵構成証明（Key Attestation）', fr: 'Attestation de clés' },
  keysText: {
    en: 'Says of all keys of a batch at once how they are kept and how their use is unlocked. The issuer binds one copy of the credential to each of them.',
    ja: 'まとめて発行される証明書の鍵すべてについて、保管の方法と利用時の認証を一度に示します。発行者は、鍵ごとに一通ずつ証明書を結び付けます。',
    fr: 'Dit, pour toutes les clés d’un lot à la fois, comment elles sont gardées et comment leur usage est déverrouillé. L’émetteur lie un exemplaire de l’attestation à chacune.',
  },
  storage: { en: 'Key storage', ja: '鍵の保管', fr: 'Stockage des clés' },
  userAuthentication: { en: 'User authentication', ja: '利用者の認証', fr: 'Authentification de l’utilisateur' },
  levelsText: {
    en: 'The lowest level that the specification has. The LAB Wallet keeps its keys in software and opens to whoever has its browser; nobody has evaluated even that.',
    ja: '仕様にある最も低い水準です。LAB ウォレットの鍵はソフトウェアで保管され、そのブラウザーを使える人なら誰でも開けます。この水準についても、評価は受けていません。',
    fr: 'Le niveau le plus bas prévu par la spécification. Le Portefeuille LAB garde ses clés en logiciel et s’ouvre à qui dispose de son navigateur ; même cela, personne ne l’a évalué.',
  },
  most: { en: 'Keys in one attestation, at most', ja: '一通に含まれる鍵の上限', fr: 'Nombre maximal de clés par attestation' },
  revocation: { en: 'When an installation is withdrawn', ja: 'インストールが取り消されたとき', fr: 'Quand une installation est retirée' },
  revocationText: {
    en: 'The desk can revoke an installation. From then on nothing is attested for it, and a status list, which issuers ask, calls the attestations it still has invalid.',
    ja: '窓口はインストールを取り消せます。以後は新しい構成証明が出されず、手元に残っているものも、発行者が参照する失効リストで無効になります。',
    fr: 'Le guichet peut révoquer une installation. Dès lors, plus rien n’est attesté pour elle, et la liste de statuts que consultent les émetteurs déclare non valables les attestations qui lui restent.',
  },
  about: { en: 'About this provider', ja: 'この提供者について', fr: 'À propos de ce fournisseur' },
  sector: { en: 'Sector', ja: '区分', fr: 'Secteur' },
  identifier: { en: 'Identifier', ja: '識別子', fr: 'Identifiant' },
  contact: { en: 'Contact', ja: '連絡先', fr: 'Contact' },
  signedBy: { en: 'Signed with the certificate of', ja: '署名に用いる証明書', fr: 'Signée avec le certificat de' },
  fingerprint: { en: 'SHA-256 of the certificate', ja: '証明書の SHA-256', fr: 'SHA-256 du certificat' },
  validUntil: { en: 'Certificate valid until', ja: '証明書の有効期限', fr: 'Certificat valable jusqu’au' },
  protocols: {
    en: 'Formats: OpenID4VCI 1.0 and HAIP 1.0, OAuth 2.0 Attestation-Based Client Authentication (draft 07), Token Status List. How the wallet talks to its provider is left open by these; here it is a lab API.',
    ja: '形式は OpenID4VCI 1.0、HAIP 1.0、OAuth 2.0 Attestation-Based Client Authentication（draft 07）、Token Status List に従います。ウォレットと提供者の間の通信はこれらの仕様の対象外で、ここではラボ独自の API を使います。',
    fr: 'Formats : OpenID4VCI 1.0 et HAIP 1.0, OAuth 2.0 Attestation-Based Client Authentication (draft 07), Token Status List. Ces textes ne disent pas comment le portefeuille parle à son fournisseur ; ici, c’est une API de laboratoire.',
  },
} as const satisfies Words

export const problemWords = {
  title: { en: 'This did not work', ja: '処理できませんでした', fr: 'Cela n’a pas fonctionné' },
  nothing: {
    en: 'There is nothing at this address.',
    ja: 'このアドレスには何もありません。',
    fr: 'Il n’y a rien à cette adresse.',
  },
  machines: {
    en: 'This address is for wallets and issuers, not for people.',
    ja: 'ここはウォレットと発行者のためのアドレスです。',
    fr: 'Cette adresse est destinée aux portefeuilles et aux émetteurs, non aux personnes.',
  },
  failed: {
    en: 'This service failed. Try again later.',
    ja: 'サービスで問題が発生しました。しばらくしてからもう一度お試しください。',
    fr: 'Le service a rencontré un problème. Réessayez plus tard.',
  },
  back: { en: 'To the front page', ja: '最初のページへ', fr: 'Vers la page d’accueil' },
} as const satisfies Words

export const inHours = (hours: number): Localized => ({ en: `${hours} hours`, ja: `${hours}時間`, fr: `${hours} heures` })
export const inMinutes = (minutes: number): Localized => ({ en: `${minutes} minutes`, ja: `${minutes}分`, fr: `${minutes} minutes` })
