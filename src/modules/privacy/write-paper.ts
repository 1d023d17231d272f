import type { Transaction } from 'kysely'
import { newId } from '../../platform/ids/index.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import type { PaperKind, PrivacyTables } from './tables.ts'

/** Seals a paper of a request and files it. */
export async function writePaper(
  trx: Transaction<PrivacyTables>,
  { request, kind, paper }: { request: string; kind: PaperKind; paper: object },
  { clock, seal }: Pick<PrivacyDependencies, 'clock' | 'seal'>,
): Promise<void> {
  const sealed = seal.seal(request, paper)
  await trx
    .insertInto('request_papers')
    .values({ id: newId({ clock }), request, kind, sealed, written_at: clock.now() })
    .execute()
}
