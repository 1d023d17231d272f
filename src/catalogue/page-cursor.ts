import { AppError } from '../platform/errors/index.ts'

/** Where a page ended: in which edition and order, at which step, and with which id (to go on in a later edition). */
export type PageCursor = { edition: string; sort: string; step: number; id: string }

/** The cursor as opaque text. */
export function writeCursor({ edition, sort, step, id }: PageCursor): string {
  return Buffer.from(JSON.stringify([edition, sort, step, id])).toString('base64url')
}

/** The cursor that a text holds. Throws `bad_input` when it is none, or belongs to another order. */
export function readCursor(text: string, sort: string): PageCursor {
  const parts = parse(text)
  const [edition, order, step, id] = parts ?? []
  const isCursor =
    typeof edition === 'string' && typeof order === 'string' && typeof id === 'string' && Number.isSafeInteger(step)
  if (!isCursor || (step as number) < 0) throw refused('The cursor is not one that this service gave.')
  if (order !== sort) throw refused('The cursor belongs to another sort order. Start again without it.')
  return { edition, sort, step: step as number, id }
}

function parse(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function refused(detail: string): AppError {
  return new AppError('bad_input', detail, { errors: [{ pointer: '/query/cursor', detail }] })
}
