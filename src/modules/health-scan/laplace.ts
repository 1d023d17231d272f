import { createHash } from 'node:crypto'

/**
 * A draw from the Laplace distribution around 0 of a scale, made of a secret seed and of what it is for: the same seed and the
 * same purpose give the same draw, so that nobody averages it away by asking again (Dwork et al. 2006).
 */
export function laplace(scale: number, { seed, purpose }: { seed: Uint8Array; purpose: string }): number {
  const digest = createHash('sha256').update(seed).update(purpose).digest()
  // 52 bits, in the middle of their step: never 0 or 1.
  const even = (Number(digest.readBigUInt64BE() >> 12n) + 0.5) / 2 ** 52
  const aside = even - 0.5
  return -scale * Math.sign(aside) * Math.log(1 - 2 * Math.abs(aside))
}
