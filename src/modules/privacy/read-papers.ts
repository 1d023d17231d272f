import type { Kysely } from 'kysely'
import type { Wish } from './ask-for-change.ts'
import type { Person } from './open-request.ts'
import type { PaperSeal } from './paper-seal.ts'
import type { PaperKind, PrivacyTables } from './tables.ts'

/** A paper as it was written; null where it cannot be read any more. */
export type OpenPaper = { kind: PaperKind; at: Date; paper: Record<string, unknown> | null }

/** All papers of a request, oldest first. */
export async function readPapers(db: Kysely<PrivacyTables>, seal: PaperSeal, request: string): Promise<OpenPaper[]> {
  const rows = await db
    .selectFrom('request_papers')
    .select(['kind', 'sealed', 'written_at'])
    .where('request', '=', request)
    .orderBy('id')
    .execute()
  return rows.map(({ kind, sealed, written_at }) => ({ kind, at: written_at, paper: seal.open(request, sealed) }))
}

/** Who asks; null once the papers are gone. */
export async function readPerson(db: Kysely<PrivacyTables>, seal: PaperSeal, request: string): Promise<Person | null> {
  return personIn(await readPapers(db, seal, request))
}

/** Who asks, among the papers of a request. */
export function personIn(papers: OpenPaper[]): Person | null {
  const paper = papers.find(({ kind }) => kind === 'person')?.paper
  if (!paper) return null
  return { email: textOrNull(paper['email']), name: textOrNull(paper['name']), company: textOrNull(paper['company']) }
}

/** The field that is to be corrected, among the papers of a request. */
export function wishIn(papers: OpenPaper[]): Wish | null {
  const paper = papers.find(({ kind }) => kind === 'wish')?.paper
  if (!paper) return null
  const { contact, field, label, held, value } = paper as Record<keyof Wish, string>
  return { contact, field, label, held, value }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
