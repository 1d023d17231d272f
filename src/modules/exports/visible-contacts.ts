import type { Row } from '../../catalogue/index.ts'
import type { ExportDependencies } from './export-dependencies.ts'

/** Contacts looked up at once. */
export const CHUNK = 500

/** Those of the contacts that may go out at this moment: seen in what is served, and not stopped by what the database holds. */
export async function readVisible(
  ids: readonly string[],
  { contacts }: Pick<ExportDependencies, 'contacts'>,
): Promise<Row[]> {
  const stopped = await contacts.stopped(ids)
  // Read last: whoever stops in between is hidden before they are told so.
  return (await contacts.read(ids)).filter(({ id }) => !stopped.has(String(id)))
}

/** The same, ids alone. */
export async function findVisible(
  ids: readonly string[],
  dependencies: Pick<ExportDependencies, 'contacts'>,
): Promise<Set<string>> {
  return new Set((await readVisible(ids, dependencies)).map(({ id }) => String(id)))
}
