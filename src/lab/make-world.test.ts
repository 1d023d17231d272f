import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCompanies } from './companies.ts'
import { makeWorld, scoreMembers } from './index.ts'
import { createPeople } from './people.ts'
import { formatTruePerson } from './true-person.ts'

const SAMPLES = join(import.meta.dirname, '../../samples')

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-lab-'))
})

afterAll(async () => {
  await rm(dir, { recursive: true })
})

async function readWorld(root: string): Promise<Map<string, string>> {
  const asides = (await readdir(root)).filter((name) => name.endsWith('.csv'))
  const files = [...asides, ...(await readdir(join(root, 'feeds'))).map((name) => join('feeds', name))]
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const)),
  )
}

function parse(text: string): Record<string, string>[] {
  const parsed = Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), { header: true, skipEmptyLines: true })
  expect(parsed.errors).toEqual([])
  return parsed.data
}

test('the committed sample world is what its seed makes, byte for byte', async () => {
  const out = join(dir, 'samples')
  const report = await makeWorld({ out, seed: 'fairlist sample', size: { records: 5000 } })
  expect(report.records).toBe(5000)
  expect(await readWorld(out)).toEqual(await readWorld(SAMPLES))
})

test('threads change nothing', async () => {
  const [one, three] = [join(dir, 'thread'), join(dir, 'threads')]
  const asked = { seed: '5', chunk: 300, changes: true, adversaries: true }
  for (const size of [{ people: 2600 }, { records: 2600 }]) {
    const single = await makeWorld({ ...asked, out: one, size, threads: 1 })
    expect(await makeWorld({ ...asked, out: three, size, threads: 3 })).toEqual(single)
    expect(await readWorld(three)).toEqual(await readWorld(one))
  }
})

test('a world has as many records as were asked for, over several chunks too', async () => {
  const report = await makeWorld({ out: join(dir, 'counted'), seed: '5', size: { records: 2600 }, chunk: 300 })
  expect(report.records).toBe(2600)
  expect(report.people).toBeGreaterThan(1200)
})

test('a world that cannot be written fails, whatever the threads', async () => {
  const taken = join(dir, 'taken', 'people.csv')
  await mkdir(taken, { recursive: true })
  for (const threads of [1, 2]) {
    const world = makeWorld({ out: join(dir, 'taken'), seed: '5', size: { people: 1000 }, chunk: 100, threads })
    await expect(world).rejects.toThrow('EISDIR')
  }
})

test('another seed is another world', async () => {
  const [one, other] = [join(dir, 'one'), join(dir, 'other')]
  await makeWorld({ out: one, seed: '1', size: { people: 200 } })
  await makeWorld({ out: other, seed: '2', size: { people: 200 } })
  const [first, second] = [await readWorld(one), await readWorld(other)]
  for (const [file, text] of first) expect(second.get(file)).not.toBe(text)
})

describe('the sample world', () => {
  let world: Map<string, string>
  let records: (Record<string, string> & { file: string })[]
  let people: Map<string, Record<string, string>>
  let truth: Map<string, string>

  beforeAll(async () => {
    world = await readWorld(SAMPLES)
    const feeds = [...world].filter(([file]) => file.startsWith('feeds'))
    records = feeds.flatMap(([file, text]) => parse(text).map((row) => ({ ...row, file })))
    people = new Map(parse(world.get('people.csv') ?? '').map((row) => [row['contact_id'] ?? '', row]))
    truth = new Map(parse(world.get('truth.csv') ?? '').map((row) => [row['record_id'] ?? '', row['contact_id'] ?? '']))
  })

  test('every record has one truth, and every truth a record', () => {
    const ids = records.map((record) => record['record_id'] ?? '')
    expect(ids).toHaveLength(5000)
    expect(new Set(ids)).toEqual(new Set(truth.keys()))
    for (const contact of truth.values()) expect(people.has(contact) || /^(role|junk)-/.test(contact)).toBe(true)
  })

  test('all domains are reserved, all American telephones fictitious', () => {
    for (const text of world.values()) {
      for (const [, domain] of text.matchAll(/@([\w.-]+\.[\w-]+)/g)) expect(domain).toMatch(/\.example$/)
      for (const [, url] of text.matchAll(/https?:\/\/([\w.-]+)/g)) expect(url).toMatch(/\.example$/)
      for (const [, line] of text.matchAll(/\+1\d{3}(\d{7})/g)) expect(line).toMatch(/^55501\d\d$/)
    }
  })

  test('errors come about as often as the feeds say', () => {
    const about = (file: string) =>
      records.filter((record) => record.file.endsWith(file) && people.has(truth.get(record['record_id'] ?? '') ?? ''))
    const rate = (file: string, wrong: (record: Record<string, string>, person: Record<string, string>) => boolean) => {
      const own = about(file)
      return (
        own.filter((record) => wrong(record, people.get(truth.get(record['record_id'] ?? '') ?? '') ?? {})).length /
        own.length
      )
    }
    const noMail = (column: string) => (record: Record<string, string>) => record[column] === ''
    expect(rate('provider-atlas.csv', noMail('Email Address'))).toBeCloseTo(0.12, 1)
    expect(rate('provider-meridian.csv', noMail('E-mail'))).toBeCloseTo(0.3, 1)
    const capitals = rate('provider-meridian.csv', (record) => /^[A-Z .'-]{6,}$/.test(record['Full Name'] ?? ''))
    expect(capitals).toBeGreaterThan(0.08)
    expect(capitals).toBeLessThan(0.16)
    const elsewhere = rate(
      'provider-meridian.csv',
      (record, person) => (record['E-mail'] ?? '') !== '' && !record['E-mail']?.endsWith(person['domain'] ?? ''),
    )
    expect(elsewhere).toBeGreaterThan(0.1)
    expect(elsewhere).toBeLessThan(0.4)
  })

  test('people are reported by several feeds, and some twice by one', () => {
    const byPerson = Map.groupBy(records, (record) => truth.get(record['record_id'] ?? '') ?? '')
    const several = [...byPerson.values()].filter((own) => new Set(own.map((record) => record.file)).size > 1)
    const twice = [...byPerson.values()].filter((own) => own.length > new Set(own.map((record) => record.file)).size)
    expect(several.length).toBeGreaterThan(1000)
    expect(twice.length).toBeGreaterThan(30)
  })

  test('companies bear names and domains of their own', () => {
    const domains = new Map<string, Set<string>>()
    for (const person of people.values()) {
      const names = domains.get(person['domain'] ?? '') ?? new Set()
      domains.set(person['domain'] ?? '', names.add(person['company'] ?? ''))
    }
    expect([...domains].filter(([, names]) => names.size > 1)).toEqual([])
  })
})

describe('a world with changes and adversaries', () => {
  const table = (name: string) => parse(world.get(name) ?? '')
  const columns = (name: string, key: string, value: string) =>
    new Map(table(name).map((row) => [row[key] ?? '', row[value] ?? '']))
  let world: Map<string, string>

  beforeAll(async () => {
    const out = join(dir, 'eventful')
    await makeWorld({ out, seed: '8', size: { people: 15_000 }, changes: true, adversaries: true })
    world = await readWorld(out)
  })

  test('nobody works any longer under a name or domain that was given up, but old rows still say so', () => {
    const changes = table('changes.csv')
    expect(new Set(changes.map(({ event }) => event))).toEqual(new Set(['merger', 'rename', 'domain']))
    const now = new Set(table('people.csv').map(({ domain }) => domain))
    const left = changes
      .filter((change) => change['was_domain'] !== change['is_domain'])
      .map((change) => change['was_domain'])
    expect(left.length).toBeGreaterThan(100)
    expect(left.filter((domain) => now.has(domain))).toEqual([])
    const rows = table('feeds/provider-meridian.csv').map((row) => row['E-mail']?.split('@')[1])
    expect(left.filter((domain) => rows.includes(domain)).length).toBeGreaterThan(10)
    expect(changes.filter((change) => now.has(change['is_domain'])).length).toBeGreaterThan(100)
  })

  test('everyone keeps the mailbox of the company that is', () => {
    for (const { email = '', domain = '' } of table('people.csv')) expect(email.endsWith(`@${domain}`)).toBe(true)
  })

  test('every attack is marked, and what it claims is told apart from the truth', () => {
    const truth = columns('truth.csv', 'record_id', 'contact_id')
    const people = columns('people.csv', 'contact_id', 'email')
    const removed = columns('removed.csv', 'contact_id', 'day')
    const attacks = Map.groupBy(table('adversaries.csv'), ({ attack }) => attack)
    expect(new Set(attacks.keys())).toEqual(new Set(['fake', 'copied', 'poisoned', 'resubmitted']))
    const about = (attack: string) => (attacks.get(attack) ?? []).map((row) => truth.get(row['record_id'] ?? '') ?? '')
    expect(about('fake').length).toBeGreaterThan(300)
    for (const contact of about('fake')) expect(contact).toMatch(/^fake-/)
    for (const attack of ['copied', 'poisoned', 'resubmitted'])
      for (const contact of about(attack)) expect(people.has(contact)).toBe(true)
    expect(about('resubmitted').length).toBeGreaterThan(30)
    expect(about('resubmitted').filter((contact) => !removed.has(contact))).toEqual([])
  })

  test('copies repeat what the original says, and diverted mail goes elsewhere', () => {
    const truth = columns('truth.csv', 'record_id', 'contact_id')
    const original = new Set(
      table('feeds/provider-atlas.csv').map((row) => `${truth.get(row['record_id'] ?? '')} ${row['Email Address']}`),
    )
    const copies = table('feeds/provider-nimbus.csv').map(
      (row) => `${truth.get(row['record_id'] ?? '')} ${row['Email Address']}`,
    )
    expect(copies.length).toBeGreaterThan(3000)
    expect(copies.filter((copy) => !original.has(copy))).toEqual([])
    const mails = table('feeds/member-diverter.csv').flatMap(({ Email }) => (Email?.includes('@') ? [Email] : []))
    expect(mails.length).toBeGreaterThan(200)
    expect(mails.filter((mail) => !mail.endsWith('-mail.example'))).toEqual([])
  })
})

test('truth scores itself as perfect', async () => {
  const truth = join(SAMPLES, 'truth.csv')
  expect(await scoreMembers({ members: truth, truth })).toMatchObject({
    precision: 1,
    recall: 1,
    f1: 1,
    b3: 1,
    records: 5000,
    absent: 0,
  })
})

test('the second half of a world takes no more memory than the first', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used = new Map<number, number>()
  await makeWorld({
    out: join(dir, 'large'),
    seed: '3',
    size: { people: 60_001 },
    threads: 1,
    chunk: 1000,
    progress: ({ done = 0 }) => {
      if (done !== 30_000 && done !== 60_000) return
      collect()
      used.set(done, process.memoryUsage().heapUsed)
    },
  })
  // Holding the rows of 30,000 people would take more than twice as much; the cache of companies may still grow.
  const grown = ((used.get(60_000) ?? Infinity) - (used.get(30_000) ?? 0)) / 1e6
  expect(grown).toBeLessThan(8)
}, 60_000)

test('a person is the same whoever was asked for before', () => {
  const seed = 7
  const personAt = createPeople({ seed, companies: createCompanies({ seed, people: 5000, changes: true }) })
  const forwards = [10, 999, 4000].map((index) => formatTruePerson(personAt(index)))
  const backwards = [4000, 999, 10].map((index) => formatTruePerson(personAt(index))).toReversed()
  expect(forwards).toEqual(backwards)
})

test.each<{ members: Record<string, string>; precision: number; recall: number; b3: number }>([
  { members: { a: '1', b: '1', c: '2' }, precision: 1, recall: 1 / 3, b3: 0.7143 },
  { members: { a: '1', b: '2', c: '3' }, precision: 1, recall: 0, b3: 0.5 },
  { members: { a: '1', b: '1', c: '1', d: '1' }, precision: 1 / 2, recall: 1, b3: 0.7692 },
  { members: { a: '1' }, precision: 1, recall: 0, b3: 0.5 },
])('scores $members', async ({ members, ...scores }) => {
  const lines = (rows: Record<string, string>) =>
    `record_id,contact_id\n${Object.entries(rows)
      .map((row) => `${row.join(',')}\n`)
      .join('')}`
  await writeFile(join(dir, 'truth'), lines({ a: 'x', b: 'x', c: 'x', ...('d' in members ? { d: 'y' } : {}) }))
  await writeFile(join(dir, 'members'), lines(members))
  const found = await scoreMembers({ members: join(dir, 'members'), truth: join(dir, 'truth') })
  expect(found.precision).toBeCloseTo(scores.precision)
  expect(found.recall).toBeCloseTo(scores.recall)
  expect(found.b3).toBeCloseTo(scores.b3, 3)
})

test('rows about nobody may lie together, but with nobody else', async () => {
  await writeFile(join(dir, 'truth'), 'record_id,contact_id\na,x\nb,x\nc,junk-1\nd,junk-2\ne,role-1-info\n')
  await writeFile(join(dir, 'members'), 'record_id,contact_id\na,1\nb,1\nc,2\nd,2\ne,3\n')
  const files = { members: join(dir, 'members'), truth: join(dir, 'truth') }
  expect(await scoreMembers(files)).toMatchObject({ f1: 1, b3: 1, wrongPairs: { people: 0, others: 0 } })
  await writeFile(files.members, 'record_id,contact_id\na,1\nb,1\nc,1\nd,2\ne,1\n')
  expect(await scoreMembers(files)).toMatchObject({ precision: 1 / 6, wrongPairs: { people: 0, others: 5 } })
})

test('reads what a build and what `fairlist link` write', async () => {
  const files = { members: join(dir, 'members'), truth: join(dir, 'truth') }
  await writeFile(files.truth, 'record_id,contact_id\na,x\nb,x\nc,y\n')
  for (const column of ['contact_id', 'company_id', 'cluster_id']) {
    await writeFile(files.members, `record_id,${column}\na,1\nb,1\nc,2\n`)
    expect(await scoreMembers(files)).toMatchObject({ f1: 1, b3: 1, absent: 0 })
  }
})

test('refuses what is no assignment of records', async () => {
  await writeFile(join(dir, 'no-members'), 'name,email\n')
  const truth = join(SAMPLES, 'truth.csv')
  await expect(scoreMembers({ members: join(dir, 'no-members'), truth })).rejects.toThrow('must begin with the header')
  await expect(scoreMembers({ members: join(dir, 'nowhere'), truth })).rejects.toThrow('Cannot read')
})
