/**
 * Puts generated text between the markers `<!-- figure:name -->` and `<!-- /figure -->` of a page.
 *
 * @param figures text by name; text of several lines stands on lines of its own
 * @throws Error if the page has a marker that no figure fills, or a figure has no marker
 */
export function fillFigures(page: string, figures: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(figures))
  const filled = page.replace(marked, (_whole, name: string) => {
    const figure = figures[name]
    if (figure === undefined) throw new Error(`nothing fills the marker figure:${name}`)
    unused.delete(name)
    const around = figure.includes('\n') ? '\n' : ''
    return `<!-- figure:${name} -->${around}${figure}${around}<!-- /figure -->`
  })
  if (unused.size > 0) throw new Error(`the page has no marker for ${[...unused].join(', ')}`)
  return filled
}

/** What stands between the markers now, by name. */
export const figuresIn = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...page.matchAll(marked)].map(([, name, text]) => [name!, text!.trim()]))

const marked = /<!-- figure:([\w-]+) -->([^]*?)<!-- \/figure -->/g
