import type { Fault } from '../story.ts'
import type { DirectionId } from './directions.ts'

export const faultIds = [
  'untrusted-issuer', 'withdrawn-from-list', 'revoked', 'expired', 'tampered-disclosure', 'missing-key-binding',
  'wrong-nonce', 'wrong-audience', 'replayed-response', 'list-unreachable', 'list-expired', 'name-in-two-scripts',
  'server-to-server-transfer', 'asks-too-much',
] as const
export type FaultId = (typeof faultIds)[number]

export const isFaultId = (text: string): text is FaultId => (faultIds as readonly string[]).includes(text)

/** Adequacy and designation differ by direction, so this one is a failure only where the EU is the exporter. */
export const faultsOf = (direction: DirectionId): readonly FaultId[] =>
  faultIds.filter((id) => id !== 'server-to-server-transfer' || direction === 'eu-to-jp')

/** The failure cases of the story, each with one cause. Its stage directions are in `student-exchange.ts`. */
export const faults: { readonly [F in FaultId]: Omit<Fault, 'id' | 'staging'> } = {
  'untrusted-issuer': {
    title: { en: 'The university is on no list', ja: '大学がどのリストにも載っていない', fr: 'L’université n’est sur aucune liste' },
    explanation: {
      en: 'Its credential is well made and its signature holds, but no trust list names it. The status of such a credential is not even asked for.',
      ja: '証明書の形式も署名も正しいものの、どの信頼リストにも発行者が載っていません。このような証明書については、失効状態の照会すら行いません。',
      fr: 'Son attestation est bien faite et sa signature est valable, mais aucune liste de confiance ne la mentionne. On ne va même pas demander le statut d’une telle attestation.',
    },
  },
  'withdrawn-from-list': {
    title: { en: 'Withdrawn from the list', ja: 'リストから取り消された', fr: 'Retirée de la liste' },
    explanation: {
      en: 'The university was listed when it issued the diploma and is withdrawn an hour before the presentation. The list answers for the time of presentation.',
      ja: '発行時にはリストに載っていた大学が、提示の1時間前に取り消されました。リストは提示の時点について答えます。',
      fr: 'L’université figurait sur la liste à l’émission du diplôme et en est retirée une heure avant la présentation. La liste répond pour l’instant de la présentation.',
    },
  },
  revoked: {
    title: { en: 'The diploma was revoked', ja: '学位証明が失効している', fr: 'Le diplôme a été révoqué' },
    explanation: {
      en: 'The university revoked it in its status list; everything else holds.',
      ja: '大学がステータスリストで失効させました。そのほかはすべて正しい状態です。',
      fr: 'L’université l’a révoqué dans sa liste de statuts ; tout le reste est en ordre.',
    },
  },
  expired: {
    title: { en: 'The credential expired', ja: '証明書の有効期限が切れている', fr: 'L’attestation a expiré' },
    explanation: {
      en: 'Time passes beyond its technical validity. The award itself does not expire: the university can issue it again.',
      ja: '技術上の有効期間が過ぎました。学位そのものに期限はなく、大学は証明書を再発行できます。',
      fr: 'Sa validité technique est dépassée. Le grade lui-même n’expire pas : l’université peut réémettre l’attestation.',
    },
  },
  'tampered-disclosure': {
    title: { en: 'The holder changed a value', ja: '所持者が値を書き換えた', fr: 'Le titulaire a modifié une valeur' },
    explanation: {
      en: 'One disclosed value was changed and signed over with the holder’s own key. Its digest is not among those the university signed.',
      ja: '開示する値の一つが書き換えられ、所持者の鍵で署名し直されています。その値のダイジェストは、大学が署名したものの中にありません。',
      fr: 'Une valeur divulguée a été modifiée, puis signée avec la clé du titulaire. Son empreinte n’est pas parmi celles que l’université a signées.',
    },
  },
  'missing-key-binding': {
    title: { en: 'Nobody proves to hold it', ja: '所持の証明がない', fr: 'Personne ne prouve le détenir' },
    explanation: {
      en: 'The diploma comes without a Key Binding JWT: anyone with a copy could have sent it.',
      ja: '学位証明にKey Binding JWTが付いていません。コピーを持つ人なら誰でも送れたことになります。',
      fr: 'Le diplôme arrive sans Key Binding JWT : quiconque en a une copie aurait pu l’envoyer.',
    },
  },
  'wrong-nonce': {
    title: { en: 'Made for another request', ja: '別の要求に対して作られた', fr: 'Faite pour une autre demande' },
    explanation: {
      en: 'The holder’s proof carries the nonce of some other request.',
      ja: '所持の証明に、別の要求のnonceが入っています。',
      fr: 'La preuve du titulaire porte le nonce d’une autre demande.',
    },
  },
  'wrong-audience': {
    title: { en: 'Made for another verifier', ja: '別の検証者に対して作られた', fr: 'Faite pour un autre vérificateur' },
    explanation: {
      en: 'The holder’s proof names another verifier as its audience: what one verifier received cannot be shown to the next.',
      ja: '所持の証明の宛先が別の検証者になっています。ある検証者が受け取ったものを、別の検証者に使い回すことはできません。',
      fr: 'La preuve du titulaire désigne un autre vérificateur comme destinataire : ce que l’un a reçu ne peut être montré au suivant.',
    },
  },
  'replayed-response': {
    title: { en: 'Sent a second time', ja: '同じ応答が再送された', fr: 'Envoyée une seconde fois' },
    explanation: {
      en: 'Somebody sends the very bytes of an accepted answer again. The request was answered once and takes no second answer; the first result stays.',
      ja: '受け入れられた応答とまったく同じバイト列が、もう一度送られました。要求への回答は一度きりで、二度目は受け付けません。最初の結果は変わりません。',
      fr: 'Quelqu’un renvoie les octets mêmes d’une réponse acceptée. La demande a déjà reçu sa réponse et n’en prend pas d’autre ; le premier résultat demeure.',
    },
  },
  'list-unreachable': {
    title: { en: 'The list cannot be reached', ja: 'リストに接続できない', fr: 'La liste est injoignable' },
    explanation: {
      en: 'The scheme operator does not answer. Whether the issuers are listed cannot be found out: indeterminate, therefore not accepted.',
      ja: '制度運営者が応答しません。発行者がリストに載っているか判断できないため「判定不能」となり、受け入れません。',
      fr: 'L’opérateur du schéma ne répond pas. On ne peut savoir si les émetteurs figurent sur la liste : indéterminé, donc non accepté.',
    },
  },
  'list-expired': {
    title: { en: 'The list is out of date', ja: 'リストの有効期限が切れている', fr: 'La liste est périmée' },
    explanation: {
      en: 'The operator has not published since the announced date of the next update. Such a list is discarded.',
      ja: '予告された次回更新日を過ぎても、新しいリストが公表されていません。このようなリストは使いません。',
      fr: 'L’opérateur n’a rien publié depuis la date annoncée de la prochaine mise à jour. Une telle liste est écartée.',
    },
  },
  'name-in-two-scripts': {
    title: { en: 'The name in two scripts', ja: '氏名の表記が二つの文字体系にまたがる', fr: 'Le nom dans deux écritures' },
    explanation: {
      en: 'Identity and diploma write the name in different scripts. A machine must neither guess nor refuse: a person asks the holder.',
      ja: '身元の証明と学位証明で、氏名の文字体系が異なります。機械が推測することも拒むこともせず、担当者が本人に確認します。',
      fr: 'L’identité et le diplôme écrivent le nom dans deux écritures différentes. La machine ne doit ni deviner ni refuser : une personne interroge le titulaire.',
    },
  },
  'server-to-server-transfer': {
    title: { en: 'From registrar to university, past the holder', ja: '本人を介さず大学間で送る', fr: 'De registraire à université, sans le titulaire' },
    explanation: {
      en: 'The university in Japan asks the European registrar directly. Every signature holds, and the transfer is blocked by law: rule L2, the adequacy decision does not cover academia.',
      ja: '日本の大学が欧州の大学に直接照会します。署名はすべて正しくても、移転は法により止まります（規則L2：十分性認定の対象に学術機関は含まれません）。',
      fr: 'L’université du Japon interroge directement le registraire européen. Toutes les signatures sont valables, et le droit bloque le transfert : règle L2, la décision d’adéquation ne couvre pas le monde universitaire.',
    },
  },
  'asks-too-much': {
    title: { en: 'The verifier asks for too much', ja: '検証者が必要以上に求める', fr: 'Le vérificateur demande trop' },
    explanation: {
      en: 'Admissions also asks for the home address. It is not in its registration nor needed for the purpose: the wallet says so and the holder declines.',
      ja: '入試課が住所まで求めます。登録にも目的にも含まれないため、ウォレットがそれを知らせ、本人は断ります。',
      fr: 'Les admissions demandent aussi l’adresse du domicile. Elle ne figure pas dans leur enregistrement et la finalité n’en a pas besoin : le portefeuille le dit et le titulaire refuse.',
    },
  },
}
