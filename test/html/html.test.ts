import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, joined, safeUrl } from '../../src/html/html.ts'

test('what is put in is escaped, for text and for quoted attributes', () => {
  const nasty = `<b title="x" lang='y'>&`
  expect(html`<p title="${nasty}">${nasty}</p>`.toString()).toBe(
    '<p title="&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;">&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;</p>',
  )
})

test('no text at all opens an element or leaves an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const inside = html`<p title="${text}">${text}</p>`.toString().slice('<p title="'.length, -'</p>'.length)
      expect(inside.replace('">', '')).not.toMatch(/[<>"']/)
    }),
  )
})

test('markup goes in as it is, lists are joined, and nothing stays nothing', () => {
  const item = html`<li>${'&'}</li>`
  expect(html`<ul>${[item, item]}${undefined}${null}${false}${0}</ul>`.toString()).toBe('<ul><li>&amp;</li><li>&amp;</li>0</ul>')
  expect(joined(['a', '<', item], ' · ').toString()).toBe('a · &lt; · <li>&amp;</li>')
})

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd'])(
  'an address with the scheme of %j leads nowhere',
  (url) => {
    expect(safeUrl(url)).toBe('about:invalid')
    expect(html`<a href="${url}">x</a>`.toString()).toBe('<a href="about:invalid">x</a>')
    expect(html`<form action="${url}"></form>`.toString()).toBe('<form action="about:invalid"></form>')
  },
)

test.each(['/', '?lang=ja', '#content', 'https://verifier.example/a?b=c', 'openid4vp://?client_id=x', 'openid-credential-offer://?credential_offer_uri=x', 'haip-vp://?x', 'haip-vci://?x', 'a/b:c'])(
  'the address %j stays as it is',
  (url) => expect(safeUrl(url)).toBe(url),
)

test('an attribute without quotes is a fault of ours, and so is a style or an event', () => {
  const value = 'x'
  expect(() => html`<p title=${value}>`).toThrow(TypeError)
  expect(() => html`<p style="color: ${value}">`).toThrow(TypeError)
  expect(() => html`<p onclick="${value}">`).toThrow(TypeError)
  expect(() => html`<iframe srcdoc="${value}">`).toThrow(TypeError)
})
