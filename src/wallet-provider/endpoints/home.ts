import type { RequestHandler } from 'express'
import { hours, minutes } from '../../base/time.ts'
import type { CertifiedKey } from '../../jose/signing-key.ts'
import { parseCertificate } from '../../x509/certificate.ts'
import type { WalletProviderContext } from '../context.ts'
import { attestedLevels } from '../key-attestation.ts'
import { limits } from '../limits.ts'
import { walletProvider } from '../organisation.ts'
import { homeView, type HomeModel, type SignerModel } from '../views/home-view.ts'
import { shellFor } from './shell.ts'

/** Lab: what this provider attests, of what, and with which certificates. */
export const home =
  (context: WalletProviderContext): RequestHandler =>
  (req, res) => {
    res.type('html').send(homeView(shellFor(context.config, req, res), homeModel(context)).toString())
  }

const homeModel = ({ config, ...keys }: WalletProviderContext): HomeModel => ({
  organisation: walletProvider,
  clientId: config.clientId,
  walletHours: limits.walletAttestation / hours(1),
  keyMinutes: limits.keyAttestation / minutes(1),
  mostKeys: limits.keysPerAttestation,
  levels: attestedLevels,
  signers: {
    wallet: signer(keys.walletAttestationKey),
    keys: signer(keys.keyAttestationKey),
    status: signer(keys.statusKey),
  },
})

function signer({ x5c }: CertifiedKey): SignerModel {
  const { subjectName, sha256, notAfter } = parseCertificate(x5c[0])
  return { subject: subjectName, sha256, notAfter }
}
