import { parseCertificate } from '../x509/certificate.ts'
import { certificatesInPem } from '../x509/pem.ts'
import { toUtc } from '../base/time.ts'
import type { Ink } from './terminal-report.ts'

/** What the lab's root is: for a person who is about to trust it. */
export interface TrustedRoot {
  readonly rootFile: string
  readonly root: string
  /** Made just now: whoever trusted an earlier one trusts it no longer. */
  readonly fresh: boolean
}

/** For the terminal in which a lab on https was started. */
export const rootNotice = ({ rootFile, fresh }: TrustedRoot, ink: Ink): string =>
  [
    ink.bold(fresh ? 'https: a new root was made; browsers do not know it yet.' : 'https, below the root of this lab.'),
    `  ${rootFile}`,
    '  npm run trust-root says how to trust it.',
    '',
  ].join('\n')

/** What `npm run trust-root` prints. */
export function trustRootInstructions({ rootFile, root }: TrustedRoot, ink: Ink): string {
  const [base64] = certificatesInPem(root)
  if (base64 === undefined) throw new Error(`${rootFile} holds no certificate`)
  const { sha256, subject, notAfter } = parseCertificate(base64)
  const fingerprint = Buffer.from(sha256, 'base64url').toString('hex').toUpperCase().replace(/..(?=.)/g, '$&:')
  const name = subject['CN'] ?? ''
  return [
    ink.bold('The root of this lab'),
    `  ${rootFile}`,
    `  ${name}, until ${toUtc(notAfter).slice(0, 10)}`,
    `  SHA-256 ${fingerprint}`,
    '',
    'It vouches for names under localhost and for no others, and its private key was thrown away when it was made.',
    '',
    ...ways(rootFile, name).flatMap(({ where, lines }) => [ink.bold(where), ...lines.map((line) => `  ${line}`), '']),
  ].join('\n')
}

const ways = (file: string, name: string): readonly { readonly where: string; readonly lines: readonly string[] }[] => [
  {
    where: 'macOS (Safari, Chrome)',
    lines: [
      `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db '${file}'`,
      `undo: security delete-certificate -c '${name}' ~/Library/Keychains/login.keychain-db`,
    ],
  },
  {
    where: 'Windows (Edge, Chrome), in PowerShell',
    lines: [
      `Import-Certificate -FilePath '${file}' -CertStoreLocation Cert:\\CurrentUser\\Root`,
      `undo: Get-ChildItem Cert:\\CurrentUser\\Root | Where-Object Subject -like '*${name}*' | Remove-Item`,
    ],
  },
  {
    where: 'Debian and Ubuntu (curl and other programs that use the system’s roots)',
    lines: [
      `sudo install -m 644 '${file}' /usr/local/share/ca-certificates/kakehashi-lab.crt && sudo update-ca-certificates`,
      'undo: sudo rm /usr/local/share/ca-certificates/kakehashi-lab.crt && sudo update-ca-certificates --fresh',
    ],
  },
  {
    where: 'Chromium on Linux (package libnss3-tools)',
    lines: [
      `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n kakehashi-lab -i '${file}'`,
      'undo: certutil -d sql:$HOME/.pki/nssdb -D -n kakehashi-lab',
    ],
  },
  {
    where: 'Firefox',
    lines: [
      'Settings, Privacy & Security, View Certificates, Authorities, Import: this file, for websites',
      'undo: in the same place, Delete or Distrust',
    ],
  },
  { where: 'Node.js, one program', lines: [`NODE_EXTRA_CA_CERTS='${file}' node …`] },
  { where: 'curl, one request', lines: [`curl --cacert '${file}' https://…`] },
]
