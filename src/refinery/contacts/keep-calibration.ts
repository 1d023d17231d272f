import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Calibration, KnownValue, LinkState } from '../../engine/match/index.ts'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import type { BuildContext } from '../build/build-context.ts'
import { draftExplain, writeKnown } from '../explain/write-explain.ts'

/** A calibration, by the edition that learned it, and where the linking of the last edition under it ended. */
export type KeptCalibration = { name: string; calibration: Calibration; state: LinkState | null }

/** What `calibration.json` says. `rules` is the version of the linking that the state is of. */
type Head = Omit<Calibration, 'values'> & { name: string; rules: string }

const HEAD = 'calibration.json'
const VALUES = 'calibration.parquet'
const STATE = 'linked.bin'

/** Raise it when linking may come out differently for the same records and calibration. */
export const LINK_RULES = 'link-4'

/** The calibration under which the parent edition was linked; null where there is none, or it was kept by other rules. */
export async function readCalibration({ paths, parentLedger }: BuildContext): Promise<KeptCalibration | null> {
  if (parentLedger === null) return null
  const folder = paths.explain(parentLedger)
  const head = (await findJsonFile(join(folder, HEAD))) as Head | null
  if (head === null || head.rules !== LINK_RULES) return null
  const db = await openDuckDb({ threads: 1 })
  try {
    const values = await db.rows<KnownValue>(`SELECT kind, value, number FROM ${sqlText(join(folder, VALUES))}`)
    return { name: head.name, calibration: { ...head, values }, state: await readState(join(folder, STATE)) }
  } finally {
    db.close()
  }
}

/** Keeps the calibration of this edition beside what explains it: the parent's as it was, or a new one. */
export async function writeCalibration(
  context: BuildContext,
  { name, calibration, state }: KeptCalibration & { state: LinkState },
): Promise<void> {
  const folder = draftExplain(context)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { values, model, ordinary, records, blockCap } = calibration
  const head: Head = { name, rules: LINK_RULES, records, blockCap, model, ordinary }
  await writeJsonFile(join(folder, HEAD), head)
  const { paths, parentLedger, edition } = context
  if (name === edition || parentLedger === null) await writeKnown(context, { values, to: join(folder, VALUES) })
  else await copyFile(join(paths.explain(parentLedger), VALUES), join(folder, VALUES))
  await writeState(join(folder, STATE), state)
}

/** The name of the calibration that a build's draft holds. */
export async function calibrationName(context: BuildContext): Promise<string | null> {
  const head = (await findJsonFile(join(draftExplain(context), HEAD))) as Head | null
  return head?.name ?? null
}

/** Two counts, then the arrays one after the other, as they lie in memory. */
async function writeState(path: string, state: LinkState): Promise<void> {
  const { keys, prints, components, clusters, unitStarts, units } = state
  const counts = Float64Array.of(keys.length, units.length)
  const parts = [counts, keys, prints, components, clusters, unitStarts, units]
  await writeFile(
    path,
    parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
    { mode: 0o600 },
  )
}

async function readState(path: string): Promise<LinkState | null> {
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null || bytes.length < 16) return null
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  const [records, units] = new Float64Array(buffer, 0, 2)
  if (buffer.byteLength !== 16 + records * 8 + (4 * records + 1 + units) * 4) return null
  let at = 16 + records * 8
  const next = (length: number): Uint32Array => {
    const part = new Uint32Array(buffer, at, length)
    at += length * 4
    return part
  }
  return {
    keys: new Float64Array(buffer, 16, records),
    prints: next(records),
    components: next(records),
    clusters: next(records),
    unitStarts: next(records + 1),
    units: next(units),
  }
}
