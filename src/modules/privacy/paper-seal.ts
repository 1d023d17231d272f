import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../platform/errors/index.ts'
import { writeFileAtomic } from '../../platform/files/index.ts'

/** Seals what a request says of a person, so that the database alone tells nobody. */
export type PaperSeal = {
  /** `request` is bound in: a paper cannot be moved to another request. */
  seal(request: string, paper: object): Buffer
  /** What was sealed; null when it was changed, or under a key that is gone. */
  open(request: string, sealed: Buffer): Record<string, unknown> | null
}

const NONCE = 12
const TAG = 16

/**
 * Opens the key of papers, `<data>/keys/requests.key` (mode 600), or makes one. AES-256-GCM with a random nonce (NIST SP
 * 800-38D); the id of the request is authenticated with it.
 */
export async function openPaperSeal(path: string): Promise<PaperSeal> {
  const key = await readKey(path)
  return {
    seal: (request, paper) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(request))
      const text = Buffer.concat([cipher.update(JSON.stringify(paper), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text])
    },
    open: (request, sealed) => {
      try {
        const nonce = sealed.subarray(0, NONCE)
        const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
          .setAAD(Buffer.from(request))
          .setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
        const text = Buffer.concat([cipher.update(sealed.subarray(NONCE + TAG)), cipher.final()])
        return JSON.parse(text.toString('utf8')) as Record<string, unknown>
      } catch {
        return null
      }
    },
  }
}

async function readKey(path: string): Promise<Buffer> {
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (known !== null && !/^[0-9a-f]{64}\s*$/.test(known))
    throw new AppError('internal', 'keys/requests.key is damaged: it must be 64 hex digits. Restore it from a backup.')
  if (known !== null) return Buffer.from(known.trim(), 'hex')
  const key = randomBytes(32)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileAtomic(path, `${key.toString('hex')}\n`, { mode: 0o600 })
  return key
}
