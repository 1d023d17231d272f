import { basename, join, resolve } from 'node:path'
import { AppError } from '../platform/errors/index.ts'
import { Catalogue } from './catalogue.ts'
import { loadContactIndex } from './contact-index.ts'
import { RowFile } from './row-file.ts'

/** Opens the edition in a directory. Throws `unavailable` when its index is missing, incomplete or of another version. */
export async function openCatalogue(directory: string): Promise<Catalogue> {
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
  return new Catalogue({ edition: basename(resolve(directory)), index, contacts, companies })
}
