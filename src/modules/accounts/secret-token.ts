import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link: 256 bits that nobody can guess. The database keeps its digest only. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** What the database knows of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
