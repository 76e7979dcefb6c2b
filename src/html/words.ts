import type { OutcomeStatus } from '../base/checks.ts'
import type { ListStatus, PolicyAnswer, Reason, TechnicalAnswer } from '../base/decision.ts'
import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Localized } from '../base/localized.ts'

/** The words that every service shares, and nothing that belongs to one of them. */
export const shellWords = {
  skip: { en: 'Skip to the content', ja: '本文へ移動', fr: 'Aller au contenu' },
  languages: { en: 'Language', ja: '表示言語', fr: 'Langue' },
  labMeaning: { en: 'Laboratory: nothing here has legal effect', ja: 'ラボ（実験環境）：法的効力はありません', fr: 'Laboratoire : rien ici n’a d’effet juridique' },
  fictional: {
    en: 'This is a laboratory. Every person, institution and credential here is fictional and has no legal effect.',
    ja: 'これはラボ（実験環境）です。登場する人物・機関・証明書はすべて架空のもので、法的効力はありません。',
    fr: 'Ceci est un laboratoire. Les personnes, institutions et attestations sont toutes fictives et sans effet juridique.',
  },
  development: {
    en: 'Development mode: this site runs over plain http on this machine only, a declared deviation from the protocol profiles.',
    ja: '開発モード：このサイトは手元の端末内だけで暗号化なしの http で動いています（プロトコル要件からの、明示された逸脱です）。',
    fr: 'Mode de développement : ce site fonctionne en http simple, uniquement sur cette machine ; c’est un écart déclaré aux profils de protocole.',
  },
  toLab: { en: 'Back to the laboratory', ja: 'ラボのトップへ戻る', fr: 'Retour au laboratoire' },
} as const satisfies Record<string, Localized>

export const outcomeWords: Readonly<Record<OutcomeStatus, Localized>> = {
  passed: { en: 'passed', ja: '適合', fr: 'conforme' },
  failed: { en: 'failed', ja: '不適合', fr: 'non conforme' },
  indeterminate: { en: 'undetermined', ja: '判定不能', fr: 'indéterminé' },
  not_run: { en: 'not run', ja: '未実施', fr: 'non exécuté' },
}

export const technicalWords: Readonly<Record<TechnicalAnswer, Localized>> = {
  valid: { en: 'Valid', ja: '有効', fr: 'Valide' },
  invalid: { en: 'Invalid', ja: '無効', fr: 'Non valide' },
  indeterminate: { en: 'Cannot be determined', ja: '判定できない', fr: 'Indéterminé' },
}

export const listStatusWords: Readonly<Record<ListStatus, Localized>> = {
  granted: { en: 'Listed, status granted', ja: '記載あり・有効', fr: 'Inscrit, statut accordé' },
  pinned: { en: 'On no list; trusted by configuration', ja: 'リスト記載なし・設定により信頼', fr: 'Sur aucune liste ; de confiance par configuration' },
  withdrawn: { en: 'Listed, status withdrawn', ja: '記載あり・取消し済み', fr: 'Inscrit, statut retiré' },
  not_listed: { en: 'Not listed', ja: '記載なし', fr: 'Non inscrit' },
  list_expired: { en: 'The list is out of date', ja: 'リストの期限切れ', fr: 'Liste périmée' },
  list_unreachable: { en: 'The list cannot be reached', ja: 'リストを取得できない', fr: 'Liste inaccessible' },
}

export const noLegalStatus: Localized = { en: 'No legal status', ja: '法的地位なし', fr: 'Aucun statut juridique' }

export const policyWords: Readonly<Record<PolicyAnswer, Localized>> = {
  accept: { en: 'Accepted', ja: '受理', fr: 'Accepté' },
  accept_with_step_up: { en: 'Accepted after one more step', ja: '追加の確認を経て受理', fr: 'Accepté après une étape de plus' },
  reject: { en: 'Not accepted', ja: '不受理', fr: 'Non accepté' },
}

/** The decision as a sentence: the first thing a result page says. */
export const decisionSentences: Readonly<Record<PolicyAnswer, Localized>> = {
  accept: {
    en: 'Accepted under the receiving party’s own rules',
    ja: '受け入れ側の規則に基づいて受理されました',
    fr: 'Accepté selon les règles propres au destinataire',
  },
  accept_with_step_up: {
    en: 'Accepted, but a person must confirm one more thing',
    ja: '受理されましたが、担当者による確認がもう一つ必要です',
    fr: 'Accepté, sous réserve d’une confirmation par une personne',
  },
  reject: { en: 'Not accepted', ja: '受理されませんでした', fr: 'Non accepté' },
}

export const effectWords: Readonly<Record<Reason['effect'], Localized>> = {
  allows: { en: 'allows', ja: '許可', fr: 'autorise' },
  asks: { en: 'asks for a further step', ja: '追加確認', fr: 'demande une étape de plus' },
  refuses: { en: 'refuses', ja: '拒否', fr: 'refuse' },
  informs: { en: 'informs', ja: '参考', fr: 'informe' },
}

export const answerWords = {
  heading: { en: 'Four separate answers', ja: '四つの独立した回答', fr: 'Quatre réponses distinctes' },
  askedOf: { en: 'Asked of', ja: '照会先', fr: 'Question posée' },
  technical: {
    name: { en: 'Technical', ja: '技術', fr: 'Technique' },
    question: { en: 'Is the evidence intact, current, and bound to its holder?', ja: '証拠は改ざんがなく、期限内で、本人の鍵に結び付いているか。', fr: 'La preuve est-elle intacte, à jour et liée à son titulaire ?' },
    asked: { en: 'the bytes: signatures, digests, key binding, times, status', ja: 'データそのもの（署名、ダイジェスト、鍵との結び付き、日時、失効状態）', fr: 'aux octets : signatures, empreintes, liaison à la clé, dates, statut' },
  },
  listStatus: {
    name: { en: 'Trust list', ja: '信頼リスト', fr: 'Liste de confiance' },
    question: { en: 'Did the trust list vouch for the issuer at that moment?', ja: 'その時点で、発行者は信頼リストで有効とされていたか。', fr: 'À cet instant, la liste de confiance répondait-elle de l’émetteur ?' },
    asked: { en: 'the trust list of the issuer’s jurisdiction, at the time that counts', ja: '発行者の法域の信頼リスト（判定の基準となる時点）', fr: 'à la liste de confiance du territoire de l’émetteur, à la date qui compte' },
  },
  legalStatus: {
    name: { en: 'Law', ja: '法令', fr: 'Droit' },
    question: { en: 'Does the law give it a status here?', ja: 'この地で、法的な地位が与えられているか。', fr: 'Le droit lui donne-t-il un statut ici ?' },
    asked: { en: 'the law, kept as data with its source', ja: '法令（出典を付したデータとして保持）', fr: 'au droit, tenu comme une donnée avec sa source' },
    noneNote: { en: 'This is not a fault: the receiving party may still accept under its own rules.', ja: '不備ではありません。受け入れ側が自らの規則で受理することはできます。', fr: 'Ce n’est pas un défaut : le destinataire peut accepter selon ses propres règles.' },
  },
  policy: {
    name: { en: 'Policy', ja: '方針', fr: 'Règles' },
    question: { en: 'Does the receiving party’s own rule accept it?', ja: '受け入れ側自身の規則では受理できるか。', fr: 'Les règles propres au destinataire l’acceptent-elles ?' },
    asked: { en: 'the receiving party’s rules, each by its id', ja: '受け入れ側の規則（識別子ごと）', fr: 'aux règles du destinataire, chacune par son identifiant' },
  },
} as const

export const reasonWords = {
  heading: { en: 'The rules behind the decision', ja: '判断の根拠となった規則', fr: 'Les règles qui ont fondé la décision' },
  source: { en: 'Source', ja: '出典', fr: 'Source' },
} as const satisfies Record<string, Localized>

export const reportWords = {
  heading: { en: 'Every check', ja: 'すべての検査', fr: 'Tous les contrôles' },
  empty: { en: 'No check has run.', ja: '検査はまだ行われていません。', fr: 'Aucun contrôle n’a été exécuté.' },
  evidence: { en: 'Evidence', ja: '根拠', fr: 'Éléments de preuve' },
  needs: { en: 'Not run because this did not pass:', ja: '前提となる次の検査が適合しなかったため未実施：', fr: 'Non exécuté, car ceci n’a pas réussi :' },
  transaction: { en: 'The transaction', ja: '取引全体', fr: 'La transaction' },
  yes: { en: 'yes', ja: 'はい', fr: 'oui' },
  no: { en: 'no', ja: 'いいえ', fr: 'non' },
} as const satisfies Record<string, Localized>

export const disclosureWords = {
  crossed: { en: 'Crossed the border', ja: '国境を越えたもの', fr: 'A passé la frontière' },
  stayed: { en: 'Did not cross', ja: '国境を越えなかったもの', fr: 'N’a pas passé la frontière' },
  nothingCrossed: { en: 'Nothing crossed.', ja: '越えたものはありません。', fr: 'Rien n’a passé la frontière.' },
  nothingStayed: { en: 'Nothing was withheld.', ja: '手元に残したものはありません。', fr: 'Rien n’a été retenu.' },
} as const satisfies Record<string, Localized>

export const receiptWords = {
  heading: { en: 'Receipt', ja: '受領証', fr: 'Reçu' },
  purpose: { en: 'Purpose', ja: '利用目的', fr: 'Finalité' },
  legalBasis: { en: 'Legal basis', ja: '法的根拠', fr: 'Base juridique' },
  mode: { en: 'How it travelled', ja: '移動の形態', fr: 'Mode de circulation' },
  from: { en: 'From', ja: '提供元', fr: 'De' },
  recipient: { en: 'Received by', ja: '受領者', fr: 'Reçu par' },
  sector: { en: 'Recipient’s sector', ja: '受領者の区分', fr: 'Secteur du destinataire' },
  requested: { en: 'Asked for', ja: '求められた項目', fr: 'Demandé' },
  disclosed: { en: 'Disclosed', ja: '開示した項目', fr: 'Divulgué' },
  withheld: { en: 'Withheld', ja: '開示しなかった項目', fr: 'Non divulgué' },
  refused: { en: 'Refused', ja: '拒否した項目', fr: 'Refusé' },
  retention: { en: 'Kept for', ja: '保存期間', fr: 'Conservation' },
  onward: { en: 'Passed on to', ja: '第三者提供', fr: 'Transmis ensuite à' },
  onwardNone: { en: 'nobody', ja: 'なし', fr: 'personne' },
  at: { en: 'Time', ja: '日時', fr: 'Date et heure' },
  signedBy: { en: 'Signed by', ja: '署名者', fr: 'Signé par' },
  none: { en: 'none', ja: 'なし', fr: 'aucun' },
  signed: { en: 'The signed receipt', ja: '署名付き受領証', fr: 'Le reçu signé' },
} as const satisfies Record<string, Localized>

/** The three ways data reaches a recipient; the ids are those of the receipt. */
export const modeWords: Readonly<Record<string, Localized>> = {
  holder_direct: { en: 'Presented by the holder, directly', ja: '本人による直接の提示', fr: 'Présenté directement par le titulaire' },
  controller_transfer: { en: 'Sent from one organisation to another', ja: '組織間の移転', fr: 'Transmis d’un organisme à un autre' },
  onward_transfer: { en: 'Passed on to a third place', ja: '第三の法域への再移転', fr: 'Transféré ultérieurement vers un tiers territoire' },
}

export const stepWords = {
  done: { en: 'done', ja: '完了', fr: 'fait' },
  current: { en: 'now', ja: '実行待ち', fr: 'en cours' },
  next: { en: 'to come', ja: 'これから', fr: 'à venir' },
  failed: { en: 'stopped here', ja: 'ここで停止', fr: 'arrêté ici' },
} as const satisfies Record<string, Localized>

export const evidenceTagWords: Readonly<Record<EvidenceTag, Localized>> = {
  FACT: { en: 'Fact', ja: '事実', fr: 'Fait' },
  GK: { en: 'General knowledge', ja: '一般知識', fr: 'Connaissance générale' },
  LAB: { en: 'Lab', ja: 'ラボ設定', fr: 'Labo' },
  OPEN: { en: 'Open', ja: '未確定', fr: 'Non établi' },
}

export const evidenceTagMeanings: Readonly<Record<EvidenceTag, Localized>> = {
  GK: { en: 'general professional knowledge, not checked against a source', ja: '出典と照合していない、専門家の一般的な知識', fr: 'connaissance professionnelle générale, non vérifiée auprès d’une source' },
  FACT: { en: 'a published fact or law, with its source', ja: '出典のある公表された事実または法令', fr: 'un fait publié ou un texte de droit, avec sa source' },
  LAB: { en: 'made up for this laboratory', ja: 'このラボのために作られたもの', fr: 'inventé pour ce laboratoire' },
  OPEN: { en: 'not known, or not decided yet', ja: '不明または未決定', fr: 'inconnu ou non encore décidé' },
}

export const crossingWords = {
  label: { en: 'Where things stand', ja: '現在の状況', fr: 'Où en est le parcours' },
  issuer: { en: 'Issuer', ja: '発行者', fr: 'Émetteur' },
  wallet: { en: 'Wallet', ja: 'ウォレット', fr: 'Portefeuille' },
  border: { en: 'Border', ja: '国境', fr: 'Frontière' },
  verifier: { en: 'Verifier', ja: '検証者', fr: 'Vérificateur' },
  bypassed: { en: 'not involved', ja: '関与せず', fr: 'non concerné' },
} as const satisfies Record<string, Localized>

export const credentialWords = {
  issuer: { en: 'Issuer', ja: '発行者', fr: 'Émetteur' },
  validUntil: { en: 'Valid until', ja: '有効期限', fr: 'Valable jusqu’au' },
  validFrom: { en: 'Valid from', ja: '有効期間の開始', fr: 'Valable à partir du' },
  valid: { en: 'valid', ja: '有効', fr: 'valide' },
  expired: { en: 'expired', ja: '期限切れ', fr: 'expirée' },
  revoked: { en: 'revoked', ja: '失効', fr: 'révoquée' },
  notYetValid: { en: 'not valid yet', ja: '有効期間前', fr: 'pas encore valide' },
  unknown: { en: 'status unknown', ja: '状態不明', fr: 'statut inconnu' },
} as const satisfies Record<string, Localized>

export const qrWords = {
  tooLong: { en: 'This address is too long for a QR code. Use the link instead.', ja: 'アドレスが長すぎるため QR コードにできません。リンクをご利用ください。', fr: 'Cette adresse est trop longue pour un code QR. Utilisez le lien.' },
} as const satisfies Record<string, Localized>

export const noticeWords = {
  info: { en: 'Note', ja: 'お知らせ', fr: 'Note' },
  success: { en: 'Done', ja: '完了', fr: 'Terminé' },
  warning: { en: 'Attention', ja: 'ご注意', fr: 'Attention' },
  error: { en: 'Problem', ja: '問題', fr: 'Problème' },
} as const satisfies Record<string, Localized>

export const buttonWords = {
  continue: { en: 'Continue', ja: '次へ', fr: 'Continuer' },
  back: { en: 'Back', ja: '戻る', fr: 'Retour' },
  cancel: { en: 'Cancel', ja: '中止', fr: 'Annuler' },
  accept: { en: 'Accept', ja: '受け取る', fr: 'Accepter' },
  share: { en: 'Share', ja: '提示する', fr: 'Partager' },
  decline: { en: 'Decline', ja: '提示しない', fr: 'Refuser' },
  retry: { en: 'Try again', ja: 'もう一度試す', fr: 'Réessayer' },
  openWallet: { en: 'Open the wallet', ja: 'ウォレットを開く', fr: 'Ouvrir le portefeuille' },
  details: { en: 'Details', ja: '詳細', fr: 'Détails' },
} as const satisfies Record<string, Localized>
