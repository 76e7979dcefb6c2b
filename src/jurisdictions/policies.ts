import { admissionPolicy, type AdmissionPolicy } from './admission-policy.ts'
import { jurisdictionCodes, jurisdictions, type JurisdictionCode } from './index.ts'

/** The admission policy of the universities of each jurisdiction. */
export const admissionPolicies: { readonly [Code in JurisdictionCode]: AdmissionPolicy } = Object.fromEntries(
  jurisdictionCodes.map((code) => [code, admissionPolicy(jurisdictions[code])]),
) as { [Code in JurisdictionCode]: AdmissionPolicy }
