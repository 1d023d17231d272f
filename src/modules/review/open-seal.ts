import { createCipheriv, createDecipheriv } from 'node:crypto'
import { AppError } from '../../platform/errors/index.ts'
import { openKeyRing } from '../../platform/keys/index.ts'

/** Turns digests of contents into what may be stored of them, and back. */
export type Seal = {
  seal: (digest: string) => string
  /** Throws `unavailable` for what another key sealed. */
  open: (sealed: string) => string
}

const SEALED = /^([0-9a-f]{8})\.([0-9a-f]{32})$/

/**
 * Opens the seal of decisions, under a key made from the instance's. A digest is one block of 16 bytes, so AES-128 (FIPS 197) of
 * that block alone hides it and gives it back: who has a copy of the database and guesses what a row says cannot try the guess,
 * and builds get the digests that they compare. A sealed digest is led by what the key makes of a fixed text, so that a wrong key
 * is noticed and no decision forgotten. Throws as `openKeyRing` does.
 */
export async function openSeal(data: string, { create }: { create: boolean }): Promise<Seal> {
  const { mac, path } = await openKeyRing({ data, create })
  const key = mac('fairlist decisions by hand')
  const check = mac('fairlist decisions by hand: check').toString('hex', 0, 4)
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  return {
    seal: (digest) => `${check}.${cipher.update(digest, 'hex', 'hex')}`,
    open: (sealed) => {
      const [, own, block] = SEALED.exec(sealed) ?? []
      // Decisions from before digests were sealed.
      if (own === undefined || block === undefined) return sealed
      if (own !== check)
        throw new AppError(
          'unavailable',
          `Decisions were made under another key than ${path}. Restore it from a backup.`,
        )
      return decipher.update(block, 'hex', 'hex')
    },
  }
}
