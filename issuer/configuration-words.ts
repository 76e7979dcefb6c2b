import type { Localized } from '../src/base/localized.ts'

const variants = {
  keyAttested: { en: ', with an attested key', ja: '（鍵アテステーション付き）', fr: ', avec clé attestée' },
  described: { en: ', type with published metadata', ja: '（型メタデータ公開版）', fr: ', type à métadonnées publiées' },
} as const satisfies Record<string, Localized>

/** The name of a credential in one of its variants, as a wallet shows it. */
export const variantName = (name: Localized, variant: keyof typeof variants): Localized => ({
  en: name.en + variants[variant].en,
  ja: name.ja + variants[variant].ja,
  fr: name.fr + variants[variant].fr,
})
