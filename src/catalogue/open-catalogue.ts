import { basename, join, resolve } from 'node:path'
import { daysBetween } from '../engine/merge/index.ts'
import type { Clock } from '../platform/clock/index.ts'
import { AppError } from '../platform/errors/index.ts'
import { findJsonFile } from '../platform/files/index.ts'
import type { KeyRing } from '../platform/keys/index.ts'
import { Catalogue } from './catalogue.ts'
import { loadContactIndex } from './contact-index.ts'
import { openIdentifierFiles, type IdentifierIndex } from './identifier-index.ts'
import { RowFile } from './row-file.ts'
import { scanIdentifiers } from './scan-identifiers.ts'

/** What turns identifiers into what an edition holds of them. */
export type IdentifierKey = Pick<KeyRing, 'mac' | 'check'>

/**
 * Opens the edition in a directory. With the key, contacts are found by their identifiers in every edition: in one that was built
 * without them, or under another key, by what its rows show. Throws `unavailable` when its index is missing, incomplete or of
 * another version. With the clock, confidences are those of the day; without, those of the edition's date.
 */
export async function openCatalogue(
  directory: string,
  { key, clock }: { key?: IdentifierKey; clock?: Clock } = {},
): Promise<Catalogue> {
  const folder = join(directory, 'index')
  const index = await loadContactIndex(folder)
  const contacts = await RowFile.open(folder, 'contacts')
  const companies = await RowFile.open(folder, 'companies').catch(async (error: unknown) => {
    await contacts.close()
    throw error
  })
  if (contacts.rows !== index.rows || companies.rows !== index.companies.ids.length) {
    await Promise.all([contacts.close(), companies.close()])
    throw new AppError(
      'unavailable',
      'The search index does not fit the rows of the edition. Build it again: fairlist build',
    )
  }
  const identifiers = await openIdentifiers(folder, { rows: index.rows, key }).catch(async (error: unknown) => {
    await Promise.all([contacts.close(), companies.close()])
    throw error
  })
  const age = clock ? ageOf(await findJsonFile(join(directory, 'manifest.json')), clock) : null
  return new Catalogue({ edition: basename(resolve(directory)), index, contacts, companies, identifiers, age })
}

/** Days since the date that an edition speaks of, whenever asked; none for one that is not dated. */
function ageOf(manifest: unknown, clock: Clock): () => number {
  const { asOf } = (manifest ?? {}) as { asOf?: string | null }
  return () => daysBetween(asOf ?? null, clock.now().toISOString()) ?? 0
}

async function openIdentifiers(
  folder: string,
  { rows, key }: { rows: number; key: IdentifierKey | undefined },
): Promise<IdentifierIndex | null> {
  const files = await openIdentifierFiles(folder, { rows, check: key?.check ?? null })
  return files ?? (key ? scanIdentifiers(folder, key.mac) : null)
}
