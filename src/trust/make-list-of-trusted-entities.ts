import { toUtc, type EpochSeconds } from '../base/time.ts'
import {
  parseListOfTrustedEntities, type ListAndSchemeInformation, type ListOfTrustedEntities, type TrustedEntity,
} from './list-of-trusted-entities.ts'
import { brokenRules, untransliterated } from './list-rules.ts'

/** The scheme: what stays the same from list to list. */
export type Scheme = Omit<ListAndSchemeInformation, 'LoTEVersionIdentifier' | 'LoTESequenceNumber' | 'ListIssueDateTime' | 'NextUpdate'>

/**
 * Makes one issue of a list — ETSI TS 119 602 V1.1.1. Without entities the member for them is absent, as the standard has it.
 *
 * @throws CheckFailed if it is not of the standard's shape; Error naming the rules that it breaks
 */
export function makeListOfTrustedEntities({ scheme, sequenceNumber, issuedAt, nextUpdate, entities }: {
  scheme: Scheme
  sequenceNumber: number
  issuedAt: EpochSeconds
  nextUpdate: EpochSeconds
  entities: readonly TrustedEntity[]
}): ListOfTrustedEntities {
  const list = parseListOfTrustedEntities({
    LoTE: {
      ListAndSchemeInformation: {
        LoTEVersionIdentifier: 1,
        LoTESequenceNumber: sequenceNumber,
        ...scheme,
        ListIssueDateTime: toUtc(issuedAt),
        NextUpdate: toUtc(nextUpdate),
      },
      ...(entities.length > 0 && { TrustedEntitiesList: entities }),
    },
  })
  const faults = [...brokenRules(list), ...untransliterated(list)]
  if (faults.length > 0) throw new Error(`the list would break rules: ${faults.join('; ')}`)
  return list
}
