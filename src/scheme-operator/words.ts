import type { Localized } from '../base/localized.ts'
import type { ListedServiceKind } from '../jurisdictions/jurisdiction-profile.ts'
import type { Issue } from './publication.ts'

type Words = Readonly<Record<string, Localized>>

export const shellNames = {
  service: { en: 'Trust list', ja: '信頼リスト', fr: 'Liste de confiance' },
} as const satisfies Words

export const registerWords = {
  title: { en: 'Who can be relied on', ja: '信頼できる相手の一覧', fr: 'À qui l’on peut se fier' },
  lead: {
    en: 'Wallets and verifiers fetch this signed list to learn whose signatures count, for which service, and since when.',
    ja: 'ウォレットや検証者は、署名されたこのリストを取得し、誰の署名が、どの業務について、いつから有効かを確かめます。',
    fr: 'Portefeuilles et vérificateurs récupèrent cette liste signée pour savoir quelles signatures comptent, pour quel service et depuis quand.',
  },
  notice: { en: 'What this list is', ja: 'このリストについて', fr: 'Ce qu’est cette liste' },
  issue: { en: 'The current issue', ja: '現在の版', fr: 'L’édition en vigueur' },
  sequenceNumber: { en: 'Sequence number', ja: '通し番号', fr: 'Numéro de séquence' },
  issued: { en: 'Issued', ja: '発行日時', fr: 'Émise le' },
  nextUpdate: { en: 'Next update due', ja: '次回更新の期限', fr: 'Prochaine mise à jour au plus tard le' },
  operator: { en: 'Scheme operator', ja: '運営者', fr: 'Exploitant' },
  territory: { en: 'Territory', ja: '対象地域', fr: 'Territoire' },
  address: { en: 'Address of the list', ja: 'リストの所在', fr: 'Adresse de la liste' },
  listType: { en: 'Type of list', ja: 'リストの種別', fr: 'Type de liste' },
  signedBy: { en: 'Signed with the certificate of', ja: '署名に用いた証明書', fr: 'Signée avec le certificat de' },
  decoded: { en: 'Read the signed list', ja: '署名付きリストの中身を見る', fr: 'Lire la liste signée' },
  entities: { en: 'Listed entities', ja: '記載されている組織', fr: 'Entités inscrites' },
  nobody: { en: 'Nobody is listed.', ja: '記載はありません。', fr: 'Aucune entité n’est inscrite.' },
  identifier: { en: 'Registered identifier', ja: '登録識別子', fr: 'Identifiant enregistré' },
  service: { en: 'Service', ja: '業務', fr: 'Service' },
  kind: { en: 'Kind', ja: '種類', fr: 'Type' },
  status: { en: 'Status now', ja: '現在の状態', fr: 'Statut actuel' },
  since: { en: 'Since', ja: '開始日時', fr: 'Depuis' },
  from: { en: 'from', ja: '開始予定', fr: 'à partir du' },
  earlier: { en: 'Earlier statuses', ja: '過去の状態', fr: 'Statuts antérieurs' },
  certificates: { en: 'Certificates', ja: '証明書', fr: 'Certificats' },
  validUntil: { en: 'valid until', ja: '有効期限', fr: 'valable jusqu’au' },
  authority: { en: 'certification authority', ja: '認証局', fr: 'autorité de certification' },
  endEntity: { en: 'end entity, trusted as it is', ja: 'エンドエンティティ（この証明書自体を信頼）', fr: 'entité finale, approuvée telle quelle' },
  issues: { en: 'Issues so far', ja: '発行の履歴', fr: 'Éditions successives' },
  reason: { en: 'Why', ja: '発行の理由', fr: 'Motif' },
  pausedTitle: { en: 'Publishing is paused', ja: '発行を停止しています', fr: 'La publication est suspendue' },
  paused: {
    en: 'No new issue appears. Once the next update is overdue, relying parties stop using this list.',
    ja: '新しい版は発行されません。次回更新の期限を過ぎると、利用側はこのリストを使わなくなります。',
    fr: 'Aucune nouvelle édition ne paraît. Une fois l’échéance dépassée, cette liste n’est plus utilisée.',
  },
  overdueTitle: { en: 'This list is out of date', ja: 'このリストは期限切れです', fr: 'Cette liste est périmée' },
  overdue: {
    en: 'Its next update is overdue. Relying parties discard it, and decisions that depend on it stay open.',
    ja: '次回更新の期限を過ぎました。利用側はこのリストを破棄し、これに基づく判定は保留となります。',
    fr: 'Sa mise à jour aurait dû paraître. Elle est écartée, et les décisions qui en dépendent restent en suspens.',
  },
} as const satisfies Words

export const listWords = {
  title: { en: 'The signed list', ja: '署名付きリスト', fr: 'La liste signée' },
  lead: {
    en: 'What relying parties receive: a compact JWS with the list as JSON. Below, every check they make before they believe it.',
    ja: '利用側が受け取るのは、リストの JSON を収めた JWS（コンパクト形式）です。信頼する前に行われる検査を、すべて以下に示します。',
    fr: 'Ce que reçoivent les parties utilisatrices : un JWS compact contenant la liste en JSON. Ci-dessous, chaque contrôle effectué avant de s’y fier.',
  },
  checks: { en: 'Before it is believed', ja: '信頼する前に行われる検査', fr: 'Avant de s’y fier' },
  back: { en: 'Back to the entities', ja: '組織の一覧へ戻る', fr: 'Retour aux entités' },
  header: { en: 'Protected header', ja: '保護ヘッダー', fr: 'En-tête protégé' },
  payload: { en: 'The list', ja: 'リスト本体', fr: 'La liste' },
  raw: { en: 'As it is sent', ja: '送信される形', fr: 'Telle qu’elle est transmise' },
} as const satisfies Words

export const statusWords = {
  granted: { en: 'granted', ja: '有効', fr: 'accordé' },
  withdrawn: { en: 'withdrawn', ja: '取消し', fr: 'retiré' },
  not_yet: { en: 'not yet', ja: '開始前', fr: 'pas encore' },
} as const satisfies Words

export const reasonWords: Readonly<Record<Issue['reason'], Localized>> = {
  first: { en: 'first issue', ja: '初版', fr: 'première édition' },
  changed: { en: 'something changed', ja: '内容の変更', fr: 'contenu modifié' },
  renewed: { en: 'renewed in good time', ja: '期限前の更新', fr: 'renouvelée à temps' },
}

export const kindWords: Readonly<Record<ListedServiceKind, Localized>> = {
  identity: { en: 'Issues identity data', ja: '本人情報の発行', fr: 'Délivre des données d’identité' },
  diploma: { en: 'Issues learning credentials', ja: '学修証明書の発行', fr: 'Délivre des attestations d’apprentissage' },
  access_certificate: { en: 'Issues access certificates to verifiers and issuers', ja: '検証者・発行者へのアクセス証明書の発行', fr: 'Délivre des certificats d’accès aux vérificateurs et aux émetteurs' },
  registration_certificate: { en: 'Registers verifiers and certifies what they may ask', ja: '検証者の登録と、照会できる項目の証明', fr: 'Enregistre les vérificateurs et atteste ce qu’ils peuvent demander' },
  wallet_provider: { en: 'Provides a wallet and attests it to issuers', ja: 'ウォレットの提供と、発行者に対するその証明', fr: 'Fournit un portefeuille et en répond auprès des émetteurs' },
}

/** Titles of the checks that every reader of a list makes. */
export const listCheckTitles: Words = {
  list_form: { en: 'A well-formed, signed list', ja: '署名付きリストの形式が正しい', fr: 'Liste signée bien formée' },
  list_signer: { en: 'Signed by the scheme operator', ja: '運営者による署名である', fr: 'Signée par l’exploitant' },
  list_signature: { en: 'The signature holds', ja: '署名が正しい', fr: 'Signature valable' },
  list_scheme: { en: 'The expected list of the expected territory', ja: '想定した地域・種別のリストである', fr: 'La liste attendue, du territoire attendu' },
  list_rules: { en: 'The general rules are kept', ja: '一般規則に従っている', fr: 'Règles générales respectées' },
  list_sequence: { en: 'Not older than the last one seen', ja: '前回取得した版より古くない', fr: 'Pas plus ancienne que la dernière lue' },
  list_issue_time: { en: 'Not issued in the future', ja: '発行日時が未来でない', fr: 'Date d’émission non future' },
  list_next_update: { en: 'Next update not overdue', ja: '次回更新の期限内である', fr: 'Prochaine mise à jour non échue' },
}
