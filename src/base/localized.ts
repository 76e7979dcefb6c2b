/** The languages that the pages speak. */
export const languages = ['en', 'ja', 'fr'] as const
export type Language = (typeof languages)[number]

/** One text in every language. English is the fallback of other parties, never of ours: all three are required. */
export type Localized = { readonly [L in Language]: string }
