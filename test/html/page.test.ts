import { expect, test } from 'vitest'
import { assets, assetVersion } from '../../src/html/assets.ts'
import { html } from '../../src/html/html.ts'
import { pageView, type Shell } from '../../src/html/page.ts'
import { languageLinks } from './models.ts'

const shell: Shell = {
  serviceName: 'LAB-University of Musterland',
  operator: 'LAB-University <Registrar>',
  place: 'European Union',
  theme: 'indigo',
  language: 'ja',
  languageLinks,
  development: true,
  labUrl: 'http://localhost:4400/',
}
const page = { title: 'Result & receipt', body: html`<p>body</p>` }

test('a page says whose site it is, where, and that it is a laboratory', () => {
  const text = pageView(shell, page).toString()
  expect(text).toMatch(/^<!doctype html>\n<html lang="ja">/)
  expect(text).toContain('<title>Result &amp; receipt · LAB-University of Musterland</title>')
  expect(text).toContain('<span class="service-name">LAB-University of Musterland</span>')
  expect(text).toContain('LAB-University &lt;Registrar&gt;')
  expect(text).toContain('>LAB</abbr>')
  expect(text).toContain('href="http://localhost:4400/"')
  expect(text.match(/<h1/g)).toHaveLength(1)
})

test('the way past the header leads to the content', () => {
  const text = pageView(shell, page).toString()
  expect(text).toContain('<a class="skip" href="#content">')
  expect(text).toContain('<main id="content"')
})

test('every language is offered in its own words, and the present one is marked', () => {
  const text = pageView(shell, page).toString()
  expect(text).toContain('<a href="?lang=en" lang="en" hreflang="en">English</a>')
  expect(text).toContain('<a href="?lang=ja" lang="ja" hreflang="ja" aria-current="true">日本語</a>')
  expect(text).toContain('<a href="?lang=fr" lang="fr" hreflang="fr">Français</a>')
})

test('plain http is declared on the page, and only then', () => {
  expect(pageView(shell, page).toString()).toContain('class="development"')
  expect(pageView({ ...shell, development: false }, page).toString()).not.toContain('class="development"')
})

test('assets are found below the base path, and their address changes with their contents', () => {
  const text = pageView({ ...shell, basePath: '/issuer' }, page).toString()
  expect(text).toContain(`href="/issuer/assets/kakehashi.css?v=${assetVersion}"`)
  expect(text).toContain('<a class="service-home" href="/issuer/">')
  expect(assets.map(({ path }) => path)).toEqual(['/assets/kakehashi.css', '/assets/kakehashi.svg'])
})

test('the stylesheet loads nothing from anywhere', () => {
  expect(assets[0]!.body).not.toMatch(/@import|url\(/)
})

test('a page has no script, no style of its own, and no event', () => {
  expect(pageView(shell, page).toString()).not.toMatch(/<script|<style|\sstyle="|\son[a-z]+="/)
})
