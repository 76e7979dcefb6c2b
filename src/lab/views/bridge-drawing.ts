import { html, type Html } from '../../html/html.ts'
import type { Theme } from '../../html/theme.ts'

/** A bridge from one shore to the other with the border in its middle; decoration, the words stand below it. */
export const bridgeDrawing = (from: Theme, to: Theme, border: string): Html =>
  html`<svg class="bridge" viewBox="0 0 1200 200" width="1200" height="200" fill="none" aria-hidden="true">
<defs><linearGradient id="span" gradientUnits="userSpaceOnUse" x1="60" y1="0" x2="1140" y2="0">
<stop class="theme-${from}" offset="0.12"/><stop class="theme-ink" offset="0.5"/><stop class="theme-${to}" offset="0.88"/>
</linearGradient></defs>
<path class="bridge-border" d="M600 30V192"/>
<text class="bridge-label" x="600" y="20" text-anchor="middle">${border}</text>
<path class="bridge-water" d="M236 184h96M372 191h150M556 182h70M672 190h120M826 184h132M300 196h60M880 196h70"/>
<g stroke="url(#span)">
<path class="bridge-hangers" d="${hangers}"/><path class="bridge-arch" d="${arch}"/><path class="bridge-deck" d="${deck}"/>
</g>
<path class="bridge-shore theme-${from}" d="M0 126H128L150 144V168H178V200H0Z"/>
<path class="bridge-shore theme-${to}" d="M1200 126H1072L1050 144V168H1022V200H1200Z"/>
${card(330, from)}${card(824, to)}
</svg>`

const card = (x: number, theme: Theme): Html => html`<g class="bridge-card theme-${theme}">
<rect x="${x}" y="46" width="46" height="31" rx="5"/><path d="M${x + 8} 57h17M${x + 8} 66h28"/></g>`

const middle = 600
const deckHeight = (x: number): number => 126 - 42 * (1 - ((x - middle) / 540) ** 2)
const archHeight = (x: number): number => 170 - 74 * (1 - ((x - middle) / 430) ** 2)

/** A parabola as a quadratic curve: its control point lies twice as high as its summit. */
const curve = (half: number, height: (x: number) => number): string => {
  const foot = height(middle - half)
  const control = round(2 * height(middle) - foot)
  return `M${middle - half} ${round(foot)}Q${middle} ${control} ${middle + half} ${round(foot)}`
}

const round = (length: number): number => Math.round(length * 10) / 10
const deck = curve(540, deckHeight)
const arch = curve(430, archHeight)
const hangers = Array.from({ length: 19 }, (_, index) => 240 + 40 * index)
  .filter((x) => archHeight(x) - deckHeight(x) > 4)
  .map((x) => `M${x} ${round(deckHeight(x))}V${round(archHeight(x))}`)
  .join('')
