import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors/index.ts'
import { writeFileAtomic } from '../files/index.ts'
import type { MailTransport } from './mail-transport.ts'

/** The way out of an instance without an SMTP server: each mail is a file in a folder, byte for byte what would be sent. */
export type MailFolder = MailTransport & {
  /** The bytes of a mail that was written. */
  read(id: string): Promise<Buffer>
}

/** Opens a folder for mails: `<id>.eml`, readable by this user only. */
export function openMailFolder(folder: string): MailFolder {
  const fileOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new AppError('internal', 'A mail must have an id of ours.')
    return join(folder, `${id}.eml`)
  }
  return {
    kind: 'folder',
    connections: 4,
    deliver: async ({ id, bytes }) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeFileAtomic(fileOf(id), bytes, { mode: 0o600 })
        return { outcome: 'sent', answer: `written to mail/${id}.eml` }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
        return { outcome: 'trouble', answer: `the folder for mails cannot be written to (${code})` }
      }
    },
    read: async (id) =>
      readFile(fileOf(id)).catch((cause: unknown) => {
        throw new AppError('not_found', 'This mail is not in the folder.', { cause })
      }),
    close: async () => {},
  }
}
