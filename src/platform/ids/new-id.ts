import { randomBytes } from 'node:crypto'
import { systemClock } from '../clock/index.ts'
import type { Clock } from '../clock/index.ts'

type NewIdOptions = {
  clock?: Clock
  /** Source of randomness: returns that many bytes. */
  random?: (size: number) => Uint8Array
}

/**
 * A new unique id: a UUID of version 7 (RFC 9562), so that ids sort by the time they were given.
 * For uploads, builds, requests and other things of this machine; never for what an edition holds.
 */
export function newId({ clock = systemClock, random = randomBytes }: NewIdOptions = {}): string {
  const bytes = new Uint8Array(16)
  bytes.set(random(16))
  let time = clock.now().getTime()
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
