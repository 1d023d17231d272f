import { hash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../errors/index.ts'
import { writeFileAtomic } from '../files/index.ts'

/** The key that turns identifiers into what may be stored of them. */
export type KeyRing = {
  /** Number of the key, kept beside everything that was made with it. */
  version: number
  /** HMAC-SHA-256 of a text's UTF-8, cut to its first 16 bytes (RFC 2104, section 5). */
  mac: (text: string) => Buffer
  /** What the key makes of a fixed text: equal for equal keys, and tells nothing else. */
  check: Buffer
  /** The file of the key, for processes that need it: a key is never on a command line. */
  path: string
}

type Options = {
  /** The data directory. */
  data: string
  /** Make a key where there is none (default). Not to be done once anything was stored under a key that is gone. */
  create?: boolean
}

/** Bytes of a MAC: 128 bits, as short as RFC 2104 lets one of SHA-256 be. */
export const MAC_BYTES = 16

const KEY_BYTES = 32
const BLOCK_BYTES = 64
const DIGEST_BYTES = 32

/**
 * Opens the key of suppressions, `<data>/keys/suppression.key` (mode 600), and makes it when it is missing. Two processes
 * that make it at once end with the same one. Throws `unavailable` when it is missing and must not be made, `internal` when
 * it is damaged.
 */
export async function openKeyRing({ data, create = true }: Options): Promise<KeyRing> {
  const path = join(data, 'keys', 'suppression.key')
  const text = (await findKey(path)) ?? (create ? await createKey(path).catch(explain) : null)
  if (text === null)
    throw new AppError(
      'unavailable',
      `${path} is missing, and suppressions were made under it. Restore it from a backup.`,
    )
  return keyRingOf(text, path)
}

/** Opens the key in a file, for a process that was told where it is. Throws `unavailable` or `internal`. */
export async function readKeyRing(path: string): Promise<KeyRing> {
  const text = await findKey(path)
  if (text === null) throw new AppError('unavailable', `${path} is missing. Restore it from a backup.`)
  return keyRingOf(text, path)
}

async function findKey(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** Puts a new key in place unless another was put there first, and gives the one that is there then. */
async function createKey(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFileAtomic(draft, `1:${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600 })
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return readFile(path, 'utf8')
}

function explain(cause: NodeJS.ErrnoException): never {
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(cause.code ?? '')) throw cause
  throw new AppError(
    'unavailable',
    `The data directory cannot be written (${cause.code}). Check its owner, permissions and space, or choose another with --data.`,
    { cause },
  )
}

function keyRingOf(text: string, path: string): KeyRing {
  const [, version, hex] = /^(\d{1,6}):([0-9a-f]{64})\s*$/.exec(text) ?? []
  if (hex === undefined)
    throw new AppError('internal', `${path} is damaged: it holds no key. Restore it from a backup.`)
  const mac = macUnder(Buffer.from(hex, 'hex'))
  return { version: Number(version), mac, check: mac('fairlist suppression key'), path }
}

/**
 * HMAC out of two one-shot hashes over buffers that begin with the padded key: five times as fast as `createHmac`, which
 * makes objects for each text. RFC 2104, section 2.
 */
function macUnder(key: Buffer): (text: string) => Buffer {
  let inner = Buffer.alloc(BLOCK_BYTES + 512, 0)
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0)
  for (let i = 0; i < BLOCK_BYTES; i++) {
    inner[i] = (key[i] ?? 0) ^ 0x36
    outer[i] = (key[i] ?? 0) ^ 0x5c
  }
  return (text) => {
    // UTF-8 takes at most three bytes for a UTF-16 code unit.
    if (text.length * 3 > inner.length - BLOCK_BYTES)
      inner = Buffer.concat([inner.subarray(0, BLOCK_BYTES)], BLOCK_BYTES + text.length * 3)
    const length = inner.write(text, BLOCK_BYTES, 'utf8')
    hash('sha256', inner.subarray(0, BLOCK_BYTES + length), 'buffer').copy(outer, BLOCK_BYTES)
    return Buffer.from(hash('sha256', outer, 'buffer').subarray(0, MAC_BYTES))
  }
}
