import { ask, type Row } from '../parties.ts'
import type { Crossing, Step } from '../story.ts'
import type { Direction } from './directions.ts'

/** The verifier's account of a server-to-server request: `POST /api/transfer-requests`. */
interface TransferOutcome extends Omit<Crossing, 'receipt' | 'report'> {
  readonly outcome: 'blocked' | 'received'
  readonly report: readonly Row[]
}

/** Admissions asks the registrar instead of the holder, with a request signed by its access certificate. */
export const transferPastHolder = ({ from, to, holder }: Direction): Step => ({
  id: 'transfer',
  title: {
    en: 'Admissions asks the registrar directly',
    ja: '入試課が学籍係に直接照会する',
    fr: 'Les admissions interrogent directement le registraire',
  },
  run: async (world, scene) => {
    const { university } = world.sides[from]
    const { admissions } = world.sides[to]
    const { outcome, decision, report, disclosed, withheld } = await ask<TransferOutcome>(
      world.http, admissions, '/api/transfer-requests', { issuer: university.url, subject: holder.subject, kind: 'diploma' },
    )
    scene.crossing = { decision, report, disclosed, withheld, receipt: null }
    return {
      detail: {
        en: 'The registrar verified who asks, and then asked the law: a transfer to a university in Japan has no adequacy decision to stand on. It named the ways that remain, first of all to ask the holder.',
        ja: '学籍係は照会元を検証したうえで、法的根拠を確かめました。日本の大学への移転には、依拠できる十分性認定がありません。残された手段として、まず本人に求めることが示されました。',
        fr: 'Le registraire a vérifié qui demande, puis interrogé le droit : aucun constat d’adéquation ne fonde un transfert vers une université au Japon. Il a indiqué les voies qui restent, à commencer par s’adresser au titulaire.',
      },
      facts: [{ label: { en: 'Outcome', ja: '結果', fr: 'Issue' }, value: outcome }],
      links: [
        { label: { en: 'The university', ja: '大学のページ', fr: 'L’université' }, href: university.url },
        { label: { en: 'The admissions office', ja: '入試課のページ', fr: 'Le bureau des admissions' }, href: admissions.url },
      ],
    }
  },
})
