import { Html } from './html.ts'

export type IconName =
  | 'check' | 'cross' | 'question' | 'dash' | 'info' | 'warning'
  | 'arrow' | 'border' | 'building' | 'wallet' | 'shield' | 'seal'

/** A drawing beside a word, never instead of one: it is hidden from assistive technology. */
export const icon = (name: IconName): Html => drawings[name]

const drawn = (strokes: string): Html =>
  Html.ofMarkup(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" ` +
      `stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${strokes}</svg>`,
  )

const ring = '<circle cx="10" cy="10" r="8"/>'

const drawings: Readonly<Record<IconName, Html>> = {
  check: drawn(`${ring}<path d="M6.5 10.3l2.4 2.4 4.7-5"/>`),
  cross: drawn(`${ring}<path d="M7 7l6 6M13 7l-6 6"/>`),
  question: drawn(`${ring}<path d="M7.8 7.8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.7M10 14.1v.1"/>`),
  dash: drawn('<circle cx="10" cy="10" r="8" stroke-dasharray="2.4 2.4"/><path d="M7 10h6"/>'),
  arrow: drawn('<path d="M3.5 10h13M11.5 5l5 5-5 5"/>'),
  border: drawn('<path d="M10 2.5v15" stroke-dasharray="2.6 2.6"/><path d="M2.5 10h3.5M14 10h3.5"/>'),
  info: drawn(`${ring}<path d="M10 9.2v4.4M10 6.4v.1"/>`),
  warning: drawn('<path d="M10 2.8l7.8 13.9H2.2zM10 8v4M10 14.3v.1"/>'),
  building: drawn('<path d="M2.5 8L10 3.2 17.5 8zM4.5 8v7.5M8.2 8v7.5M11.8 8v7.5M15.5 8v7.5M2.5 16.8h15"/>'),
  wallet: drawn(
    '<path d="M3 6.2h12.5a1.5 1.5 0 0 1 1.5 1.5v7.1a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.8z"/>' +
      '<path d="M3 6.2l9.5-2.9v2.9M13.2 11.2v.1"/>',
  ),
  shield: drawn('<path d="M10 2.6l6.5 2.3v4.6c0 4-2.7 6.6-6.5 8-3.8-1.4-6.5-4-6.5-8V4.9zM7 9.8l2.2 2.2 4-4.3"/>'),
  seal: drawn('<circle cx="10" cy="8" r="5"/><path d="M7 12.2l-1.3 5 4.3-2 4.3 2-1.3-5"/>'),
}
