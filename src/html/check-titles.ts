import type { Localized } from '../base/localized.ts'

/**
 * The words for a check id, with or without the credential it belongs to in front (`diploma.status`): what the check
 * establishes where it passes. Rules of law (`L4`) and of a relying party are named by kind, their words are in the report.
 */
export function checkTitle(id: string): Localized | undefined {
  const last = id.slice(id.lastIndexOf('.') + 1)
  if (Object.hasOwn(titles, id)) return titles[id]
  if (Object.hasOwn(titles, last)) return titles[last]
  return /^L\d+$/.test(last) ? transferRule : /^[A-Z]+-[A-Z]+-\d+$/.test(last) ? partyRule : undefined
}

const transferRule: Localized = { en: 'Data-transfer rule', ja: 'データ移転の規則', fr: 'Règle de transfert de données' }
const partyRule: Localized = { en: 'Rule of the receiving party', ja: '受け入れ側の規則', fr: 'Règle du destinataire' }

const titles: Readonly<Record<string, Localized>> = {
  // The credential and its presentation
  issuer_jwt: { en: 'Well-formed credential', ja: '証明書の形式が正しい', fr: 'Attestation bien formée' },
  issuer_certificate: { en: 'Issuer’s certificate present and well made', ja: '発行者の証明書チェーンが付いており正しい', fr: 'Certificat de l’émetteur présent et bien fait' },
  issuer_signature: { en: 'Signed by the issuer', ja: '発行者の署名が正しい', fr: 'Signée par l’émetteur' },
  disclosures: { en: 'Every disclosed value is one the issuer signed', ja: '開示された値はすべて発行者が署名したもの', fr: 'Chaque valeur divulguée a été signée par l’émetteur' },
  registered_claims: { en: 'Registered claims well formed and not concealed', ja: '登録済みクレームが正しく、秘匿されていない', fr: 'Données enregistrées bien formées et non masquées' },
  claims_answered: { en: 'Everything asked for is there', ja: '求めた項目がそろっている', fr: 'Tout ce qui a été demandé est là' },
  response_state: { en: 'The answer belongs to this request', ja: 'この要求に対する応答である', fr: 'La réponse appartient à cette demande' },
  vct: { en: 'Credential type as asked for', ja: '求めた種類の証明書である', fr: 'Type d’attestation conforme à la demande' },
  validity_period: { en: 'Within its period of validity', ja: '有効期間内である', fr: 'Dans sa période de validité' },
  hash_function: { en: 'Known hash function', ja: '既知のハッシュ関数を使用', fr: 'Fonction de hachage connue' },
  no_key_binding: { en: 'Issued without a key binding', ja: '発行時に Key Binding が付いていない', fr: 'Émise sans liaison de clé' },
  holder_key: { en: 'Bound to a key of the holder', ja: '所持者の鍵に結び付いている', fr: 'Liée à une clé du titulaire' },
  key_binding_present: { en: 'The holder proves to hold it', ja: '所持の証明が付いている', fr: 'Le titulaire prouve qu’il la détient' },
  key_binding_signature: { en: 'Proof signed with the holder’s key', ja: '所持の証明が所持者の鍵で署名されている', fr: 'Preuve signée avec la clé du titulaire' },
  key_binding_fresh: { en: 'Proof made just now', ja: '所持の証明が新しい', fr: 'Preuve faite à l’instant' },
  key_binding_transaction: { en: 'Proof made for this request', ja: '所持の証明がこの要求のために作られた', fr: 'Preuve faite pour cette demande' },
  key_binding_audience: { en: 'Proof made for this verifier', ja: '所持の証明がこの検証者に宛てられている', fr: 'Preuve faite pour ce vérificateur' },
  sd_hash: { en: 'Proof covers exactly what was shown', ja: '所持の証明が提示内容そのものを対象としている', fr: 'La preuve porte exactement sur ce qui est montré' },
  status: { en: 'Not revoked', ja: '失効していない', fr: 'Non révoquée' },
  // Trust
  trust_list: { en: 'Trust lists read and current', ja: '信頼リストを読み取れ、期限内である', fr: 'Listes de confiance lues et à jour' },
  issuer_listed: { en: 'Issuer on a trust list', ja: '発行者が信頼リストに載っている', fr: 'Émetteur inscrit sur une liste de confiance' },
  issuer_granted: { en: 'Issuer’s status granted at that time', ja: 'その時点で発行者の登録が有効', fr: 'Statut de l’émetteur accordé à cette date' },
  // The transaction
  request_unanswered: { en: 'Request not answered before', ja: 'この要求はまだ回答されていない', fr: 'Demande restée sans réponse jusque-là' },
  request_open: { en: 'Request still open', ja: '要求が受付中である', fr: 'Demande encore ouverte' },
  response_encryption: { en: 'Answer will be encrypted', ja: '応答が暗号化される', fr: 'Réponse chiffrée' },
  vp_token_shape: { en: 'Answer well formed', ja: '応答の形式が正しい', fr: 'Réponse bien formée' },
  query_satisfied: { en: 'Answer satisfies the query', ja: '応答が照会を満たしている', fr: 'La réponse satisfait la requête' },
  minimisation: { en: 'No more than the purpose needs', ja: '目的に必要な範囲にとどまる', fr: 'Rien de plus que la finalité ne demande' },
  // The request, as the wallet checks it
  request_object_type: { en: 'Well-formed signed request', ja: '署名付き要求の形式が正しい', fr: 'Demande signée bien formée' },
  request_object_certificate: { en: 'Verifier’s certificate present and well made', ja: '検証者の証明書チェーンが付いており正しい', fr: 'Certificat du vérificateur présent et bien fait' },
  request_object_signature: { en: 'Signed by the verifier', ja: '検証者の署名が正しい', fr: 'Signée par le vérificateur' },
  client_identifier: { en: 'Verifier’s identifier is that of its certificate', ja: '検証者の識別子が証明書と一致する', fr: 'Identifiant du vérificateur conforme à son certificat' },
  client_id_unchanged: { en: 'Link and request name the same verifier', ja: 'リンクと要求が同じ検証者を示す', fr: 'Le lien et la demande nomment le même vérificateur' },
  request_audience: { en: 'Addressed to a wallet', ja: 'ウォレットに宛てられている', fr: 'Adressée à un portefeuille' },
  request_time: { en: 'Request current', ja: '要求が期限内である', fr: 'Demande en cours de validité' },
  wallet_nonce: { en: 'Made for this wallet’s question', ja: 'このウォレットの問い合わせに応じて作られた', fr: 'Faite pour la question de ce portefeuille' },
  response_type: { en: 'Asks for a presentation', ja: '提示を求めている', fr: 'Demande une présentation' },
  response_mode: { en: 'Asks for an encrypted answer', ja: '暗号化された応答を求めている', fr: 'Demande une réponse chiffrée' },
  response_uri: { en: 'Answer goes to the verifier itself', ja: '応答先が検証者自身である', fr: 'La réponse va au vérificateur lui-même' },
  request_parameters: { en: 'No contradictory parameters', ja: '矛盾するパラメータがない', fr: 'Aucun paramètre contradictoire' },
  nonce: { en: 'Carries a fresh nonce', ja: '新しい nonce を含む', fr: 'Porte un nonce nouveau' },
  dcql_query: { en: 'Query well formed', ja: '照会の形式が正しい', fr: 'Requête bien formée' },
  state: { en: 'Holder binding asked for, or a state given', ja: '所持の証明を求めるか、state を備える', fr: 'Liaison au titulaire demandée, ou état fourni' },
  transaction_data: { en: 'No transaction data that is not understood', ja: '解釈できない取引データがない', fr: 'Aucune donnée de transaction incomprise' },
  verifier_info: { en: 'Registration attached and well formed', ja: '登録情報が付いており形式が正しい', fr: 'Enregistrement joint et bien formé' },
  // The receipt, as the wallet checks it
  receipt_jws: { en: 'Receipt well formed', ja: '受領証の形式が正しい', fr: 'Reçu bien formé' },
  receipt_type: { en: 'Receipt of the right type', ja: '受領証の種類が正しい', fr: 'Reçu du bon type' },
  receipt_shape: { en: 'Receipt complete', ja: '受領証の項目がそろっている', fr: 'Reçu complet' },
  receipt_certificate: { en: 'Receipt carries the verifier’s certificate', ja: '受領証に検証者の証明書が付いている', fr: 'Le reçu porte le certificat du vérificateur' },
  receipt_signature: { en: 'Receipt signed by the verifier', ja: '受領証が検証者に署名されている', fr: 'Reçu signé par le vérificateur' },
  receipt_verifier: { en: 'Receipt from the verifier that asked', ja: '受領証が要求した検証者のもの', fr: 'Reçu du vérificateur qui a demandé' },
  receipt_transaction: { en: 'Receipt for this presentation', ja: '受領証がこの提示に対するもの', fr: 'Reçu pour cette présentation' },
  receipt_disclosed: { en: 'Receipt names exactly what was disclosed', ja: '受領証の開示項目が実際と一致する', fr: 'Le reçu nomme exactement ce qui fut divulgué' },
  receipt_time: { en: 'Receipt’s time plausible', ja: '受領証の日時が妥当である', fr: 'Date du reçu plausible' },
  receipt_after_presentation: { en: 'Receipt made after the presentation', ja: '受領証が提示より後に作られた', fr: 'Reçu établi après la présentation' },
  // The verifier's access and registration certificates
  access_subject: { en: 'Access certificate names an organisation', ja: 'アクセス証明書が組織を示している', fr: 'Le certificat d’accès nomme un organisme' },
  access_contact: { en: 'Access certificate gives a contact', ja: 'アクセス証明書に連絡先がある', fr: 'Le certificat d’accès donne un contact' },
  access_policy: { en: 'Access certificate issued under the right policy', ja: 'アクセス証明書のポリシーが正しい', fr: 'Certificat d’accès émis selon la bonne politique' },
  registration_present: { en: 'Verifier shows its registration', ja: '検証者が登録証明書を示している', fr: 'Le vérificateur montre son enregistrement' },
  registration_form: { en: 'Registration certificate well formed', ja: '登録証明書の形式が正しい', fr: 'Certificat d’enregistrement bien formé' },
  registration_signature: { en: 'Registration certificate signed', ja: '登録証明書の署名が正しい', fr: 'Certificat d’enregistrement signé' },
  registration_validity: { en: 'Registration in force', ja: '登録が有効期間内である', fr: 'Enregistrement en cours de validité' },
  registration_subject: { en: 'Registration is that of this verifier', ja: '登録がこの検証者のもの', fr: 'L’enregistrement est celui de ce vérificateur' },
  registration_purpose: { en: 'Registration states the purpose', ja: '登録に利用目的が記されている', fr: 'L’enregistrement indique la finalité' },
  registration_status: { en: 'Registration not withdrawn', ja: '登録が取り消されていない', fr: 'Enregistrement non retiré' },
  registration_covers_request: { en: 'Registration covers what is asked for', ja: '求める項目が登録の範囲内である', fr: 'L’enregistrement couvre ce qui est demandé' },
  request_within_purpose: { en: 'No more is asked than the purpose needs', ja: '求める項目が目的に必要な範囲にとどまる', fr: 'Rien n’est demandé au-delà de la finalité' },
  response_encrypted: { en: 'Answer encrypted for this request', ja: '応答がこの要求の鍵で暗号化されている', fr: 'Réponse chiffrée pour cette demande' },
  // Certificate chains
  path_anchor: { en: 'Chain ends at a trusted anchor', ja: '証明書チェーンが信頼の起点に至る', fr: 'La chaîne aboutit à une ancre de confiance' },
  path_signatures: { en: 'Each certificate signed by the next', ja: '各証明書が上位の証明書で署名されている', fr: 'Chaque certificat est signé par le suivant' },
  path_algorithms: { en: 'Strong algorithms only', ja: '十分に強いアルゴリズムのみを使用', fr: 'Algorithmes robustes seulement' },
  path_validity: { en: 'Every certificate within its validity', ja: 'すべての証明書が有効期間内である', fr: 'Chaque certificat est en cours de validité' },
  path_name_chaining: { en: 'Names chain', ja: '発行者名と主体者名がつながる', fr: 'Les noms s’enchaînent' },
  path_key_identifiers: { en: 'Key identifiers chain', ja: '鍵識別子がつながる', fr: 'Les identifiants de clé s’enchaînent' },
  path_basic_constraints: { en: 'Issuers are authorities', ja: '上位の証明書が認証局のもの', fr: 'Les émetteurs sont des autorités' },
  path_length: { en: 'Chain no longer than allowed', ja: 'チェーンの長さが制限内である', fr: 'Chaîne pas plus longue que permis' },
  path_key_usage: { en: 'Keys used as allowed', ja: '鍵の用途が許可されたもの', fr: 'Clés employées comme permis' },
  path_extended_key_usage: { en: 'Certificate made for this use', ja: '証明書がこの用途向けのもの', fr: 'Certificat prévu pour cet usage' },
  path_critical_extensions: { en: 'No critical extension that is not understood', ja: '解釈できない重要拡張がない', fr: 'Aucune extension critique incomprise' },
  // A trust list
  list_form: { en: 'List well formed', ja: 'リストの形式が正しい', fr: 'Liste bien formée' },
  list_rules: { en: 'List keeps the rules of its format', ja: 'リストが形式の規則を満たす', fr: 'La liste suit les règles de son format' },
  list_scheme: { en: 'List of the expected scheme and territory', ja: '想定した制度と法域のリストである', fr: 'Liste du schéma et du territoire attendus' },
  list_signer: { en: 'List signed by its known operator', ja: '既知の運営者の証明書で署名されている', fr: 'Liste signée par son opérateur connu' },
  list_signature: { en: 'Signature of the list holds', ja: 'リストの署名が正しい', fr: 'La signature de la liste est valable' },
  list_sequence: { en: 'Not an older list than before', ja: '以前より古いリストではない', fr: 'Pas plus ancienne que la précédente' },
  list_issue_time: { en: 'Issued in the past', ja: '発行日時が過去である', fr: 'Émise dans le passé' },
  list_next_update: { en: 'Next update not yet due', ja: '次回更新日を過ぎていない', fr: 'Prochaine mise à jour pas encore échue' },
  // From organisation to organisation
  transfer_request_type: { en: 'Transfer request of the right type', ja: '移転要求の種類が正しい', fr: 'Demande de transfert du bon type' },
  transfer_request_signature: { en: 'Transfer request signed', ja: '移転要求の署名が正しい', fr: 'Demande de transfert signée' },
  transfer_request_audience: { en: 'Transfer request made for this registrar', ja: '移転要求がこの機関に宛てられている', fr: 'Demande de transfert faite pour ce service' },
  transfer_request_fresh: { en: 'Transfer request made just now', ja: '移転要求が新しい', fr: 'Demande de transfert faite à l’instant' },
  transfer_request_unused: { en: 'Transfer request not used before', ja: '移転要求が初めて使われる', fr: 'Demande de transfert encore inutilisée' },
  recipient_known: { en: 'Recipient known, with its sector', ja: '受領者とその区分が分かっている', fr: 'Destinataire connu, avec son secteur' },
  transfer_purpose: { en: 'Purpose stated and allowed', ja: '目的が示され、認められている', fr: 'Finalité indiquée et admise' },
  transfer_rule: { en: 'A rule of law allows the transfer', ja: '移転を許す法の規則がある', fr: 'Une règle de droit permet le transfert' },
  transfer_rule_agreed: { en: 'Both sides name the same rule', ja: '双方が同じ規則を示している', fr: 'Les deux côtés nomment la même règle' },
  // The offer, as the wallet checks it
  offer_grant: { en: 'Offer names a way to collect it', ja: '受け取り方法が示されている', fr: 'L’offre indique comment la retirer' },
  anonymous_client: { en: 'Issuer lets a wallet collect without registration', ja: '事前登録なしのウォレットで受け取れる', fr: 'L’émetteur admet un portefeuille non enregistré' },
  issuer_endpoints: { en: 'Issuer’s addresses are safe', ja: '発行者のアドレスが安全である', fr: 'Adresses de l’émetteur sûres' },
  offered_configurations: { en: 'Offered credentials are ones the issuer describes', ja: '提供される証明書が発行者の記述と一致する', fr: 'Les attestations offertes sont décrites par l’émetteur' },
  credential_formats: { en: 'Format this wallet can hold', ja: 'このウォレットが扱える形式である', fr: 'Format que ce portefeuille sait conserver' },
  issuer_nonce: { en: 'Issuer gives nonces for key proofs', ja: '発行者が鍵証明用の nonce を発行する', fr: 'L’émetteur fournit des nonces pour les preuves de clé' },
  // Key proofs and DPoP, as the issuer checks them
  key_proof_type: { en: 'Key proof of the right type', ja: '鍵証明の種類が正しい', fr: 'Preuve de clé du bon type' },
  key_proof_key: { en: 'Key proof carries a usable key', ja: '鍵証明に利用可能な鍵が含まれる', fr: 'La preuve porte une clé utilisable' },
  key_proof_signature: { en: 'Key proof signed with that key', ja: '鍵証明がその鍵で署名されている', fr: 'Preuve signée avec cette clé' },
  key_proof_issuer: { en: 'Key proof names no other client', ja: '鍵証明が別のクライアントを示していない', fr: 'La preuve ne nomme aucun autre client' },
  key_proof_audience: { en: 'Key proof made for this issuer', ja: '鍵証明がこの発行者に宛てられている', fr: 'Preuve faite pour cet émetteur' },
  key_proof_fresh: { en: 'Key proof made just now', ja: '鍵証明が新しい', fr: 'Preuve faite à l’instant' },
  key_proof_nonce: { en: 'Key proof carries a nonce', ja: '鍵証明に nonce が含まれる', fr: 'La preuve porte un nonce' },
  key_proof_nonce_known: { en: 'Nonce given out here and unused', ja: 'nonce がここで発行され、未使用である', fr: 'Nonce délivré ici et non utilisé' },
  dpop_type: { en: 'DPoP proof of the right type', ja: 'DPoP 証明の種類が正しい', fr: 'Preuve DPoP du bon type' },
  dpop_key: { en: 'DPoP proof carries a usable key', ja: 'DPoP 証明に利用可能な鍵が含まれる', fr: 'La preuve DPoP porte une clé utilisable' },
  dpop_signature: { en: 'DPoP proof signed with that key', ja: 'DPoP 証明がその鍵で署名されている', fr: 'Preuve DPoP signée avec cette clé' },
  dpop_method: { en: 'DPoP proof for this method', ja: 'DPoP 証明がこのメソッドのもの', fr: 'Preuve DPoP pour cette méthode' },
  dpop_url: { en: 'DPoP proof for this address', ja: 'DPoP 証明がこのアドレスのもの', fr: 'Preuve DPoP pour cette adresse' },
  dpop_fresh: { en: 'DPoP proof made just now', ja: 'DPoP 証明が新しい', fr: 'Preuve DPoP faite à l’instant' },
  dpop_identifier: { en: 'DPoP proof has an identifier', ja: 'DPoP 証明に識別子がある', fr: 'La preuve DPoP porte un identifiant' },
  dpop_replay: { en: 'DPoP proof not used before', ja: 'DPoP 証明が初めて使われる', fr: 'Preuve DPoP encore inutilisée' },
  dpop_access_token: { en: 'DPoP proof for this access token', ja: 'DPoP 証明がこのアクセストークンのもの', fr: 'Preuve DPoP pour ce jeton d’accès' },
  dpop_bound_key: { en: 'Access token bound to that key', ja: 'アクセストークンがその鍵に結び付いている', fr: 'Jeton d’accès lié à cette clé' },
}
