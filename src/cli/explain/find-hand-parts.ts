import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '../../config.ts'
import { listHandParts, type HandPart } from '../../modules/review/index.ts'
import { withDecisions } from '../decisions/with-decisions.ts'

/** Reads them from the database; where there is none yet, nobody decided anything. Failures are those of `listHandParts`. */
export async function findHandParts(data: string, asked: Parameters<typeof listHandParts>[1]): Promise<HandPart[]> {
  const hasCluster = await access(join(data, 'postgres')).then(
    () => true,
    () => false,
  )
  if (!hasCluster && loadConfig().databaseUrl === undefined) return []
  return withDecisions(data, (dependencies) => listHandParts(dependencies, asked))
}
