import { days, hours, toUtc } from '../../base/time.ts'
import type { Localized } from '../../base/localized.ts'
import { ask } from '../parties.ts'
import type { Step, StepOutcome } from '../story.ts'
import type { World } from '../world.ts'
import type { Direction } from './directions.ts'

/** What happens between issuance and presentation. */
const meanwhile = (id: string, detail: Localized, act: (world: World) => Promise<StepOutcome['links']>): Step => ({
  id,
  title: { en: 'Meanwhile', ja: 'その間に', fr: 'Entre-temps' },
  run: async (world) => {
    const links = await act(world)
    const label = { en: 'Time in this world', ja: 'この世界の時刻', fr: 'Heure dans ce monde' }
    return { detail, facts: [{ label, value: toUtc(world.clock.now()) }], links }
  },
})

const listLink = (url: string): StepOutcome['links'] => [
  { label: { en: 'The trust list', ja: '信頼リスト', fr: 'La liste de confiance' }, href: url },
]

export const withdrawUniversity = ({ from }: Direction): Step =>
  meanwhile(
    'withdrawal',
    {
      en: 'An hour after issuance the scheme operator withdraws the university from its list; another hour later the diploma is presented.',
      ja: '発行の1時間後、制度運営者が大学をリスト上で取り消しました。学位証明が提示されるのは、さらに1時間後です。',
      fr: 'Une heure après l’émission, l’opérateur du schéma retire l’université de sa liste ; une heure plus tard, le diplôme est présenté.',
    },
    async (world) => {
      const { operator, universityServiceId } = world.sides[from]
      world.advance(hours(1))
      await ask(world.http, operator, `/desk/services/${universityServiceId}/status`, { status: 'withdrawn' })
      world.advance(hours(1))
      return listLink(operator.url)
    },
  )

export const revokeDiploma = ({ from, holder }: Direction): Step =>
  meanwhile(
    'revocation',
    {
      en: 'The university revokes the diploma: in its status list the values of all copies in the wallet change.',
      ja: '大学が学位証明を失効させます。ステータスリストでは、ウォレットにあるすべての複製の値が変わります。',
      fr: 'L’université révoque le diplôme : dans sa liste de statuts changent les valeurs de tous les exemplaires du portefeuille.',
    },
    async (world) => {
      const { university } = world.sides[from]
      const { credentials } = await ask<{ credentials: readonly { id: string; subject: string }[] }>(world.http, university, '/desk/credentials')
      const copies = credentials.filter(({ subject }) => subject === holder.subject)
      if (copies.length === 0) throw new Error('the university has issued nothing to this person')
      for (const { id } of copies) await ask(world.http, university, `/desk/credentials/${id}/status`, { status: 'revoked' })
      return []
    },
  )

/** Longer than a diploma's technical validity, shorter than the identity credential's (`src/jurisdictions`). */
export const letTimePass = (): Step =>
  meanwhile(
    'time',
    {
      en: 'Thirty days and two hours pass: the diploma’s technical validity is over, the identity credential’s is not.',
      ja: '30日と2時間が過ぎました。学位証明の技術上の有効期間は終わり、身元の証明はまだ有効です。',
      fr: 'Trente jours et deux heures passent : la validité technique du diplôme est terminée, celle de l’attestation d’identité ne l’est pas.',
    },
    async (world) => {
      world.advance(days(30))
      world.advance(hours(2))
      return []
    },
  )

export const takeListOffline = ({ from }: Direction): Step =>
  meanwhile(
    'outage',
    {
      en: 'The scheme operator’s service is down: connections are refused.',
      ja: '制度運営者のサービスが停止し、接続が拒否されます。',
      fr: 'Le service de l’opérateur du schéma est arrêté : les connexions sont refusées.',
    },
    async (world) => {
      await world.takeListOffline(from)
      return []
    },
  )

export const letListExpire = ({ from }: Direction): Step =>
  meanwhile(
    'silence',
    {
      en: 'The scheme operator stops publishing, and eight days pass: the announced next update is a day late.',
      ja: '制度運営者が公表を止めたまま8日が過ぎ、予告された次回更新を1日過ぎています。',
      fr: 'L’opérateur du schéma cesse de publier et huit jours passent : la mise à jour annoncée a un jour de retard.',
    },
    async (world) => {
      const { operator } = world.sides[from]
      await ask(world.http, operator, '/desk/publishing', { paused: true })
      world.advance(days(8))
      return listLink(operator.url)
    },
  )
