import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFeed, feedText, type FeedRow } from '../../../test/builders/a-feed.ts'
import { buildIndex, openCatalogue } from '../../catalogue/index.ts'
import { identifierOfEmail } from '../../engine/identity/index.ts'
import { openKeyRing, type KeyRing } from '../../platform/keys/index.ts'
import { getManifest, runBuild, verifyEdition, type BuildEvidence, type BuildOptions } from '../index.ts'

let dir: string
let key: KeyRing
let counter = 0

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-gate-'))
  key = await openKeyRing({ data: dir })
})
afterAll(() => rm(dir, { recursive: true }))

const feed = aFeed()
const macOf = (email: string) => key.mac(identifierOfEmail(email) ?? '')

function evidence(parts: Partial<BuildEvidence> = {}): BuildEvidence {
  return { keyFile: key.path, suppressed: [], withdrawn: { batches: [], rows: [] }, ...parts }
}

/** Builds the rows, one file a source name, in a fresh directory or the one given. */
async function build(rows: FeedRow[] | null, options: Partial<BuildOptions> = {}) {
  const data = options.data ?? join(dir, `data-${counter++}`)
  const files = []
  if (rows) {
    const path = join(dir, `feed-${counter++}.csv`)
    await writeFile(path, feedText(rows))
    files.push({ path, sourceColumn: 'source' })
  }
  const report = await runBuild({ data, files, indexEdition: buildIndex, evidence: evidence(), ...options })
  return { data, report, folder: join(data, 'editions', report.edition) }
}

type Contact = Record<string, unknown> & { id: string; email?: string; emails?: string[] }

async function contactsOf(folder: string): Promise<Contact[]> {
  const text = await readFile(join(folder, 'index', 'contacts.jsonl'), 'utf8')
  return text === ''
    ? []
    : text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Contact)
}

describe('people who asked not to be listed', () => {
  test('are dropped whole, with every spelling, and nobody else; the rest keep their ids', async () => {
    const { data, folder, report } = await build(feed)
    const everybody = await contactsOf(folder)
    const gone = everybody.find((contact) => contact['records'] === 3 && contact.email)
    const next = await build(null, { data, evidence: evidence({ suppressed: [macOf(gone?.email ?? '')] }) })
    const left = await contactsOf(next.folder)
    expect(left.map(({ id }) => id)).toEqual(everybody.map(({ id }) => id).filter((id) => id !== gone?.id))
    expect(next.report).toMatchObject({ records: report.records, rejected: 0, contacts: report.contacts - 1 })
    expect(await verifyEdition(data)).toMatchObject({ faults: [] })
    const later = await build(null, { data })
    expect(await contactsOf(later.folder)).toEqual(everybody)
    expect(later.report.root).toBe(report.root)
  })

  test('stay away when another list brings them with another address, and what it brings is handed on first', async () => {
    const known = { ...feed[0], record_id: 'n1', source: 'another', email: 'quite.another@elsewhere.example' }
    const found: string[][] = []
    const onDropped = (groups: Buffer[][]) => {
      found.push(...groups.map((group) => group.map((mac) => mac.toString('hex'))))
      return Promise.resolve()
    }
    const suppressed = [macOf(feed[0].email)]
    const { folder } = await build([...feed, known], { evidence: evidence({ suppressed, onDropped }) })
    const emails = (await contactsOf(folder)).flatMap((contact) => [contact.email, ...(contact.emails ?? [])])
    expect(emails).not.toContain(known.email)
    expect(emails).not.toContain(feed[0].email)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(macOf(known.email).toString('hex'))
    expect(found[0]).toContain(suppressed[0].toString('hex'))
    const all = found[0].map((mac) => Buffer.from(mac, 'hex'))
    found.length = 0
    await build([...feed, known], { evidence: evidence({ suppressed: all, onDropped }) })
    expect(found).toEqual([])
  })

  test('whoever is listed under an address is found by it, also where it is the mailbox of several', async () => {
    const shared = ['Zora Quist', 'Yul Brandt', 'Xenia Orlov'].map((full_name, i) => ({
      ...feed[0],
      record_id: `m${i}`,
      source: 'one',
      full_name,
      phone: '',
      email: 'info@northwind.example',
    }))
    const { folder } = await build([...feed, ...shared])
    const listed = (await contactsOf(folder)).filter(({ email }) => email !== undefined)
    const catalogue = await openCatalogue(folder, { key })
    for (const { id, email = '' } of listed) expect(await catalogue.findByIdentifier(macOf(email))).toContain(id)
    await catalogue.close()
    expect(listed.filter(({ email }) => email === 'info@northwind.example')).toHaveLength(3)
    const next = await build([...feed, ...shared], {
      evidence: evidence({ suppressed: [macOf('info@northwind.example')] }),
    })
    expect(await readFile(join(next.folder, 'index', 'contacts.jsonl'), 'utf8')).not.toContain('info@northwind')
  })

  test('a failure to hand on what was found out publishes nothing', async () => {
    const onDropped = () => Promise.reject(new Error('the database is away'))
    const suppressed = [macOf(feed[0].email)]
    const data = join(dir, 'unpublished')
    await expect(build(feed, { data, evidence: evidence({ suppressed, onDropped }) })).rejects.toThrow('away')
    await expect(getManifest(data)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a namesake at the same employer goes too, but is not suppressed for it', async () => {
    const [first] = feed
    const namesake = (n: number): FeedRow => ({
      ...first,
      record_id: `x${n}`,
      source: 'one',
      full_name: 'Zora Quist',
      email: `zq${n}@northwind.example`,
      phone: '',
      city: n === 1 ? 'Boston, MA 02101' : 'Denver, CO 80202',
      title: n === 1 ? 'Buyer' : 'Nurse',
    })
    const rows = [...feed, namesake(1), namesake(2)]
    const whole = await build(rows)
    expect((await contactsOf(whole.folder)).filter(({ name }) => name === 'Zora Quist')).toHaveLength(2)
    const handed: Buffer[][] = []
    const onDropped = (groups: Buffer[][]) => Promise.resolve(void handed.push(...groups))
    const suppressed = [key.mac('name-company:zora quist|northwind tools')]
    const { folder } = await build(rows, { evidence: evidence({ suppressed, onDropped }) })
    expect((await contactsOf(folder)).filter(({ name }) => name === 'Zora Quist')).toHaveLength(0)
    expect(handed).toEqual([])
  })

  test('the root is the same with any threads, in any order of the suppressions, and as without evidence when there are none', async () => {
    const suppressed = [feed[0], feed[9], feed[20]].map(({ email }) => macOf(email))
    const one = await build(feed, { threads: 1, evidence: evidence({ suppressed }) })
    const two = await build(feed.toReversed(), {
      threads: 2,
      evidence: evidence({ suppressed: suppressed.toReversed() }),
    })
    expect(two.report.root).toBe(one.report.root)
    const none = await build(feed)
    expect((await build(feed, { evidence: undefined })).report.root).toBe(none.report.root)
    expect(none.report.root).not.toBe(one.report.root)
    const [a, b] = await Promise.all([none, one].map(({ data }) => getManifest(data)))
    expect(a.inputs.commitment).not.toBe(b.inputs.commitment)
  })
})

test('sources by other names give the same edition byte for byte, the identifiers too', async () => {
  const names: Record<string, string> = { 'source 0': 'zeta', 'source 1': 'alpha', 'source 2': '2031-01-01' }
  const one = await build(feed)
  const other = await build(feed.map((row) => ({ ...row, source: names[row.source] })))
  const files = (await readdir(join(one.folder, 'index'))).toSorted()
  expect(files).toContain('identifiers')
  for (const file of files) {
    const [a, b] = await Promise.all([one, other].map(({ folder }) => readFile(join(folder, 'index', file))))
    expect({ file, same: a.equals(b) }).toEqual({ file, same: true })
  }
})

describe('what was taken back', () => {
  test('a row says nothing any more, as if it had never been delivered', async () => {
    const { data, report } = await build(feed)
    const [batch] = await readdir(join(data, 'batches'))
    const { report: after } = await build(null, {
      data,
      fresh: true,
      evidence: evidence({ withdrawn: { batches: [], rows: [{ batch, row: 2 }] } }),
    })
    expect(after.records).toBe(report.records - 1)
    expect(after.root).toBe((await build(feed.slice(1))).report.root)
  })

  test('when everything is, an empty edition is published, and opens', async () => {
    const { data } = await build(feed)
    const batches = await readdir(join(data, 'batches'))
    const { report, folder } = await build(null, { data, evidence: evidence({ withdrawn: { batches, rows: [] } }) })
    expect(report).toMatchObject({ records: 0, contacts: 0, companies: 0 })
    expect(await verifyEdition(data)).toMatchObject({ faults: [] })
    const catalogue = await openCatalogue(folder)
    expect(catalogue.count({})).toBe(0)
    expect((await catalogue.page({}, 'name', { limit: 5 })).rows).toEqual([])
    expect(await catalogue.findByIdentifier(macOf(feed[0].email))).toEqual([])
    await catalogue.close()
    expect((await getManifest(data)).sample).toBe(false)
    expect((await build(null, { data })).report.contacts).toBeGreaterThan(50)
  })
})

describe('identifiers of an edition', () => {
  test('find every contact by its address, and give every contact its own', async () => {
    const { folder } = await build(feed)
    const contacts = await contactsOf(folder)
    const catalogue = await openCatalogue(folder, { key })
    for (const contact of contacts) {
      const id = contact.id
      const own = await catalogue.identifiersOf(id)
      expect(own.length).toBeGreaterThan(0)
      expect(own).toEqual(own.toSorted((a, b) => a.compare(b)))
      for (const mac of own) expect(await catalogue.findByIdentifier(mac)).toContain(id)
      const macs = contact.email ? [macOf(contact.email)] : []
      expect(macs.length === 0 || (await catalogue.findByIdentifier(macs[0])).includes(id)).toBe(true)
    }
    const some = contacts.slice(0, 9).flatMap(({ email }) => (email ? [macOf(email)] : []))
    const sorted = some.toSorted((a, b) => a.compare(b))
    const each = await Promise.all(sorted.map((mac) => catalogue.findByIdentifier(mac)))
    expect((await catalogue.findByIdentifiers(sorted)).toSorted()).toEqual([...new Set(each.flat())].toSorted())
    await catalogue.close()
  })

  test('an edition that was built without them, or under another key, is searched by what its rows show', async () => {
    const without = await build(feed, { evidence: undefined })
    const other = await openKeyRing({ data: join(dir, 'other') })
    const under = await build(feed, { evidence: evidence({ keyFile: other.path }) })
    for (const { folder } of [without, under]) {
      const catalogue = await openCatalogue(folder, { key })
      const [contact] = (await contactsOf(folder)).filter(({ email }) => email)
      expect(await catalogue.findByIdentifier(macOf(contact.email ?? ''))).toEqual([contact.id])
      expect((await catalogue.identifiersOf(contact.id)).length).toBeGreaterThan(1)
      await catalogue.close()
    }
    const blind = await openCatalogue(without.folder)
    await expect(blind.findByIdentifier(macOf(feed[0].email))).rejects.toMatchObject({ code: 'unavailable' })
    await blind.close()
  })

  test('a build without its key is refused in a sentence', async () => {
    const keyFile = join(dir, 'no.key')
    await expect(build(feed, { evidence: evidence({ keyFile }) })).rejects.toMatchObject({ code: 'unavailable' })
  })
})
