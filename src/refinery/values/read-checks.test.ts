import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { getManifest, runBuild, verifyEdition } from '../index.ts'
import { journalPath } from '../verify/index.ts'

let dir: string
let counter = 0
const PEOPLE = `first_name,last_name,company,email,updated
Ann,Lee,Acme Inc,ann.lee@acme.example,2031-01-02
Bo,Diaz,Acme Inc,bo.diaz@acme.example,2031-01-02
Cy,Vance,Acme Inc,cy.vance@acme.example,2031-01-02
`

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-checks-'))
  await writeFile(join(dir, 'people.csv'), PEOPLE)
})

afterAll(() => rm(dir, { recursive: true }))

const line = (name: string, verdict: string, checked = '2031-02-01') =>
  `${JSON.stringify({ address: `${name}@acme.example`, verdict, reason: 'accepted', exists: null, checked: `${checked}T00:00:00.000Z`, lists: 'verify-1', retry: null, tries: 0 })}\n`

/** Builds the three people with a journal; gives the edition's e-mail columns by address, and root and manifest. */
async function build(journal: string | null, checks?: string) {
  const data = join(dir, `data-${counter++}`)
  await mkdir(dirname(journalPath(data)), { recursive: true })
  if (journal !== null) await writeFile(journalPath(data), journal)
  const files = [{ path: join(dir, 'people.csv'), source: 'fair' }]
  const report = await runBuild({
    data,
    files,
    indexEdition: async () => {},
    threads: 1,
    ...(checks ? { checks } : {}),
  })
  const db = await openDuckDb()
  const contacts = join(data, 'editions', report.edition, 'contacts.parquet')
  const rows = await db.rows<{ email: string; email_verdict: string; confidence_email: number }>(
    `SELECT email, email_verdict, confidence_email FROM read_parquet(${sqlText(contacts)}) ORDER BY email`,
  )
  db.close()
  expect((await verifyEdition(data)).faults).toEqual([])
  return { data, rows, root: report.root, manifest: await getManifest(data) }
}

test('what servers said is in the edition; unknown, old and foreign answers change nothing of it', async () => {
  const plain = await build(null)
  expect(plain.manifest.inputs.verification).toBeUndefined()
  const journal =
    line('ann.lee', 'undeliverable', '2031-01-20') +
    line('ann.lee', 'deliverable') +
    line('bo.diaz', 'undeliverable') +
    line('cy.vance', 'unknown') +
    line('stranger', 'deliverable') +
    '{"domain":"acme.example","acceptsAll":false,"checked":"2031-02-01T00:00:00.000Z"}\n{"address":"cy.van'
  const { rows, manifest, root, data } = await build(journal)
  expect(rows.map((row) => row.email_verdict)).toEqual(['deliverable', 'undeliverable', 'valid'])
  expect(rows[0].confidence_email).toBeGreaterThan(plain.rows[0].confidence_email)
  expect(rows[1].confidence_email).toBeLessThan(100)
  expect(rows[2]).toEqual(plain.rows[2])
  expect(manifest.inputs.verification).toMatchObject({
    results: 2,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  })
  expect(root).not.toBe(plain.root)

  const kept = join(data, 'verification', 'editions', 'e000001.parquet')
  expect((await build(line('ann.lee', 'undeliverable'), kept)).root).toBe(root)
})

test('unknown answers alone make the same edition as none', async () => {
  const { root, manifest } = await build(line('ann.lee', 'unknown') + line('bo.diaz', 'unknown'))
  expect(root).toBe((await build(null)).root)
  expect(manifest.inputs.verification).toBeUndefined()
})

test('a snapshot that is not there is an error, not none', async () => {
  await expect(build(null, join(dir, 'missing.parquet'))).rejects.toMatchObject({ code: 'not_found' })
})
