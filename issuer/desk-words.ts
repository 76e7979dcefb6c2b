import type { Localized } from '../src/base/localized.ts'
import type { NotificationEvent } from '../src/openid4vci/notification.ts'
import type { CredentialStatus } from './status-lists.ts'

export const deskWords = {
  title: { en: 'The desk', ja: '職員用デスク', fr: 'Le bureau' },
  toDesk: { en: 'For officers: the desk', ja: '職員の方はこちら', fr: 'Pour les agents : le bureau' },
  pages: { en: 'Pages of the desk', ja: 'デスクのページ', fr: 'Pages du bureau' },
  logOut: { en: 'Log out', ja: 'ログアウト', fr: 'Se déconnecter' },
  person: { en: 'Person', ja: '対象者', fr: 'Personne' },
  credential: { en: 'Credential', ja: '証明書', fr: 'Attestation' },
  action: { en: 'Decision', ja: '処理', fr: 'Décision' },
} as const satisfies Record<string, Localized>

export const logInWords = {
  lead: {
    en: 'Officers review requests here and take credentials back.',
    ja: '職員が発行申請を審査し、証明書を失効させるためのページです。',
    fr: 'Les agents y examinent les demandes et retirent des attestations.',
  },
  password: { en: 'Desk token', ja: 'デスクトークン', fr: 'Jeton du bureau' },
  hint: {
    en: 'The value of ISSUER_DESK_TOKEN. In the lab it stands in the settings of this service.',
    ja: 'ISSUER_DESK_TOKEN の値です。ラボでは、このサービスの設定ファイルに記載されています。',
    fr: 'La valeur de ISSUER_DESK_TOKEN. Dans le laboratoire, elle figure dans les réglages de ce service.',
  },
  wrong: { en: 'That is not the desk token.', ja: 'デスクトークンが違います。', fr: 'Ce n’est pas le jeton du bureau.' },
  logIn: { en: 'Log in', ja: 'ログイン', fr: 'Se connecter' },
} as const satisfies Record<string, Localized>

export const reviewWords = {
  title: { en: 'Requests to review', ja: '審査待ちの申請', fr: 'Demandes à examiner' },
  lead: {
    en: 'Wallets wait for these credentials. Nothing is issued before somebody here approves.',
    ja: 'ウォレットが発行を待っている申請です。ここで承認されるまで、証明書は発行されません。',
    fr: 'Des portefeuilles attendent ces attestations. Rien n’est délivré avant votre accord.',
  },
  none: {
    en: 'Nothing waits for a decision.',
    ja: '審査待ちの申請はありません。',
    fr: 'Aucune demande n’attend de décision.',
  },
  requestedAt: { en: 'Requested', ja: '申請日時', fr: 'Demandée le' },
  copies: { en: 'Copies', ja: '部数', fr: 'Exemplaires' },
  putAside: { en: 'put aside', ja: '保留中', fr: 'mise de côté' },
  waiting: { en: 'new', ja: '未審査', fr: 'nouvelle' },
  state: { en: 'State', ja: '状態', fr: 'État' },
  approve: { en: 'Approve', ja: '承認', fr: 'Accepter' },
  refuse: { en: 'Refuse', ja: '却下', fr: 'Refuser' },
  wait: { en: 'Put aside', ja: '保留', fr: 'Mettre de côté' },
} as const satisfies Record<string, Localized>

export const issuedWords = {
  title: { en: 'Credentials issued', ja: '発行済みの証明書', fr: 'Attestations délivrées' },
  lead: {
    en: 'Each copy has a status of its own on the public list. A suspension can be lifted, a revocation cannot.',
    ja: '証明書は1部ごとに、公開ステータスリスト上の状態をもちます。停止は解除できますが、失効は取り消せません。',
    fr: 'Chaque exemplaire a son propre statut sur la liste publique. Une suspension peut être levée, une révocation non.',
  },
  none: { en: 'Nothing was issued yet.', ja: 'まだ何も発行されていません。', fr: 'Rien n’a encore été délivré.' },
  issuedAt: { en: 'Issued', ja: '発行日時', fr: 'Délivrée le' },
  expiresAt: { en: 'Valid until', ja: '有効期限', fr: 'Valable jusqu’au' },
  status: { en: 'Status', ja: '状態', fr: 'Statut' },
  events: { en: 'The wallet said', ja: 'ウォレットからの通知', fr: 'Le portefeuille signale' },
  suspend: { en: 'Suspend', ja: '停止', fr: 'Suspendre' },
  restore: { en: 'Lift the suspension', ja: '停止を解除', fr: 'Lever la suspension' },
  revoke: { en: 'Revoke…', ja: '失効…', fr: 'Révoquer…' },
  revokeForGood: { en: 'Revoke for good', ja: '失効させる（取消不可）', fr: 'Révoquer définitivement' },
  newer: { en: 'Newer ones', ja: '新しいもの', fr: 'Plus récentes' },
  older: { en: 'Older ones', ja: '古いもの', fr: 'Plus anciennes' },
  others: { en: 'More credentials', ja: '他の証明書', fr: 'Autres attestations' },
} as const satisfies Record<string, Localized>

export const statusWords: Readonly<Record<CredentialStatus, Localized>> = {
  valid: { en: 'valid', ja: '有効', fr: 'valide' },
  suspended: { en: 'suspended', ja: '停止中', fr: 'suspendue' },
  invalid: { en: 'revoked', ja: '失効', fr: 'révoquée' },
}

export const eventWords: Readonly<Record<NotificationEvent, Localized>> = {
  credential_accepted: { en: 'stored', ja: '保存済み', fr: 'enregistrée' },
  credential_failure: { en: 'could not be stored', ja: '保存失敗', fr: 'non enregistrée' },
  credential_deleted: { en: 'deleted', ja: '削除済み', fr: 'supprimée' },
}
