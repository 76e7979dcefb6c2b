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
  waiting: { en: 'Offers waiting for you', ja: '受け取り待ちのオファー', fr: 'Offres en attente' },
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
    en: 'Its key is destroyed with it. The issuer is not told. You can ask the issuer for a new one.',
    ja: '鍵も一緒に破棄されます。発行者には通知されません。必要なときは発行者にあらためて発行を求めてください。',
    fr: 'Sa clé est détruite avec elle. L’émetteur n’en est pas informé. Vous pouvez lui en demander une nouvelle.',
  },
} as const satisfies Record<string, Localized>

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
  accept: { en: 'Receive it', ja: '受け取る', fr: 'La recevoir' },
  dismiss: { en: 'No, thank you', ja: '受け取らない', fr: 'Non, merci' },
  expires: { en: 'This offer ends', ja: 'このオファーの期限', fr: 'Fin de cette offre' },
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
