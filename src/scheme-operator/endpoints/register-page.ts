import type { RequestHandler } from 'express'
import { fromUtc, type EpochSeconds } from '../../base/time.ts'
import { listedServiceKinds, type TrustListProfile } from '../../jurisdictions/jurisdiction-profile.ts'
import { parseCertificate } from '../../x509/certificate.ts'
import type { SchemeOperatorContext } from '../context.ts'
import { isPaused, pastIssues } from '../publication.ts'
import { registered, type RegisteredService } from '../register.ts'
import { registerView, type RegisterModel, type ServiceModel } from '../views/register-view.ts'
import { shellFor } from './shell.ts'

const issuesShown = 12

/** The page for people: who is listed, with which status. */
export const registerPage =
  (context: SchemeOperatorContext): RequestHandler =>
  async (req, res) => {
    const model = await registerModel(context)
    res.type('html').set('Cache-Control', 'no-store').send(registerView(shellFor(context, req, res), model).toString())
  }

async function registerModel({ profile, register, press, location, listUrl, clock, currentIssue }: SchemeOperatorContext): Promise<RegisterModel> {
  const { trustList } = profile
  const { sequenceNumber, issuedAt, nextUpdate } = await currentIssue()
  const now = clock.now()
  const entities = await registered(register)
  return {
    operatorNames: trustList.operator.names,
    territory: profile.code,
    legalNotice: trustList.legalNotice,
    listUrl,
    listType: trustList.listType,
    signer: location.signerCertificates[0].subjectName,
    sequenceNumber, issuedAt, nextUpdate,
    overdue: nextUpdate <= now,
    paused: await isPaused(press),
    issues: await pastIssues(press, sequenceNumber, issuesShown),
    entities: entities.map(({ entity, services }) => ({
      names: entity.names,
      identifier: entity.identifier,
      services: services.map((service) => serviceModel(service, trustList, now)),
    })),
  }
}

function serviceModel({ service, periods }: RegisteredService, { serviceTypes }: TrustListProfile, now: EpochSeconds): ServiceModel {
  const statuses = periods.map(({ status, startingTime }) => ({ status, since: fromUtc(startingTime) }))
  const begun = statuses.findIndex(({ since }) => since <= now)
  const [newest] = statuses
  const { status, since } = statuses[begun] ?? { status: 'not_yet' as const, since: newest!.since }
  return {
    id: service.serviceId,
    names: service.names,
    kind: listedServiceKinds.find((kind) => serviceTypes[kind] === service.serviceType)!,
    status, since,
    earlier: begun < 0 ? [] : statuses.slice(begun + 1),
    certificates: service.certificates.map(parseCertificate).map(({ subjectName, sha256, notAfter, ca }) => ({ subject: subjectName, sha256, notAfter, ca })),
  }
}
