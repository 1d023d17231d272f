import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { giveIdsOf } from './give-ids-of.ts'

let work: string

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'fairlist-ids-'))
})
afterAll(() => rm(work, { recursive: true }))

type Row = { kind: string; member: string; id: number }
/** Cluster of each member, null for one that is not in this build, 'gone' for one that the gate dropped. */
type Turn = (number | null | 'gone')[]

/** Builds one after the other: the ledger after each, and the ids that its members have. */
async function live(turns: readonly Turn[]) {
  let parent: Row[] = []
  const builds: { ledger: Row[]; ids: Map<string, number> }[] = []
  for (const turn of turns) {
    const db = await openDuckDb({ threads: 1 })
    try {
      await db.run('CREATE TABLE parent_ledger (kind VARCHAR, member VARCHAR, id INTEGER)')
      await db.run('CREATE TABLE ledger (kind VARCHAR, member VARCHAR, id INTEGER)')
      const rows = parent.map(({ kind, member, id }) => `(${sqlText(kind)}, ${sqlText(member)}, ${id})`)
      if (rows.length > 0) await db.run(`INSERT INTO parent_ledger VALUES ${rows.join(', ')}`)
      const here = turn.flatMap((cluster, i) => (typeof cluster === 'number' ? [`(${cluster}, 'm${i}')`] : []))
      const gone = turn.flatMap((cluster, i) => (cluster === 'gone' ? [`('m${i}')`] : []))
      const list = (values: string[], nothing: string) =>
        values.length === 0 ? nothing : `SELECT * FROM (VALUES ${values.join(', ')})`
      const members = list(here, 'SELECT 0::INTEGER, NULL::VARCHAR WHERE false')
      const dropped = list(gone, 'SELECT NULL::VARCHAR WHERE false')
      const kind = {
        name: 'contact' as const,
        prefix: 'c',
        digits: 10,
        members: `SELECT cluster::INTEGER AS cluster, member FROM (${members}) AS t (cluster, member)`,
        gone: `SELECT member FROM (${dropped}) AS t (member)`,
      }
      await giveIdsOf(kind, { db, work })
      parent = await db.rows<Row>('SELECT * FROM ledger ORDER BY ALL')
      const ids = await db.rows<{ member: string; number: number }>(
        'SELECT member, number FROM members_of_contact JOIN contact_ids USING (cluster)',
      )
      builds.push({ ledger: parent, ids: new Map(ids.map(({ member, number }) => [member, number])) })
    } finally {
      db.close()
    }
  }
  return builds
}

const idsOf = async (...turns: Turn[]) =>
  (await live(turns)).map(({ ids }) => turns[0].map((_, i) => ids.get(`m${i}`) ?? null))

test('what was merged and falls apart again is called as before', async () => {
  expect(await idsOf([0, 1, 1], [0, 0, 0], [0, 1, 1])).toEqual([
    [1, 2, 2],
    [2, 2, 2],
    [1, 2, 2],
  ])
})

test('after a chain of merges each part has its own back', async () => {
  const apart: Turn = [0, 1, 1, 2, 2, 2, 2]
  const ids = await idsOf(apart, [0, 0, 0, 2, 2, 2, 2], [0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1, 1], apart)
  expect(ids.map(String)).toEqual(['1,2,2,3,3,3,3', '2,2,2,3,3,3,3', '3,3,3,3,3,3,3', '2,2,2,3,3,3,3', '1,2,2,3,3,3,3'])
})

test('an id that lives again redirects no more, and nobody goes round in circles', async () => {
  const builds = await live([
    [0, 0, 1],
    [null, 0, 0],
    [0, null, 1],
    [0, 0, 0],
  ])
  const retired = builds.map(({ ledger }) => ledger.filter(({ kind }) => kind === 'retired contact'))
  expect(retired.map((rows) => rows.map(({ member, id }) => `${member}→${id}`))).toEqual([[], ['2→1'], [], ['2→1']])
})

test('an id of whom the gate dropped a record leads nowhere any more, nor is it given again', async () => {
  const builds = await live([
    [0, 1, 1],
    [0, 0, 0],
    ['gone', 0, 0],
    [0, 1, 1],
  ])
  const last = builds.at(-1)
  expect(last?.ledger.filter(({ kind }) => kind === 'closed contact')).toEqual([
    { kind: 'closed contact', member: '1', id: 1 },
  ])
  expect(last?.ledger.filter(({ kind }) => kind === 'retired contact')).toEqual([])
  expect([...(last?.ids.values() ?? [])]).not.toContain(1)
})

test('over any history, every id lives, leads to one that lives or rests, rests with absent records, or is closed', async () => {
  const aMember = fc.oneof(
    { weight: 12, arbitrary: fc.nat(3) },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant('gone' as const) },
  )
  const aTurn = fc.array(aMember, { minLength: 7, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(fc.array(aTurn, { minLength: 2, maxLength: 7 }), async (turns) => {
      const published = new Set<number>()
      for (const { ledger, ids } of await live(turns)) {
        for (const id of ids.values()) published.add(id)
        const fates = fatesIn(ledger, new Set(ids.values()))
        for (const id of published) expect(fates(id), `${id} in ${JSON.stringify(ledger)}`).not.toBe('unknown')
      }
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 20) },
  )
}, 600_000)

/** What became of an id; no id has two fates, and a chain has an end. */
function fatesIn(ledger: readonly Row[], alive: Set<number>) {
  const rowsOf = (wanted: string) => ledger.filter(({ kind }) => kind === wanted)
  const retired = rowsOf('retired contact')
  const heirs = new Map(retired.map(({ member, id }) => [Number(member), id]))
  expect(heirs.size).toBe(retired.length)
  const resting = new Set(rowsOf('contact').map(({ id }) => id))
  const closed = new Set(rowsOf('closed contact').map(({ id }) => id))
  const ends = (id: number) => (alive.has(id) ? 'alive' : resting.has(id) ? 'resting' : closed.has(id) ? 'closed' : '')
  return (id: number): string => {
    expect(heirs.has(id) && ends(id) !== '', `${id} has two fates`).toBe(false)
    let end = id
    for (let steps = 0; steps <= heirs.size; steps++) end = heirs.get(end) ?? end
    return ends(end) || 'unknown'
  }
}
