import { describe, expect, test } from 'vitest'
import { showPath, type ClaimsPath } from '../../src/base/claims-path.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts'
import { languages, type Localized } from '../../src/base/localized.ts'
import { epochSeconds } from '../../src/base/time.ts'
import { isSyntheticCorporateNumber } from '../../src/identity/corporate-number.ts'
import { agreesWithDate } from '../../src/identity/japanese-era.ts'
import { parseOrganizationIdentifier } from '../../src/identity/organization-identifier.ts'
import { comparePersons, type MatchedPerson } from '../../src/identity/compare-persons.ts'
import { admissionQuery } from '../../src/jurisdictions/admission-query.ts'
import { alwaysDisclosed, claimAt, claimLabel, disclosablePaths } from '../../src/jurisdictions/credential-profile.ts'
import { credentialsWithVct, jurisdictionCodes, jurisdictionOf, jurisdictions, personOf } from '../../src/jurisdictions/index.ts'
import {
  canonicalAttributes, credentialKinds, listedServiceKinds, lossFlags, type CredentialProfile, type LanguageString, type Organisation,
} from '../../src/jurisdictions/jurisdiction-profile.ts'
import { lossFlagWords } from '../../src/jurisdictions/loss-flag-words.ts'
import { purposes } from '../../src/jurisdictions/purposes.ts'
import { parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import { scanObject } from '../../src/transfer/content-scan.ts'
import { deniedClaim, deniedClaimsIn } from '../../src/transfer/deny-list.ts'
import { minimise } from '../../src/transfer/minimisation.ts'
import { makeRegistrationCertificate } from '../../src/trust/registration-certificate.ts'

const profiles = jurisdictionCodes.map((code) => jurisdictions[code])
const credentials = profiles.flatMap((profile) => credentialKinds.map((kind) => ({ profile, kind, credential: profile.credentials[kind] })))
const organisations: readonly (readonly [string, Organisation])[] = profiles.flatMap(({ code, issuers, verifiers, trustList }) => [
  [`${code} identity issuer`, issuers.identity] as const,
  [`${code} diploma issuer`, issuers.diploma] as const,
  [`${code} admissions`, verifiers.admissions] as const,
  [`${code} scheme operator`, trustList.operator] as const,
])
const datasets = profiles.flatMap((profile) =>
  profile.people.flatMap((person) =>
    credentialKinds.flatMap((kind) => {
      const claims: JsonObject | undefined = person.datasets[kind]
      return claims === undefined ? [] : [{ title: `${profile.code} ${kind} of ${person.id}`, profile, kind, person, claims }]
    }),
  ),
)

const read = (claims: JsonObject, path: ClaimsPath): Json | undefined =>
  path.reduce<Json | undefined>((value, element) => (isJsonObject(value) && typeof element === 'string' ? value[element] : undefined), claims)

const leaves = (value: JsonObject, at: readonly string[] = []): readonly string[] =>
  Object.entries(value).flatMap(([name, member]) => (isJsonObject(member) ? leaves(member, [...at, name]) : [[...at, name].join('.')]))

describe.each(organisations)('%s', (_title, organisation) => {
  test('is visibly invented, in every language', () => {
    for (const language of languages) expect(organisation.name[language]).toMatch(/^LAB-/)
    for (const { value } of organisation.names) expect(value).toMatch(/^LAB-/)
    expect(organisation.email).toMatch(/\.example$/)
    expect(organisation.website).toMatch(/\.example\/$/)
    expect(organisation.host).toMatch(/^[a-z]+\.[a-z]{2}\.localhost$/)
  })
  test('has its English name in certificates and lists', () => {
    expect(organisation.legalName).toBe(organisation.name.en)
    expect(organisation.names.find(({ lang }) => lang === 'en')?.value).toBe(organisation.legalName)
    expect(organisation.postalAddress.some(({ lang }) => lang === 'en')).toBe(true)
  })
  test('has a synthetic identifier of the right form', () => {
    const { scheme, country, reference } = parseOrganizationIdentifier(organisation.organizationIdentifier)
    if (scheme === 'NTR' && country === 'JP') expect(isSyntheticCorporateNumber(reference)).toBe(true)
    else expect([scheme, reference.startsWith('LAB')]).toEqual(['LEI', true])
  })
  test('gives a Latin form of every name in another script', () => expect(withoutLatin(organisation.names)).toEqual([]))
})

const withoutLatin = (names: readonly LanguageString[]) =>
  names.filter(({ lang, value }) => /[^\p{Script=Latin}\p{Script=Common}]/u.test(value) && !names.some((other) => other.lang === `${lang}-Latn`))

describe.each(profiles.map((profile) => [profile.code, profile] as const))('the list of %s', (code, { trustList, issuers, verifiers }) => {
  test('is under its own types, which no ETSI type and no other list has', () => {
    const others = profiles.filter((other) => other.code !== code).flatMap(({ trustList: { listType, serviceTypes } }) => [listType, ...Object.values(serviceTypes)])
    const own = [trustList.listType, ...listedServiceKinds.map((kind) => trustList.serviceTypes[kind]), ...Object.values(trustList.serviceStatuses)]
    expect(new Set(own).size).toBe(own.length)
    for (const uri of own) {
      expect(uri).toMatch(new RegExp(`^https://kakehashi\\.example/lists/${code.toLowerCase()}/`))
      expect(others).not.toContain(uri)
    }
  })
  test('names scheme, territory and Latin forms', () => {
    for (const { value } of trustList.schemeName) expect(value.startsWith(`${code}:LAB`)).toBe(true)
    for (const names of [trustList.schemeName, issuers.identity.serviceNames, issuers.diploma.serviceNames, verifiers.admissions.serviceNames]) {
      expect(withoutLatin(names)).toEqual([])
      expect(names.some(({ lang }) => lang === 'en')).toBe(true)
    }
    expect(trustList.freshness).toBe(86_400)
    expect(trustList.nextUpdateAfter).toBe(7 * 86_400)
  })
  test('its service names in both forms are the same', () => {
    for (const { serviceName, serviceNames } of [issuers.identity, issuers.diploma, verifiers.admissions]) {
      for (const { lang, value } of serviceNames) if (lang in serviceName) expect(value).toBe(serviceName[lang as keyof Localized])
    }
  })
})

test('names of hosts are all different', () => {
  const hosts = organisations.map(([, { host }]) => host)
  expect(new Set(hosts).size).toBe(hosts.length)
})

describe.each(credentials.map(({ profile, kind, credential }) => [`${profile.code} ${kind}`, credential] as const))('%s', (_title, credential: CredentialProfile) => {
  test('no path twice, and every text in every language', () => {
    const paths = credential.claims.map(({ path }) => showPath(path))
    expect(new Set(paths).size).toBe(paths.length)
    for (const { label } of credential.claims) for (const language of languages) expect(label[language]).not.toBe('')
    expect(claimLabel(credential, credential.claims[0]!.path)).toBe(credential.claims[0]!.label)
    expect(claimLabel(credential, ['unknown', 0])).toEqual({ en: 'unknown[0]', ja: 'unknown[0]', fr: 'unknown[0]' })
  })
  test('says that it is a lab credential, wherever it goes', () => {
    expect(alwaysDisclosed(credential)).toContain('lab')
    expect(credential.name.en).toMatch(/^LAB-/)
    expect(credential.legalStatus).toBe('none')
  })
  test('no claim may never travel, and none stands for a document number of the card', () => {
    for (const { path } of credential.claims) expect(deniedClaim(path)?.severity).not.toBe('hard')
  })
  test('every path of its purposes and of its matching is a claim', () => {
    const scopes = Object.values(credential.purposes)
    const { name, birthDate } = credential.matching
    const used = [
      ...scopes.flatMap(({ needed, optional, forbidden }) => [...needed, ...optional, ...forbidden]),
      ...(name.form === 'parts' ? [name.family, name.given] : [name.path]), birthDate,
    ]
    for (const path of used) expect(claimAt(credential, path), showPath(path)).toBeDefined()
    expect(Object.keys(credential.purposes).every((code) => code in purposes)).toBe(true)
  })
  test('matching needs no more than the purpose allows', () => {
    const { name, birthDate } = credential.matching
    const paths = [...(name.form === 'parts' ? [name.family, name.given] : [name.path]), birthDate]
    expect(minimise(credential.purposes['university_admission']!, paths).refused).toEqual([])
  })
})

describe.each(datasets.map((dataset) => [dataset.title, dataset] as const))('%s', (_title, { profile, kind, claims }) => {
  const credential = profile.credentials[kind]
  test('has every mandatory claim, and none that the profile does not know', () => {
    for (const { path, mandatory } of credential.claims) if (mandatory) expect(read(claims, path), showPath(path)).toBeDefined()
    const known = credential.claims.map(({ path }) => path.join('.'))
    expect(leaves(claims).filter((leaf) => !known.includes(leaf))).toEqual([])
  })
  test('can be issued: each top-level claim is disclosable or always disclosed, not both', () => {
    const always = alwaysDisclosed(credential)
    const disclosable = new Set(disclosablePaths(credential).map(([first]) => first))
    for (const name of Object.keys(claims)) expect([always.includes(name), disclosable.has(name)].filter(Boolean)).toHaveLength(1)
  })
  test('has nothing that may never travel, by name or by content', () => {
    expect(deniedClaimsIn(claims)).toEqual([])
    expect(scanObject(claims, [])).toEqual([])
  })
  test('names its issuer as certificate and list do', () => {
    expect(claims['issuing_authority']).toBe(profile.issuers[kind].legalName)
    expect(claims['issuing_country']).toBe(profile.issuers[kind].country)
    expect(claims['lab']).toBe(true)
  })
})

const matched = (id: string, code: 'EU' | 'JP', kind: 'identity' | 'diploma'): MatchedPerson => {
  const { name, birthDate } = jurisdictions[code].credentials[kind].matching
  const claims = personOf(jurisdictions[code], id)!.datasets[kind]!
  const text = (path: ClaimsPath): string => String(read(claims, path))
  return {
    name: name.form === 'parts' ? { form: 'parts', family: text(name.family), given: text(name.given) } : { form: 'single', full: text(name.path) },
    birthDate: text(birthDate),
  }
}

describe('the people of the stories', () => {
  test.each([
    ['JP', 'hanako', 'hanako', 'same'], ['JP', 'hanako', 'hanako-latin', 'ask'], ['JP', 'hanako', 'taro', 'different'],
    ['EU', 'zoe', 'zoe', 'same'], ['EU', 'zoe', 'zoe-greek', 'ask'], ['EU', 'zoe', 'max', 'different'],
  ] as const)('%s: identity of %s with diploma of %s: %s', (code, identity, diploma, verdict) =>
    expect(comparePersons(matched(identity, code, 'identity'), matched(diploma, code, 'diploma')).verdict).toBe(verdict))

  test('the era text of a record is the day of its date, and the ages follow from it', () => {
    for (const { claims } of datasets.filter(({ claims }) => 'birth_date_unicode' in claims)) {
      expect(agreesWithDate(String(claims['birth_date_unicode']), String(claims['birth_date']))).toBe(true)
      expect(claims['age_over_20']).toBe(String(claims['birth_date']) <= '2006-11-22')
      expect([claims['sex'], claims['sex_unicode']]).toEqual(claims['sex'] === 2 ? [2, '女'] : [1, '男'])
    }
  })
  test('an id belongs to one person, and another spelling belongs to somebody', () => {
    const ids = profiles.flatMap(({ people }) => people.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    for (const profile of profiles) for (const { samePersonAs } of profile.people) if (samePersonAs) expect(personOf(profile, samePersonAs)).toBeDefined()
  })
})

describe('what an admissions office asks', () => {
  test.each(profiles.map((profile) => [profile.code, profile] as const))('of holders of credentials of %s is a DCQL query and nothing beyond need', (_code, profile) => {
    const query = parseDcqlQuery(admissionQuery(profile))
    expect(query.credentials.map(({ id }) => id)).toEqual([...credentialKinds])
    for (const { id, claims = [], meta } of query.credentials) {
      const credential = profile.credentials[id as 'identity']
      expect(meta.vct_values).toEqual([credential.vct])
      const paths = claims.map(({ path }) => path)
      expect(minimise(credential.purposes['university_admission']!, paths)).toEqual({ needed: paths, optional: [], refused: [] })
      expect(paths.length).toBeGreaterThan(1)
    }
  })
  test.each(profiles.map((profile) => [profile.code, profile] as const))('stands in the registration of the office of %s', (_code, { verifiers: { admissions } }) => {
    const { supervisory_authority, note: _note, srv_description, purpose, entitlements, ...registration } = admissions.registration
    const now = epochSeconds(1_795_334_400)
    const certificate = makeRegistrationCertificate(
      {
        ...registration, name: admissions.serviceName.en, sub: admissions.organizationIdentifier, sub_ln: admissions.legalName, country: admissions.country,
        certificate_policy: registration.registry_uri, supervisory_authority: { email: supervisory_authority.email, phone: supervisory_authority.phone, uri: supervisory_authority.uri },
        srv_description, purpose: [...purpose], entitlements: [...entitlements],
      },
      { issuedAt: now, expiresAt: epochSeconds(now + 86_400) },
    )
    expect(certificate.entitlements).toEqual(['https://uri.etsi.org/19475/Entitlement/Service_Provider'])
    expect(certificate.purpose?.map(({ lang }) => lang)).toEqual([...languages])
    expect(admissions.asksFor.every((code) => jurisdictionOf(code) !== undefined)).toBe(true)
  })
})

test('every attribute and every flag of the crosswalk is used, and every flag has words', () => {
  const claims = credentials.flatMap(({ credential }) => credential.claims)
  expect(new Set(claims.map(({ attribute }) => attribute))).toEqual(new Set(canonicalAttributes))
  expect(new Set(claims.flatMap(({ flags }) => flags))).toEqual(new Set(lossFlags))
  expect(Object.keys(lossFlagWords).sort()).toEqual([...lossFlags].sort())
})

test('jurisdictions are found by code and credentials by type; an unknown one is not found', () => {
  expect(jurisdictionOf('JP')?.name.ja).toBe('日本')
  expect(jurisdictionOf('XX')).toBeUndefined()
  expect(jurisdictionOf('toString')).toBeUndefined()
  expect(credentialsWithVct('urn:eudi:pid:1').map(({ jurisdiction, kind }) => [jurisdiction.code, kind])).toEqual([['EU', 'identity']])
  expect(credentialsWithVct('urn:eu.europa.ec.eudi:learning:credential:1').map(({ jurisdiction }) => jurisdiction.code)).toEqual(['EU', 'JP'])
})
