import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../platform/errors/index.ts'
import { writeFileAtomic } from '../../platform/files/index.ts'

/** What a signed link is for: whose preferences, and for a mail's own link of which topic. */
export type LinkClaim = { correspondent: string; topic: string | null }

/** Signs links and knows its own. */
export type LinkSigner = {
  sign(claim: LinkClaim): string
  /** What a link says; null when it is not ours, was changed, or its key is gone. */
  read(token: string): LinkClaim | null
}

/**
 * Opens the key of signed links, `<data>/keys/links.key` (mode 600), or makes one. A line is `<version> <hex>`; the last
 * signs, all are honoured, so that a key is changed by adding a line and forgotten by removing one.
 */
export async function openLinkSigner(path: string): Promise<LinkSigner> {
  const keys = await readKeys(path)
  const [version, key] = [...keys].at(-1) as [string, Buffer]
  return {
    sign: (claim) => {
      const said = `${version}.${Buffer.from(claim.correspondent.replaceAll('-', ''), 'hex').toString('base64url')}.${claim.topic ?? ''}`
      return `${said}.${mac(key, said)}`
    },
    read: (token) => {
      const [, said = '', of = '', id = '', topic = '', given = ''] =
        /^((\d{1,6})\.([\w-]{22})\.([a-z-]{0,40}))\.([\w-]{43})$/.exec(token) ?? []
      const known = keys.get(of)
      if (!known || !timingSafeEqual(Buffer.from(mac(known, said)), Buffer.from(given))) return null
      return { correspondent: asUuid(Buffer.from(id, 'base64url')), topic: topic || null }
    },
  }
}

function mac(key: Buffer, said: string): string {
  return createHmac('sha256', key).update(`fairlist preferences ${said}`).digest('base64url')
}

function asUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

async function readKeys(path: string): Promise<Map<string, Buffer>> {
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  const text = known ?? (await makeKey(path))
  const lines = text.trim().split('\n')
  const keys = lines.map((line) => /^(\d{1,6}) ([0-9a-f]{64})$/.exec(line.trim()))
  if (keys.some((key) => key === null)) {
    throw new AppError(
      'internal',
      'keys/links.key is damaged: each line must be a version and 64 hex digits. Restore it from a backup.',
    )
  }
  return new Map(keys.map((key) => [key?.[1] ?? '', Buffer.from(key?.[2] ?? '', 'hex')]))
}

async function makeKey(path: string): Promise<string> {
  const text = `1 ${randomBytes(32).toString('hex')}\n`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileAtomic(path, text, { mode: 0o600 })
  return text
}
