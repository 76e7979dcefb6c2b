import type { Localized } from '../src/base/localized.ts'

/** Every sentence of the wallet's pages. Shared words (outcomes, list statuses, buttons) are in `src/html/words.ts`. */
export const shellTexts = {
  name: { en: 'LAB Wallet', ja: 'LABウォレット', fr: 'Portefeuille LAB' },
  operator: { en: 'LAB-Kakehashi', ja: 'LAB-架け橋', fr: 'LAB-Kakehashi' },
  place: {
    en: 'with the holder, on neither side',
    ja: '本人の手元（どちらの法域にも属しません）',
    fr: 'chez le détenteur, d’aucun côté',
  },
} as const satisfies Record<string, Localized>

export const navigationWords = {
  label: { en: 'Wallet', ja: 'ウォレット', fr: 'Portefeuille' },
  credentials: { en: 'My credentials', ja: '手元の証明書', fr: 'Mes attestations' },
  history: { en: 'History', ja: '履歴', fr: 'Historique' },
  receipts: { en: 'Receipts', ja: '受領証', fr: 'Reçus' },
} as const satisfies Record<string, Localized>

export const homeWords = {
  title: { en: 'My credentials', ja: '手元の証明書', fr: 'Mes attestations' },
  lead: {
    en: 'What you hold, who issued it, and how long it is valid. Nothing leaves this wallet unless you say so.',
    ja: '手元にある証明書と、その発行者、有効期限です。あなたが同意しない限り、何も外に出ません。',
    fr: 'Ce que vous détenez, qui l’a délivré et jusqu’à quand. Rien ne quitte ce portefeuille sans votre accord.',
  },
  empty: {
    en: 'This wallet is empty. An issuer gives you a link or a code; open it here, or paste it below.',
    ja: 'まだ証明書がありません。発行者から受け取ったリンクやコードを開くか、下の欄に貼り付けてください。',
    fr: 'Ce portefeuille est vide. Un émetteur vous donne un lien ou un code ; ouvrez-le ici, ou collez-le ci-dessous.',
  },
  held: { en: 'In this wallet', ja: '手元にあるもの', fr: 'Dans ce portefeuille' },
  paste: {
    en: 'Paste an offer or a request',
    ja: 'オファーまたは提示要求を貼り付ける',
    fr: 'Coller une offre ou une demande',
  },
  address: { en: 'Address', ja: 'アドレス', fr: 'Adresse' },
  pasteHint: {
    en: 'An address that begins with openid-credential-offer:, openid4vp:, or the address of this wallet.',
    ja: 'openid-credential-offer: または openid4vp: で始まるアドレス、もしくはこのウォレットのアドレスです。',
    fr: 'Une adresse qui commence par openid-credential-offer:, par openid4vp:, ou l’adresse de ce portefeuille.',
  },
  open: { en: 'Open', ja: '開く', fr: 'Ouvrir' },
  picture: { en: 'Or a picture of a QR code', ja: 'QRコードの画像を選ぶ', fr: 'Ou l’image d’un code QR' },
  pictureHint: {
    en: 'A screenshot or a photograph, PNG or JPEG, up to 4 MB. It is read here and not kept.',
    ja: 'スクリーンショットまたは写真（PNG・JPEG、4 MBまで）。読み取るだけで、保存はしません。',
    fr: 'Une capture d’écran ou une photo, PNG ou JPEG, 4 Mo au plus. Elle est lue ici et n’est pas conservée.',
  },
  pictureFile: { en: 'Picture', ja: '画像', fr: 'Image' },
  readPicture: { en: 'Read the code', ja: 'コードを読み取る', fr: 'Lire le code' },
  waiting: { en: 'Offers waiting for you', ja: '受け取り待ちのオファー', fr: 'Offres en attente' },
  pending: {
    en: 'the issuer is still preparing it',
    ja: '発行者が準備中です',
    fr: 'l’émetteur la prépare encore',
  },
  atIssuer: {
    en: 'you have not finished at the issuer',
    ja: '発行者での手続きが途中です',
    fr: 'démarche inachevée chez l’émetteur',
  },
  walletOf: { en: 'Wallet of', ja: '名義', fr: 'Portefeuille de' },
  unlisted: { en: 'issuer in no list', ja: '発行者はリストに記載なし', fr: 'émetteur dans aucune liste' },
} as const satisfies Record<string, Localized>

export const credentialPageWords = {
  claims: { en: 'What it says', ja: '記載内容', fr: 'Ce qu’elle contient' },
  alwaysVisible: {
    en: 'always visible to whoever receives this credential',
    ja: 'この証明書を受け取る相手には必ず見えます',
    fr: 'toujours visible pour qui reçoit cette attestation',
  },
  facts: { en: 'About this credential', ja: 'この証明書について', fr: 'À propos de cette attestation' },
  issuer: { en: 'Issued by', ja: '発行者', fr: 'Délivrée par' },
  received: { en: 'Received', ja: '受け取った日時', fr: 'Reçue le' },
  type: { en: 'Type', ja: '種類（vct）', fr: 'Type' },
  list: { en: 'Issuer’s entry', ja: '発行者の記載先', fr: 'Inscription de l’émetteur' },
  delete: { en: 'Delete this credential', ja: 'この証明書を削除する', fr: 'Supprimer cette attestation' },
  deleteNote: {
    en: 'Its keys are destroyed with it. An issuer that asked to be told learns that it is gone. You can ask for a new one.',
    ja: '鍵も一緒に破棄されます。発行者が通知を求めている場合は、削除したことが伝わります。必要なときはあらためて発行を求めてください。',
    fr: 'Ses clés sont détruites avec elle. Un émetteur qui a demandé à le savoir en est averti. Vous pourrez lui en demander une nouvelle.',
  },
  copies: { en: 'Copies', ja: '写し', fr: 'Exemplaires' },
  copiesNote: {
    en: 'Each is shown once, so that nothing in the copy itself links one showing to another.',
    ja: '写しは1通につき1回だけ提示します。写しそのものから、別の提示と結び付けられることはありません。',
    fr: 'Chacun n’est montré qu’une fois : rien dans l’exemplaire lui-même ne relie une présentation à une autre.',
  },
  lastUsed: {
    en: 'All copies have been shown. The last one is used again until the issuer gives new ones.',
    ja: 'すべての写しを提示済みです。発行者から新しい写しを受け取るまで、最後の1通を繰り返し使います。',
    fr: 'Tous les exemplaires ont été montrés. Le dernier ressert jusqu’à ce que l’émetteur en donne de nouveaux.',
  },
  renew: { en: 'Ask for fresh copies', ja: '新しい写しを受け取る', fr: 'Demander de nouveaux exemplaires' },
} as const satisfies Record<string, Localized>

export const historyWords = {
  title: { en: 'History', ja: '履歴', fr: 'Historique' },
  lead: {
    en: 'Every exchange, failed ones too: who, when and which data, never the data itself.',
    ja: '失敗したものを含むすべてのやり取りです。相手・日時・項目名のみを記録し、内容は記録しません。',
    fr: 'Chaque échange, même échoué : qui, quand et quelles données, jamais leur contenu.',
  },
  empty: { en: 'Nothing yet.', ja: 'まだ記録はありません。', fr: 'Rien pour l’instant.' },
  kind: { en: 'What', ja: '種類', fr: 'Type' },
  outcome: { en: 'How it ended', ja: '結果', fr: 'Issue' },
  party: { en: 'With whom', ja: '相手', fr: 'Avec qui' },
  when: { en: 'When (UTC)', ja: '日時（UTC）', fr: 'Quand (UTC)' },
  data: { en: 'Data', ja: '項目', fr: 'Données' },
  all: { en: 'all', ja: 'すべて', fr: 'tout' },
  filter: { en: 'Show', ja: '表示', fr: 'Afficher' },
  export: { en: 'Take it away as JSON', ja: 'JSON で書き出す', fr: 'L’emporter en JSON' },
  kinds: {
    issuance: { en: 'received a credential', ja: '証明書の受け取り', fr: 'réception d’une attestation' },
    presentation: { en: 'presentation', ja: '提示', fr: 'présentation' },
    receipt: { en: 'receipt', ja: '受領証', fr: 'reçu' },
    deletion: { en: 'deleted a credential', ja: '証明書の削除', fr: 'suppression d’une attestation' },
  },
  outcomes: {
    completed: { en: 'completed', ja: '完了', fr: 'aboutie' },
    declined: { en: 'declined', ja: '見送り', fr: 'refusée' },
    failed: { en: 'failed', ja: '失敗', fr: 'échouée' },
  },
} as const

export const receiptPageWords = {
  title: { en: 'Receipts', ja: '受領証', fr: 'Reçus' },
  lead: {
    en: 'What verifiers signed about what they got from you, for what purpose and for how long.',
    ja: '提示先が、何を、何のために、いつまで保存するかを記して署名したものです。',
    fr: 'Ce que les vérificateurs ont signé : ce qu’ils ont reçu de vous, pour quelle finalité et pour combien de temps.',
  },
  empty: { en: 'No receipts yet.', ja: 'まだ受領証はありません。', fr: 'Aucun reçu pour l’instant.' },
  address: { en: 'Address of a receipt', ja: '受領証のアドレス', fr: 'Adresse d’un reçu' },
  fetch: { en: 'Fetch and check', ja: '取得して検証する', fr: 'Récupérer et contrôler' },
  matches: {
    en: 'Signed with the certificate that asked you, about this presentation of yours.',
    ja: 'あなたに提示を求めた電子証明書で署名され、あなたの提示と一致しています。',
    fr: 'Signé avec le certificat qui vous a sollicité, au sujet de cette présentation.',
  },
} as const satisfies Record<string, Localized>

export const returnWords = {
  title: { en: 'Back from the issuer', ja: '発行者での手続きが終わりました', fr: 'De retour de chez l’émetteur' },
  accepted: {
    en: 'The credential is in the wallet that asked for it. You can close this page.',
    ja: '証明書は、手続きを始めたウォレットに保存されました。このページは閉じて構いません。',
    fr: 'L’attestation est dans le portefeuille qui l’a demandée. Vous pouvez fermer cette page.',
  },
  pending: {
    en: 'The issuer is still preparing the credential. The wallet that asked for it will collect it. You can close this page.',
    ja: '発行者が証明書を準備しています。手続きを始めたウォレットが後で受け取ります。このページは閉じて構いません。',
    fr: 'L’émetteur prépare encore l’attestation ; le portefeuille qui l’a demandée viendra la chercher. Vous pouvez fermer cette page.',
  },
  rejected: {
    en: 'The credential was not stored. The wallet that asked for it says why, and can try again.',
    ja: '証明書は保存されませんでした。理由は手続きを始めたウォレットに表示され、やり直すことができます。',
    fr: 'L’attestation n’a pas été enregistrée. Le portefeuille qui l’a demandée dit pourquoi, et peut réessayer.',
  },
} as const satisfies Record<string, Localized>

export const linkWords = {
  title: {
    en: 'Open another wallet here?',
    ja: '別のウォレットを開きますか',
    fr: 'Ouvrir un autre portefeuille ici ?',
  },
  text: {
    en: 'This browser already holds a wallet with credentials. If you go on, it shows the other one, and there is no way back to yours.',
    ja: 'このブラウザーにはすでに証明書の入ったウォレットがあります。続けると別のウォレットに切り替わり、元のウォレットには戻れません。',
    fr: 'Ce navigateur contient déjà un portefeuille garni. Si vous continuez, il affichera l’autre, sans retour possible au vôtre.',
  },
  open: { en: 'Open the other wallet', ja: '別のウォレットを開く', fr: 'Ouvrir l’autre portefeuille' },
  keep: { en: 'Keep mine', ja: 'いまのウォレットのままにする', fr: 'Garder le mien' },
} as const satisfies Record<string, Localized>

export const problemWords = {
  title: { en: 'This did not work', ja: '処理できませんでした', fr: 'Cela n’a pas fonctionné' },
  ours: {
    en: 'The wallet itself failed. The history says what was done; try again.',
    ja: 'ウォレット側で問題が発生しました。実行された内容は履歴で確認できます。もう一度お試しください。',
    fr: 'Le portefeuille a lui-même échoué. L’historique dit ce qui a été fait ; réessayez.',
  },
  back: { en: 'Back to my credentials', ja: '証明書の一覧へ戻る', fr: 'Retour à mes attestations' },
  code: { en: 'For support', ja: 'お問い合わせ用の情報', fr: 'Pour l’assistance' },
} as const satisfies Record<string, Localized>

export const copiesLeftText = (unused: number, issued: number): Localized => ({
  en: `${unused} of ${issued} not shown yet`,
  ja: `${issued}通のうち未提示${unused}通`,
  fr: `${unused} sur ${issued} pas encore ${unused > 1 ? 'montrés' : 'montré'}`,
})
