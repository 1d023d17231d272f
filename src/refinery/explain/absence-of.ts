import { AppError } from '../../platform/errors/index.ts'
import { openHeirs } from './find-heir.ts'

/** Why an edition has no contact of an id: what it is part of now, that its records are gone, or that there never was one. */
export async function absenceOf(id: string, { data, edition }: { data: string; edition: string }): Promise<AppError> {
  const { findHeir, wasGiven } = openHeirs(data)
  const heir = await findHeir(id)
  if (heir !== null) return new AppError('not_found', `${id} is part of ${heir} now.`)
  const absent = `Edition ${edition} has no contact ${id}.`
  if (!(await wasGiven(id))) return new AppError('not_found', absent)
  return new AppError('not_found', `${absent} There was one: its records were taken back or left out.`)
}
