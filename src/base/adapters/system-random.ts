import { randomBytes, randomFillSync } from 'node:crypto'
import type { Random } from '../random.ts'

/**
 * Small draws come out of a block that the system's generator fills: a call per salt would take longer than the
 * signature of a credential. What was drawn is erased from the block.
 */
export const systemRandom: Random = { bytes: (length) => (length > smallDraw ? randomBytes(length) : draw(length)) }

const smallDraw = 64
const block = new Uint8Array(4096)
let drawn = block.length

function draw(length: number): Uint8Array {
  if (drawn + length > block.length) {
    randomFillSync(block)
    drawn = 0
  }
  const bytes = block.slice(drawn, drawn + length)
  block.fill(0, drawn, drawn + length)
  drawn += length
  return bytes
}
