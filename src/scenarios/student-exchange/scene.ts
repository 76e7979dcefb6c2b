import { ask } from '../parties.ts'
import type { Scene } from '../story.ts'
import type { Desk, World } from '../world.ts'
import type { Direction } from './directions.ts'

/** The holder's wallet, made when it is first needed. */
export async function walletOf({ http, wallet }: World, scene: Scene, { holder }: Direction): Promise<Desk> {
  if (!scene.wallet) {
    const made = await ask<{ token: string; browser_url: string }>(http, wallet, '/api/instances', { label: holder.name })
    scene.wallet = { token: made.token, browserUrl: made.browser_url }
  }
  return { url: wallet.url, token: scene.wallet.token }
}

/** What an earlier step of the story must have left. @throws Error naming it: then the steps stand in a wrong order */
export function left<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`no ${name}: an earlier step of the story is missing`)
  return thing
}
