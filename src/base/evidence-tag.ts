/**
 * How much a statement of law or fact may be relied on: `FACT` stands in a named source, `GK` is general professional
 * knowledge that was not checked against one, `LAB` is an assumption of this laboratory, `OPEN` has no known source or
 * sources that disagree.
 */
export const evidenceTags = ['FACT', 'GK', 'LAB', 'OPEN'] as const
export type EvidenceTag = (typeof evidenceTags)[number]
