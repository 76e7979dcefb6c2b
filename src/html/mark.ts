import { Html } from './html.ts'

/** The bridge: a deck, an arch below it, and two piers. Drawn on a grid of 32. */
const strokes =
  '<path d="M2 12.5C9 8.5 23 8.5 30 12.5"/><path d="M5 26C7 16.5 25 16.5 27 26"/>' +
  '<path d="M5 11.2V26M27 11.2V26M10.5 10V19.6M16 9.5V18.6M21.5 10V19.6" stroke-width="1.6"/>'

/** The mark of the project, in the colour of the text around it; decoration only. */
export const mark: Html = Html.ofMarkup(
  `<svg class="mark" viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2.4" ` +
    `stroke-linecap="round" aria-hidden="true" focusable="false">${strokes}</svg>`,
)

/** The same as a file, for the browser's tab. */
export const markFile =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#26357d"/>' +
  '<g transform="translate(4 4) scale(.75)" fill="none" stroke="#fff" stroke-width="2.8" stroke-linecap="round">' +
  `${strokes}</g></svg>\n`
