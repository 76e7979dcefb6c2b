import type { Localized } from '../base/localized.ts'
import type { RelyingPartyRegistration } from './jurisdiction-profile.ts'
import { purposes } from './purposes.ts'

/** The registration of an admissions office: the same purpose and entitlement on every side, its own addresses. */
export const admissionRegistration = ({ website, registry, authority, authorityHost, note }: {
  website: string
  registry: string
  authority: Localized
  authorityHost: string
  note: Localized
}): RelyingPartyRegistration => ({
  srv_description: inEachLanguage({
    en: 'Decides on applications for admission to a fictional university',
    ja: '架空の大学の入学出願を審査します',
    fr: 'Examine les candidatures à une université fictive',
  }),
  entitlements: ['https://uri.etsi.org/19475/Entitlement/Service_Provider'],
  purpose: inEachLanguage(purposes.university_admission.description),
  intended_use_id: purposes.university_admission.code,
  privacy_policy: `${website}/privacy`,
  info_uri: `${website}/`,
  support_uri: `${website}/data-protection`,
  registry_uri: registry,
  public_body: false,
  supervisory_authority: {
    name: authority,
    email: `contact@${authorityHost}`,
    phone: '+888 000 0000',
    uri: `https://${authorityHost}/`,
  },
  note,
})

const inEachLanguage = ({ en, ja, fr }: Localized) => [
  { lang: 'en', value: en },
  { lang: 'ja', value: ja },
  { lang: 'fr', value: fr },
]
