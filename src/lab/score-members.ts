import { AppError } from '../platform/errors/index.ts'
import { readLines } from '../platform/lines/index.ts'

/** How well a build found who is who. All but the counts are shares from 0 to 1. */
export type MemberScores = {
  /** Of the pairs of records that were put together, the share that belongs together. */
  precision: number
  /** Of the pairs that belong together, the share that was put together. */
  recall: number
  f1: number
  /** B³ (Bagga and Baldwin 1998), the mean over records, as F1. */
  b3: number
  records: number
  /** Records of the truth that the build has nowhere (rejected rows); they count as alone. */
  absent: number
}

/**
 * Compares two files of `record_id,contact_id`: who shares a contact in the build, and who in truth.
 * @throws AppError `bad_input` when a file is not of that kind or does not fit the other.
 */
export async function scoreMembers(of: { members: string; truth: string }): Promise<MemberScores> {
  const found = await readAssignment(of.members)
  const truth = await readAssignment(of.truth)
  if (truth.size === 0) throw new AppError('bad_input', `${of.truth} holds no records.`)
  let absent = 0
  const cells = new Map<string, Map<string, number>>() // contact of the build → contact in truth → records
  const trueSizes = new Map<string, number>()
  for (const [record, contact] of truth) {
    const mine = found.get(record)
    if (mine === undefined) absent++
    const cluster = mine === undefined ? `absent ${record}` : `contact ${mine}`
    const cell = cells.get(cluster) ?? new Map<string, number>()
    cell.set(contact, (cell.get(contact) ?? 0) + 1)
    cells.set(cluster, cell)
    trueSizes.set(contact, (trueSizes.get(contact) ?? 0) + 1)
  }
  if (absent === truth.size) throw new AppError('bad_input', `${of.members} and ${of.truth} have no record in common.`)
  return { ...measure(cells, trueSizes), records: truth.size, absent }
}

function measure(cells: Map<string, Map<string, number>>, trueSizes: Map<string, number>) {
  const pairs = (size: number) => (size * (size - 1)) / 2
  let together = 0
  let right = 0
  let wanted = 0
  let records = 0
  let b3Precision = 0
  let b3Recall = 0
  for (const cell of cells.values()) {
    let size = 0
    for (const count of cell.values()) size += count
    together += pairs(size)
    records += size
    for (const [contact, count] of cell) {
      right += pairs(count)
      b3Precision += (count * count) / size
      b3Recall += (count * count) / (trueSizes.get(contact) as number)
    }
  }
  for (const size of trueSizes.values()) wanted += pairs(size)
  const precision = together === 0 ? 1 : right / together
  const recall = wanted === 0 ? 1 : right / wanted
  return { precision, recall, f1: harmonic(precision, recall), b3: harmonic(b3Precision / records, b3Recall / records) }
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b)
}

async function readAssignment(path: string): Promise<Map<string, string>> {
  const assignment = new Map<string, string>()
  let header: string | null = null
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const [record, contact] = line.replace(/\r$/, '').split(',')
        if (header === null) {
          header = line
          if (record !== 'record_id' || contact === undefined)
            throw new AppError('bad_input', `${path} must begin with the header record_id,contact_id.`)
        } else if (record && contact !== undefined) assignment.set(record, contact)
      }
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('bad_input', `Cannot read ${path}.`, { cause: error })
  }
  return assignment
}
