import { AppError } from '../../platform/errors/index.ts'
import { findCurrent, setCurrent } from '../store/current.ts'
import { storePaths } from '../store/paths.ts'
import { getManifest, listEditions, type Manifest } from './manifest.ts'

/**
 * Serves another edition: the one named, or the one before the one being served. The id ledger stays the newest, so
 * that no id is ever given to two people. Throws `not_found` or `conflict`.
 */
export async function rollBack(data: string, id?: string): Promise<Manifest> {
  const paths = storePaths(data)
  const current = await findCurrent(paths)
  if (!current) throw new AppError('not_found', 'There is no edition yet. Build one with `fairlist build FILE`.')
  const target = id ?? (await editionBefore(data, current.edition))
  const manifest = await getManifest(data, target)
  await setCurrent(paths, { ...current, edition: manifest.edition })
  return manifest
}

async function editionBefore(data: string, edition: string): Promise<string> {
  const editions = await listEditions(data)
  const before = editions.find((manifest) => manifest.edition < edition)
  if (!before) throw new AppError('conflict', `There is no edition before ${edition} to roll back to.`)
  return before.edition
}
