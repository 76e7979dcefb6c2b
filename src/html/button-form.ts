import { html, type Html } from './html.ts'

export interface ButtonForm {
  readonly action: string
  readonly label: string
  /** Sent as hidden fields. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** The one thing the page is for. */
  readonly primary?: boolean | undefined
  /** What assistive technology reads, where the label alone does not say it; contains the label. */
  readonly describedAs?: string | undefined
  readonly method?: 'post' | 'get' | undefined
}

/** A form that is a single button. */
export function buttonForm({ action, label, fields = {}, primary, describedAs, method = 'post' }: ButtonForm): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const attributes = [
    primary === true && html` class="primary"`,
    describedAs !== undefined && html` aria-label="${describedAs}"`,
  ]
  return html`<form class="button-form" method="${method}" action="${action}">${hidden}<button type="submit"${
    attributes}>${label}</button></form>`
}

/** A link that looks like a button, for going somewhere rather than doing something. */
export const buttonLink = (href: string, label: string, primary = false): Html =>
  html`<a class="button${primary && ' primary'}" href="${href}">${label}</a>`
