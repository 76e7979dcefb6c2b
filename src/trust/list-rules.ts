import type { ListOfTrustedEntities, MultiLangString } from './list-of-trusted-entities.ts'

/**
 * What a list must keep to beyond its shape to be relied on — ETSI TS 119 602 V1.1.1 "General rules", "LoTE version
 * identifier", "LoTE sequence number", "Scheme extensions".
 *
 * The JSON binding does not say how an extension shows that it is critical; any value but `false` in a member of that name
 * counts, and no extension is understood here.
 *
 * @returns what is broken, in words; empty if nothing is
 */
export function brokenRules({ LoTE }: ListOfTrustedEntities): readonly string[] {
  const { LoTEVersionIdentifier, LoTESequenceNumber, ListIssueDateTime, NextUpdate, SchemeExtensions } =
    LoTE.ListAndSchemeInformation
  const broken: string[] = []
  if (LoTEVersionIdentifier !== 1) broken.push(`LoTEVersionIdentifier is ${LoTEVersionIdentifier}, and only 1 is known`)
  if (LoTESequenceNumber < 1) broken.push('LoTESequenceNumber is below 1')
  if (NextUpdate <= ListIssueDateTime) broken.push('NextUpdate is not after ListIssueDateTime')
  if (SchemeExtensions?.some(isCritical)) broken.push('a critical scheme extension is not understood')
  for (const [place, texts] of multilingual({ LoTE })) {
    if (!texts.some(({ lang }) => isEnglish(lang))) broken.push(`${place} has no English text`)
  }
  return broken
}

/**
 * What lists made here keep to as well: a name in a script other than Latin comes with its Latin form under the same language
 * (`ja` with `ja-Latn`) — ETSI TS 119 602 V1.1.1 "Language support" and Annex B. The Latin form is the operator's own datum.
 */
export const untransliterated = (list: ListOfTrustedEntities): readonly string[] =>
  multilingual(list).flatMap(([place, texts]) =>
    texts
      .filter(({ lang, value }) => /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(value) && !hasLatinForm(texts, lang))
      .map(({ lang }) => `${place} is in ${lang} without ${lang}-Latn`),
  )

const isEnglish = (lang: string): boolean => /^en(-|$)/i.test(lang)

const hasLatinForm = (texts: readonly MultiLangString[], lang: string): boolean =>
  texts.some((other) => other.lang.toLowerCase() === `${lang.split('-')[0]!.toLowerCase()}-latn`)

function multilingual({ LoTE }: ListOfTrustedEntities): readonly (readonly [string, readonly MultiLangString[]])[] {
  const { SchemeOperatorName, SchemeName = [] } = LoTE.ListAndSchemeInformation
  const entities = (LoTE.TrustedEntitiesList ?? []).flatMap(({ TrustedEntityInformation, TrustedEntityServices }, index) => [
    [`TEName of entity ${index + 1}`, TrustedEntityInformation.TEName] as const,
    ...TrustedEntityServices.map(({ ServiceInformation }, service) =>
      [`ServiceName ${service + 1} of entity ${index + 1}`, ServiceInformation.ServiceName] as const),
  ])
  const scheme = SchemeName.length > 0 ? [['SchemeName', SchemeName] as const] : []
  return [['SchemeOperatorName', SchemeOperatorName], ...scheme, ...entities]
}

const isCritical = (extension: unknown): boolean =>
  typeof extension !== 'object' || extension === null ||
  Object.entries(extension).some(([member, value]) => member.toLowerCase() === 'critical' && value !== false)
