import { html, type Html } from './html.ts'
import { icon, type IconName } from './icon.ts'
import type { Theme } from './theme.ts'

export interface ServiceLink {
  readonly kind: 'issuer' | 'verifier' | 'wallet' | 'wallet_provider' | 'scheme_operator'
  readonly name: string
  /** What kind of service it is, in words. */
  readonly role: string
  /** What it is for, in one sentence. */
  readonly purpose: string
  readonly href: string
  readonly theme: Theme
}

export interface JurisdictionCard {
  /** The short code, for orientation only. */
  readonly code: string
  readonly name: string
  readonly theme: Theme
  /** The fictional place inside it. */
  readonly place?: string | undefined
  readonly services: readonly ServiceLink[]
}

/** A jurisdiction and who runs there. */
export const jurisdictionCard = ({ code, name, theme, place, services }: JurisdictionCard): Html =>
  html`<section class="jurisdiction theme-${theme}">
<header><p class="jurisdiction-code" aria-hidden="true">${code}</p>
<div><h3>${name}</h3>${place !== undefined && html`<p class="place">${place}</p>`}</div></header>
<ul class="services">${services.map(serviceLink)}</ul>
</section>`

/** One service: what it is, its name as a link, and its purpose. */
export const serviceLink = (service: ServiceLink): Html => html`<li class="service-link theme-${service.theme}">
<span class="service-icon">${icon(icons[service.kind])}</span>
<div><p class="service-role">${service.role}</p>
<p class="service-title"><a href="${service.href}">${service.name}</a></p>
<p class="service-purpose">${service.purpose}</p></div>
</li>`

const icons: Readonly<Record<ServiceLink['kind'], IconName>> = {
  issuer: 'building',
  verifier: 'shield',
  wallet: 'wallet',
  wallet_provider: 'seal',
  scheme_operator: 'seal',
}
