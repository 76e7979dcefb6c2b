import { randomInt } from 'node:crypto'
import { bind } from '../../src/http/adapters/bind.ts'

/** Whether each of these ports on loopback can be had right now. */
export async function canBeHad(ports: readonly number[]): Promise<boolean> {
  const held: { close(): Promise<void> }[] = []
  try {
    for (const port of ports) held.push(await bind({ port, host: '127.0.0.1' }))
    return true
  } catch {
    return false
  } finally {
    for (const binding of held) await binding.close()
  }
}

/**
 * Ports in a row that are free and stay so: below the range from which systems hand out ports by themselves, so that no
 * other test is given one of them meanwhile.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  for (;;) {
    const first = randomInt(15_000, 30_000)
    const ports = Array.from({ length: count }, (_, index) => first + index)
    if (await canBeHad(ports)) return ports
  }
}
