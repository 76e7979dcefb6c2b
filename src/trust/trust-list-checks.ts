import { CheckFailed, confirm, pass, runChecks, type Check, type Pass, type Verdict } from '../base/checks.ts'
import { after, fromUtc, minutes, toUtc, type EpochSeconds } from '../base/time.ts'
import { verifyBaselineB } from '../jose/jades-baseline-b.ts'
import { parseCompactJws, type CompactJws } from '../jose/jws.ts'
import { signingPurpose } from '../x509/certificate-profiles.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'
import { validatePath } from '../x509/certification-path.ts'
import { parseListOfTrustedEntities, type ListOfTrustedEntities } from './list-of-trusted-entities.ts'
import { brokenRules } from './list-rules.ts'
import type { TrustListLocation } from './trust-list-location.ts'
import { trustListOf, type TrustList } from './trust-list.ts'

/** A list as received, with everything that is expected of it. */
export interface ReceivedList {
  /** The compact JWS. */
  readonly text: string
  readonly expected: TrustListLocation
  /** The highest sequence number seen so far of this list; 0 if none was. */
  readonly lastSequenceNumber: number
  readonly now: EpochSeconds
}

interface ListSubject extends ReceivedList {
  /** Set by `list_form`, on which every other check depends. */
  jws?: CompactJws
  list?: ListOfTrustedEntities
  signer?: Certificate
}

/**
 * What a list must hold before anything in it is believed — ETSI TS 119 602 V1.1.1, in the order of the rules for consumers:
 * signature by a pinned signer, scheme, rules, sequence, time.
 */
export const trustListChecks: readonly Check<ListSubject>[] = [
  { id: 'list_form', spec: 'ETSI TS 119 602 V1.1.1, JSON binding', needs: [], run: listForm },
  { id: 'list_signer', spec: 'ETSI TS 119 602 V1.1.1 "Digital signature"', needs: ['list_form'], run: listSigner },
  { id: 'list_signature', spec: 'ETSI TS 119 182-1 V1.2.1, Baseline B', needs: ['list_form'], run: listSignature },
  { id: 'list_scheme', spec: 'ETSI TS 119 602 V1.1.1 "LoTE type", "Scheme territory"', needs: ['list_form'], run: listScheme },
  { id: 'list_rules', spec: 'ETSI TS 119 602 V1.1.1 "General rules"', needs: ['list_form'], run: listRules },
  { id: 'list_sequence', spec: 'ETSI TS 119 602 V1.1.1 "LoTE sequence number"', needs: ['list_form'], run: listSequence },
  { id: 'list_issue_time', spec: 'ETSI TS 119 602 V1.1.1 "List issue date and time"', needs: ['list_form'], run: listIssueTime },
  { id: 'list_next_update', spec: 'ETSI TS 119 602 V1.1.1 "Next update"', needs: ['list_form'], run: listNextUpdate },
]

/** Runs {@link trustListChecks}; the list can be read only if all of them passed. */
export async function verifyTrustList(received: ReceivedList, onBug: (error: unknown) => void): Promise<Verdict<TrustList>> {
  const subject: ListSubject = { ...received }
  const report = await runChecks(subject, trustListChecks, onBug)
  return report.accepted && subject.list
    ? { accepted: true, report, value: trustListOf(subject.list, received.expected) }
    : { accepted: false, report }
}

function listForm(subject: ListSubject): Pass {
  const jws = parseCompactJws(subject.text)
  const list = parseListOfTrustedEntities(jws.payload)
  const [signer] = Array.isArray(jws.header['x5c']) ? (jws.header['x5c'] as readonly unknown[]) : []
  confirm(typeof signer === 'string', 'the protected header has no x5c with the signing certificate')
  Object.assign(subject, { jws, list, signer: parseCertificate(signer) })
  return pass('a signed list of trusted entities')
}

async function listSigner({ signer, list, expected, now }: ListSubject): Promise<Pass> {
  const { territory, signerCertificates } = expected
  const purpose = signingPurpose('listSigner')
  const path = await validatePath({ chain: [signer!], anchors: signerCertificates, at: now, purpose })
  const fault = path.report.checks.find(({ outcome }) => outcome.status === 'failed')
  confirm(path.accepted, `the signing certificate is not one of those configured for this list: ${fault?.outcome.detail}`)
  confirm(!signer!.ca, 'the list is signed with a CA certificate')
  const { C: country, O: organisation } = signer!.subject
  confirm(country === territory, `C of the signing certificate is ${country ?? 'missing'}, not the territory ${territory}`)
  const operators = list!.LoTE.ListAndSchemeInformation.SchemeOperatorName.map(({ value }) => value)
  confirm(operators.includes(organisation ?? ''), 'O of the signing certificate is no name of the scheme operator')
  return pass(`signed by ${signer!.subjectName}`, { certificate: signer!.subjectName, sha256: signer!.sha256 })
}

function listSignature({ jws, signer }: ListSubject): Pass {
  const claimed = verifyBaselineB(jws!, signer!.publicKey)
  return pass('the signature holds', { signingTime: toUtc(claimed) })
}

function listScheme({ list, expected: { territory, listType } }: ListSubject): Pass {
  const { LoTEType, SchemeTerritory } = list!.LoTE.ListAndSchemeInformation
  confirm(LoTEType === listType, `the list is of type ${LoTEType ?? 'none'}, not ${listType}`)
  confirm(SchemeTerritory === territory, `the list is of territory ${SchemeTerritory ?? 'none'}, not ${territory}`)
  return pass(`the ${territory} list`, { territory, listType })
}

function listRules({ list }: ListSubject): Pass {
  const broken = brokenRules(list!)
  confirm(broken.length === 0, broken.join('; '))
  return pass('the general rules are kept')
}

function listSequence({ list, lastSequenceNumber }: ListSubject): Pass {
  const { LoTESequenceNumber: sequenceNumber } = list!.LoTE.ListAndSchemeInformation
  const evidence = { sequenceNumber, lastSequenceNumber }
  confirm(sequenceNumber >= lastSequenceNumber, `sequence number ${sequenceNumber} is lower than ${lastSequenceNumber}, seen before`, evidence)
  return pass(`sequence number ${sequenceNumber}`, evidence)
}

/** Clocks of operator and reader may differ by this much. */
const skew = minutes(5)

function listIssueTime({ list, now }: ListSubject): Pass {
  const { ListIssueDateTime } = list!.LoTE.ListAndSchemeInformation
  confirm(fromUtc(ListIssueDateTime) <= after(now, skew), `the list says that it was issued at ${ListIssueDateTime}, in the future`)
  return pass(`issued at ${ListIssueDateTime}`, { issued: ListIssueDateTime })
}

function listNextUpdate({ list, now }: ListSubject): Pass {
  const { NextUpdate } = list!.LoTE.ListAndSchemeInformation
  if (fromUtc(NextUpdate) <= now) {
    throw new CheckFailed(`a newer list was due at ${NextUpdate}: this one is to be discarded`, { listStatus: 'list_expired', nextUpdate: NextUpdate })
  }
  return pass(`next update due at ${NextUpdate}`, { nextUpdate: NextUpdate })
}
