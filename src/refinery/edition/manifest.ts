import { readdir } from 'node:fs/promises'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile } from '../../platform/files/index.ts'
import type { Calibration } from '../../engine/merge/index.ts'
import type { BuildReport } from '../build/build-report.ts'
import { findCurrent } from '../store/current.ts'
import { storePaths } from '../store/paths.ts'

/** What an edition says of itself: `manifest.json`. */
export type Manifest = {
  format: 1
  edition: string
  /** When the build ended, ISO 8601. No part of the root. */
  created: string
  /** Date that the edition speaks of; null when nothing in its inputs is dated. */
  asOf: string | null
  /** Version of every rule that had a part in it. */
  rules: string
  /** Edition whose ids it continues. */
  parent: string | null
  /** Edition whose build learned the weights by which people were linked; absent in editions of before. */
  calibration?: string | null
  /** Edition whose build learned how far each source is to be believed; absent in editions of before. */
  reliabilities?: string | null
  /** `verification`: how many results of mail servers went in, and their keyed digest; absent when there were none. */
  inputs: { rows: number; commitment: string; verification?: { results: number; digest: string } }
  tables: { name: string; rows: number; root: string }[]
  root: string
  /** `calibration`: on which world, apart from those it was fitted on, how far the confidence of each field could be believed. */
  quality: { completeness: Record<string, number>; calibration?: Calibration }
  /** Made from the sample world. */
  sample: boolean
  report: BuildReport
}

/** The manifest of an edition, or of the one being served. Throws `not_found`. */
export async function getManifest(data: string, id?: string): Promise<Manifest> {
  const paths = storePaths(data)
  const edition = id ?? (await findCurrent(paths))?.edition
  if (!edition) throw new AppError('not_found', 'There is no edition yet. Build one with `fairlist build FILE`.')
  const manifest = isEditionId(edition) ? await findJsonFile(paths.manifest(edition)) : null
  if (!manifest)
    throw new AppError('not_found', `There is no edition ${edition}. \`fairlist edition list\` shows those there are.`)
  return manifest as Manifest
}

/** Every edition's manifest, newest first. */
export async function listEditions(data: string): Promise<Manifest[]> {
  const names = await readdir(storePaths(data).editions).catch(() => [])
  const ids = names.filter(isEditionId).sort().toReversed()
  return Promise.all(ids.map((id) => getManifest(data, id)))
}

/** Ids are the only names that become part of a path. */
export function isEditionId(name: string): boolean {
  return /^e\d{6}$/.test(name)
}
