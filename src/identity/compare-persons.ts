import { compareNames, type NameComparison, type NameVerdict, type PersonName } from './compare-names.ts'

/** What two credentials say of their holder, as far as they are matched: never more than name and date of birth. */
export interface MatchedPerson {
  readonly name: PersonName
  /** `YYYY-MM-DD`, or undefined where it was not disclosed. */
  readonly birthDate: string | undefined
}

export interface PersonComparison {
  readonly verdict: NameVerdict
  readonly name: NameComparison
  readonly birthDate: 'same' | 'different' | 'missing'
}

/**
 * Whether two credentials are about one person: docs/trust-policy.md AP-4. Another date of birth is another person, whatever
 * the names; a missing or unreadable one asks.
 */
export function comparePersons(one: MatchedPerson, other: MatchedPerson): PersonComparison {
  const name = compareNames(one.name, other.name)
  const birthDate = compareDates(one.birthDate, other.birthDate)
  if (birthDate === 'different') return { verdict: 'different', name, birthDate }
  return { verdict: name.verdict === 'same' && birthDate === 'missing' ? 'ask' : name.verdict, name, birthDate }
}

function compareDates(one: string | undefined, other: string | undefined): PersonComparison['birthDate'] {
  if (!isDate(one) || !isDate(other)) return 'missing'
  return one === other ? 'same' : 'different'
}

const isDate = (value: string | undefined): value is string => value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value)
