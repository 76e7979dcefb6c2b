import type { Localized } from '../src/base/localized.ts'
import type { WalletErrorCode } from './wallet-errors.ts'

/** What each refusal means for the holder, and what to do. The coded description, in English, stands below it. */
export const errorWords: { readonly [Code in WalletErrorCode]: Localized } = {
  invalid_request: {
    en: 'The wallet could not read what was sent to it.',
    ja: '送られた内容をウォレットが読み取れませんでした。',
    fr: 'Le portefeuille n’a pas pu lire ce qui lui a été envoyé.',
  },
  invalid_token: {
    en: 'This wallet can be used only with its own key to the API.',
    ja: 'この操作には、このウォレット専用のトークンが必要です。',
    fr: 'Cette opération exige le jeton propre à ce portefeuille.',
  },
  too_many_requests: {
    en: 'That was too much at once. Wait a minute, then try again.',
    ja: '短時間に操作が集中しました。1分ほど待ってからやり直してください。',
    fr: 'Trop de demandes à la fois. Attendez une minute, puis réessayez.',
  },
  cross_origin: {
    en: 'Another site tried to act in your wallet. Nothing was done.',
    ja: '別のサイトからウォレットを操作しようとする要求がありました。何も実行していません。',
    fr: 'Un autre site a tenté d’agir dans votre portefeuille. Rien n’a été fait.',
  },
  not_found: {
    en: 'There is nothing at this address.',
    ja: 'このアドレスには何もありません。',
    fr: 'Il n’y a rien à cette adresse.',
  },
  invalid_offer: {
    en: 'This is not a credential offer that the wallet can read. Ask the issuer for a new link.',
    ja: '証明書のオファーとして読み取れません。発行者に新しいリンクを依頼してください。',
    fr: 'Ce n’est pas une offre d’attestation lisible. Demandez un nouveau lien à l’émetteur.',
  },
  offer_unreachable: {
    en: 'The offer could not be fetched from its address. Try again, or ask the issuer for a new link.',
    ja: 'オファーを取得できませんでした。もう一度試すか、発行者に新しいリンクを依頼してください。',
    fr: 'L’offre n’a pas pu être récupérée. Réessayez ou demandez un nouveau lien à l’émetteur.',
  },
  unknown_offer: {
    en: 'This offer is not in your wallet. Open the issuer’s link again.',
    ja: 'このオファーはウォレットにありません。発行者のリンクをもう一度開いてください。',
    fr: 'Cette offre n’est pas dans votre portefeuille. Rouvrez le lien de l’émetteur.',
  },
  offer_expired: {
    en: 'This offer has ended. Ask the issuer for a new one.',
    ja: 'このオファーは期限切れです。発行者に新しいオファーを依頼してください。',
    fr: 'Cette offre a pris fin. Demandez-en une nouvelle à l’émetteur.',
  },
  offer_closed: {
    en: 'This offer was already used, or is being used right now.',
    ja: 'このオファーはすでに使用済みか、処理の途中です。',
    fr: 'Cette offre a déjà servi, ou est en cours d’utilisation.',
  },
  unsupported_offer: {
    en: 'This wallet cannot take this kind of offer. The checks below say why.',
    ja: 'このウォレットはこの種類のオファーに対応していません。理由は下の確認項目をご覧ください。',
    fr: 'Ce portefeuille ne peut pas prendre ce genre d’offre. Les contrôles ci-dessous disent pourquoi.',
  },
  issuer_unreachable: {
    en: 'The issuer could not be reached. Nothing is lost; try again.',
    ja: '発行者に接続できませんでした。失われたものはありません。もう一度お試しください。',
    fr: 'L’émetteur est injoignable. Rien n’est perdu ; réessayez.',
  },
  invalid_issuer_metadata: {
    en: 'The issuer describes itself wrongly. The wallet does not go on with it.',
    ja: '発行者の自己記述に誤りがあるため、手続きを進めません。',
    fr: 'L’émetteur se décrit de façon erronée. Le portefeuille s’arrête là.',
  },
  issuer_refused: {
    en: 'The issuer did not hand out the credential. Ask it for a new offer.',
    ja: '発行者が証明書を発行しませんでした。新しいオファーを依頼してください。',
    fr: 'L’émetteur n’a pas remis l’attestation. Demandez-lui une nouvelle offre.',
  },
  issuer_not_listed: {
    en: 'The issuer is in no list that this wallet knows. Store its credential only if you know whom you are dealing with.',
    ja: '発行者は、このウォレットが参照するどのリストにも記載がありません。相手が確かな場合に限り保存してください。',
    fr: 'L’émetteur ne figure dans aucune liste connue. N’enregistrez son attestation que si vous savez à qui vous avez affaire.',
  },
  tx_code_required: {
    en: 'Type the transaction code that the issuer gave you.',
    ja: '発行者から伝えられた取引コードを入力してください。',
    fr: 'Saisissez le code de transaction remis par l’émetteur.',
  },
  tx_code_wrong: {
    en: 'The transaction code was not accepted. Look again and retype it; the number of tries is limited.',
    ja: '取引コードが受け付けられませんでした。確認して入力し直してください（試行回数には限りがあります）。',
    fr: 'Le code de transaction n’a pas été accepté. Vérifiez-le et saisissez-le de nouveau ; les essais sont comptés.',
  },
  wallet_not_attested: {
    en: 'The provider of this wallet could not vouch for it just now. Nothing is lost; try again.',
    ja: 'ウォレット提供者による証明を取得できませんでした。失われたものはありません。もう一度お試しください。',
    fr: 'Le fournisseur de ce portefeuille n’a pas pu s’en porter garant. Rien n’est perdu ; réessayez.',
  },
  authorization_refused: {
    en: 'The issuer did not let you go on, or you stopped there. Nothing is lost; you can begin again.',
    ja: '発行者のページで中止されたか、発行者が手続きを認めませんでした。失われたものはありません。はじめからやり直せます。',
    fr: 'L’émetteur ne vous a pas laissé continuer, ou vous avez renoncé. Rien n’est perdu ; vous pouvez recommencer.',
  },
  authorization_mismatch: {
    en: 'The answer that came back does not belong to what this wallet asked. It was thrown away. Begin again, and only from here.',
    ja: '返ってきた応答が、このウォレットの要求と一致しないため破棄しました。このページからやり直してください。',
    fr: 'La réponse reçue ne correspond pas à ce que ce portefeuille a demandé ; elle a été écartée. Recommencez, et seulement d’ici.',
  },
  unknown_authorization: {
    en: 'This wallet is not waiting for such an answer, or it was begun in another browser. Nothing was done.',
    ja: 'このウォレットが待っている応答ではないか、別のブラウザーで始められた手続きです。何も実行していません。',
    fr: 'Ce portefeuille n’attend pas cette réponse, ou la démarche a commencé dans un autre navigateur. Rien n’a été fait.',
  },
  authorization_expired: {
    en: 'You came back from the issuer too late. Begin again.',
    ja: '発行者での手続きに時間がかかり、期限が切れました。はじめからやり直してください。',
    fr: 'Vous êtes revenu trop tard de chez l’émetteur. Recommencez.',
  },
  credential_denied: {
    en: 'The issuer decided not to issue this credential. It can tell you why.',
    ja: '発行者はこの証明書を発行しないと判断しました。理由は発行者にお問い合わせください。',
    fr: 'L’émetteur a décidé de ne pas délivrer cette attestation. Il peut vous dire pourquoi.',
  },
  not_a_qr_code: {
    en: 'No QR code can be read in this picture. Take it again, straight and sharp, or paste the link.',
    ja: 'この画像からQRコードを読み取れません。正面からはっきり撮り直すか、リンクを貼り付けてください。',
    fr: 'Aucun code QR lisible dans cette image. Reprenez-la, bien droite et nette, ou collez le lien.',
  },
  credential_refused: {
    en: 'The credential that came did not pass the wallet’s checks. It was not stored.',
    ja: '届いた証明書がウォレットの検証に適合しなかったため、保存していません。',
    fr: 'L’attestation reçue n’a pas passé les contrôles du portefeuille. Elle n’a pas été enregistrée.',
  },
  trust_unknown: {
    en: 'It cannot be found out now who vouches for the other side, for a list cannot be read. Try again later.',
    ja: 'リストを読み取れず、相手を裏付けるものを確認できません。時間をおいて再度お試しください。',
    fr: 'Impossible pour l’instant de savoir qui répond de l’autre partie : une liste est illisible. Réessayez plus tard.',
  },
  wallet_full: {
    en: 'This wallet is full. Delete a credential you no longer need.',
    ja: 'ウォレットがいっぱいです。不要な証明書を削除してください。',
    fr: 'Ce portefeuille est plein. Supprimez une attestation dont vous n’avez plus besoin.',
  },
  unknown_credential: {
    en: 'This credential is not in your wallet.',
    ja: 'この証明書はウォレットにありません。',
    fr: 'Cette attestation n’est pas dans votre portefeuille.',
  },
  invalid_presentation_request: {
    en: 'This request is not one that the wallet may answer. Nothing was shared.',
    ja: 'ウォレットが応じてよい要求ではありません。何も提示していません。',
    fr: 'Le portefeuille ne peut pas répondre à cette demande. Rien n’a été transmis.',
  },
  request_unreachable: {
    en: 'The request could not be fetched. Go back to the verifier and start again.',
    ja: '要求を取得できませんでした。相手のページに戻ってやり直してください。',
    fr: 'La demande n’a pas pu être récupérée. Retournez chez le vérificateur et recommencez.',
  },
  verifier_not_authenticated: {
    en: 'The wallet cannot tell who is asking. It shows no request from somebody whom no list vouches for. Nothing was shared.',
    ja: '求めている相手を確認できません。リストで裏付けられない相手からの要求は表示しません。何も提示していません。',
    fr: 'Le portefeuille ne peut établir qui demande. Il n’affiche pas la demande d’un inconnu des listes. Rien n’a été transmis.',
  },
  unknown_presentation: {
    en: 'This request is not in your wallet. Open the verifier’s link again.',
    ja: 'この要求はウォレットにありません。相手のリンクをもう一度開いてください。',
    fr: 'Cette demande n’est pas dans votre portefeuille. Rouvrez le lien du vérificateur.',
  },
  presentation_closed: {
    en: 'This request was already answered. It is answered once.',
    ja: 'この要求にはすでに応答しています。応答は一度だけです。',
    fr: 'Cette demande a déjà reçu sa réponse. On n’y répond qu’une fois.',
  },
  presentation_expired: {
    en: 'This request is too old. Ask the verifier for a new one.',
    ja: 'この要求は期限切れです。相手に新しい要求を求めてください。',
    fr: 'Cette demande est trop ancienne. Demandez-en une nouvelle au vérificateur.',
  },
  nothing_to_share: {
    en: 'This wallet holds nothing that answers the request.',
    ja: 'この要求に応えられる証明書がありません。',
    fr: 'Rien dans ce portefeuille ne répond à la demande.',
  },
  over_asked: {
    en: 'The request asks for more than it may, and it is all or nothing. You can only decline it.',
    ja: '求めすぎの要求で、一部だけの提示もできません。「提示しない」を選ぶほかありません。',
    fr: 'La demande va trop loin et elle est à prendre ou à laisser. Vous ne pouvez que la refuser.',
  },
  transfer_not_allowed: {
    en: 'The law does not allow this data to be handed over there, not even by you.',
    ja: '法令により、ご本人であってもこの情報を相手に提供することはできません。',
    fr: 'Le droit interdit de remettre ces données là-bas, même par vous.',
  },
  verifier_unreachable: {
    en: 'The verifier could not be reached, or its answer was not usable. Try again, or start anew at the verifier.',
    ja: '相手に接続できないか、応答が不正でした。もう一度試すか、相手のページからやり直してください。',
    fr: 'Le vérificateur est injoignable ou sa réponse est inutilisable. Réessayez, ou recommencez chez lui.',
  },
  invalid_receipt: {
    en: 'This receipt does not hold. It was not kept.',
    ja: 'この受領証は検証に適合しなかったため、保存していません。',
    fr: 'Ce reçu ne tient pas. Il n’a pas été conservé.',
  },
  receipt_unreachable: {
    en: 'The receipt could not be fetched. Try again later.',
    ja: '受領証を取得できませんでした。時間をおいて再度お試しください。',
    fr: 'Le reçu n’a pas pu être récupéré. Réessayez plus tard.',
  },
  receipt_not_mine: {
    en: 'This receipt is about no presentation of yours.',
    ja: 'この受領証は、あなたの提示に関するものではありません。',
    fr: 'Ce reçu ne concerne aucune de vos présentations.',
  },
  link_used: {
    en: 'This link was already used or has ended. It opens a wallet once.',
    ja: 'このリンクは使用済みか期限切れです。リンクでウォレットを開けるのは一度だけです。',
    fr: 'Ce lien a déjà servi ou a expiré. Il n’ouvre un portefeuille qu’une fois.',
  },
}
