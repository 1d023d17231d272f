import { AppError } from '../../platform/errors/index.ts'

/** Position of a column that the user named, or an error that lists those there are. */
export function findColumn(columns: string[], name: string): number {
  const index = columns.indexOf(name)
  if (index >= 0) return index
  throw new AppError(
    'bad_input',
    `There is no column called "${name}"; the file has ${columns.slice(0, 20).join(', ')}.`,
  )
}
