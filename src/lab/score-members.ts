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
  /** Pairs wrongly put together: of two people, and with a mailbox or a row about nobody among them. */
  wrongPairs: { people: number; others: number }
}

/**
 * Compares two files of `record_id,contact_id`: who shares a contact in the build, and who in truth; or of `record_id,company_id`, or of
 * `record_id,cluster_id`, as `fairlist link` writes it. Rows about nobody (`junk-…` in truth) may be put together with each other, which means
 * nothing; with anything else it is an error.
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

type Cells = Map<string, Map<string, number>>

function measure(cells: Cells, trueSizes: Map<string, number>) {
  const sums = { right: 0, peopleWrong: 0, othersWrong: 0, records: 0, b3Precision: 0, b3Recall: 0 }
  for (const cell of cells.values()) addCluster(sums, cell, trueSizes)
  let wanted = 0
  for (const size of trueSizes.values()) wanted += pairsOf(size)
  const { right, peopleWrong, othersWrong, records } = sums
  const together = right + peopleWrong + othersWrong
  const precision = together === 0 ? 1 : right / together
  const recall = wanted === 0 ? 1 : right / wanted
  const b3 = harmonic(sums.b3Precision / records, sums.b3Recall / records)
  return {
    precision,
    recall,
    f1: harmonic(precision, recall),
    b3,
    wrongPairs: { people: peopleWrong, others: othersWrong },
  }
}

type Sums = Record<'right' | 'peopleWrong' | 'othersWrong' | 'records' | 'b3Precision' | 'b3Recall', number>

function addCluster(sums: Sums, cell: Map<string, number>, trueSizes: Map<string, number>): void {
  const sizes = { junk: 0, mailbox: 0, person: 0 }
  let right = 0
  let peopleRight = 0
  for (const [contact, count] of cell) {
    const kind = contact.startsWith('junk-') ? 'junk' : contact.startsWith('role-') ? 'mailbox' : 'person'
    sizes[kind] += count
    right += pairsOf(count)
    if (kind === 'person') peopleRight += pairsOf(count)
  }
  const size = sizes.junk + sizes.mailbox + sizes.person
  const together = pairsOf(size) - pairsOf(sizes.junk)
  const peopleWrong = pairsOf(sizes.person) - peopleRight
  sums.right += right
  sums.peopleWrong += peopleWrong
  sums.othersWrong += together - right - peopleWrong
  for (const [contact, count] of cell) {
    if (contact.startsWith('junk-')) continue
    sums.records += count
    sums.b3Precision += (count * count) / size
    sums.b3Recall += (count * count) / (trueSizes.get(contact) ?? count)
  }
}

function pairsOf(size: number): number {
  return (size * (size - 1)) / 2
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
          if (record !== 'record_id' || !/^(contact|company|cluster)_id$/.test(contact ?? ''))
            throw new AppError(
              'bad_input',
              `${path} must begin with the header record_id,contact_id (or company_id, or cluster_id).`,
            )
        } else if (record && contact !== undefined) assignment.set(record, contact)
      }
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('bad_input', `Cannot read ${path}.`, { cause: error })
  }
  return assignment
}
