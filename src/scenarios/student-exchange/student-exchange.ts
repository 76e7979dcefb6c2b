import type { Expectation, Fault, Step, Story } from '../story.ts'
import type { Staging } from '../world.ts'
import { askTooMuch, askForCredentials, declineRequest } from './ask.ts'
import { collectDiploma, collectIdentity } from './collect.ts'
import { directions, type Direction, type DirectionId } from './directions.ts'
import { faults, faultsOf, type FaultId } from './faults.ts'
import { letListExpire, letTimePass, revokeDiploma, takeListOffline, withdrawUniversity } from './meanwhile.ts'
import { decideAndReceipt, present, presentInVain, replayResponse } from './present.ts'
import { transferPastHolder } from './transfer.ts'

export const scenario = 'student-exchange'

/**
 * Scenario S1, the memorandum's own first use case: a student is admitted abroad with a diploma from home.
 *
 * @throws RangeError if the fault does not belong to the direction
 */
export function studentExchange(directionId: DirectionId, faultId: FaultId | undefined): Story {
  if (faultId && !faultsOf(directionId).includes(faultId)) throw new RangeError(`${faultId} is no fault of ${directionId}`)
  const direction = directions[directionId]
  const fault: Fault | undefined = faultId && { id: faultId, ...faults[faultId], staging: staging(faultId, direction) }
  return {
    scenario,
    direction: directionId,
    fault,
    title: direction.title,
    steps: steps(direction, faultId),
    expected: expected(direction, faultId),
  }
}

/** The story in its order; a fault changes or adds the one step in which it happens. */
function steps(direction: Direction, fault: FaultId | undefined): readonly Step[] {
  const begin = [collectIdentity(direction), collectDiploma(direction, fault)]
  const ask = askForCredentials(direction)
  const end = [present(direction), decideAndReceipt(direction)]
  const inVain = [presentInVain(direction)]
  switch (fault) {
    case undefined: return [...begin, ask, ...end]
    case 'name-in-two-scripts': return [...begin, ask, ...end]
    case 'replayed-response': return [...begin, ask, ...end, replayResponse(direction)]
    case 'withdrawn-from-list': return [...begin, withdrawUniversity(direction), ask, ...end]
    case 'untrusted-issuer': return [...begin, ask, ...inVain]
    case 'revoked': return [...begin, revokeDiploma(direction), ask, ...inVain]
    case 'expired': return [...begin, letTimePass(), ask, ...inVain]
    case 'tampered-disclosure': return [...begin, ask, ...inVain]
    case 'missing-key-binding': return [...begin, ask, ...inVain]
    case 'wrong-nonce': return [...begin, ask, ...inVain]
    case 'wrong-audience': return [...begin, ask, ...inVain]
    case 'list-unreachable': return [...begin, takeListOffline(direction), ask, ...inVain]
    case 'list-expired': return [...begin, letListExpire(direction), ask, ...inVain]
    case 'asks-too-much': return [...begin, askTooMuch(direction), declineRequest(direction)]
    case 'server-to-server-transfer': return [collectDiploma(direction, fault), transferPastHolder(direction)]
  }
}

function staging(fault: FaultId, { from }: Direction): Staging {
  switch (fault) {
    case 'untrusted-issuer': return { unlistedUniversity: from }
    case 'tampered-disclosure':
    case 'missing-key-binding':
    case 'wrong-nonce':
    case 'wrong-audience': return { misbehaviour: fault }
    default: return {}
  }
}

/** The answers with which each story must end, and the checks that alone may not have passed. */
function expected({ to }: Direction, fault: FaultId | undefined): Expectation {
  const good = { technical: 'valid', listStatus: 'granted', legalStatus: 'none', policy: 'accept', notPassed: [] } as const
  const invalid = (check: string): Expectation => ({ ...good, technical: 'invalid', policy: 'reject', notPassed: [check] })
  switch (fault) {
    case undefined: return good
    case 'untrusted-issuer':
      return { ...good, technical: 'indeterminate', listStatus: 'not_listed', policy: 'reject', notPassed: ['diploma.issuer_listed'] }
    case 'withdrawn-from-list':
      return { ...good, listStatus: 'withdrawn', policy: 'reject', notPassed: ['diploma.issuer_granted'] }
    case 'revoked': return invalid('diploma.status')
    case 'expired': return invalid('diploma.validity_period')
    case 'tampered-disclosure': return invalid('diploma.disclosures')
    case 'missing-key-binding': return invalid('diploma.key_binding_present')
    case 'wrong-nonce': return invalid('diploma.key_binding_transaction')
    case 'wrong-audience': return invalid('diploma.key_binding_audience')
    case 'replayed-response': return invalid('request_unanswered')
    case 'list-unreachable':
      return { ...good, technical: 'indeterminate', listStatus: 'list_unreachable', policy: 'reject', notPassed: bothOf('trust_list') }
    case 'list-expired':
      return { ...good, technical: 'indeterminate', listStatus: 'list_expired', policy: 'reject', notPassed: bothOf('trust_list') }
    case 'name-in-two-scripts': return { ...good, policy: 'accept_with_step_up', notPassed: [`${to}-ADM-04`] }
    case 'server-to-server-transfer': return { ...good, policy: 'reject', notPassed: ['L2'] }
    case 'asks-too-much': return { ...good, policy: 'reject', notPassed: ['registration_covers_request'] }
  }
}

const bothOf = (check: string): readonly string[] => [`diploma.${check}`, `identity.${check}`]
