import { open, mkdtemp, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIndex, openCatalogue, type Catalogue, type Filters, type Sort } from '../src/catalogue/index.ts'

// Prints what the catalogue takes over a synthetic edition: node bench/catalogue.ts --rows 500000 [--json]

type Figure = { name: string; p50: number; p95: number }

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '500000' },
    repeat: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const rows = Number(flags.rows)
const random = mulberry32(7)

const levels = ['c-level', 'director', 'entry', 'head', 'manager', 'owner', 'senior', 'staff', 'vp']
const functions = ['engineering', 'finance', 'hr', 'it', 'legal', 'marketing', 'operations', 'sales', 'support']
const first = Array.from({ length: 900 }, (_, index) => syllables(index, 2))
const last = Array.from({ length: 40_000 }, (_, index) => syllables(index * 7, 3))
const jobs = ['Director', 'Manager', 'Engineer', 'Analyst', 'Vice President', 'Head', 'Specialist', 'Officer']
const fields = ['Sales', 'Marketing', 'Finance', 'Data Platform', 'Customer Success', 'Procurement', 'Legal Affairs']
const regions = Array.from({ length: 50 }, (_, index) =>
  String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26)),
)
const cities = Array.from({ length: 12_000 }, (_, index) => syllables(index * 3, 3))
const industries = Array.from({ length: 60 }, (_, index) => `Industry ${syllables(index, 2)}`)

const folder = await mkdtemp(join(tmpdir(), 'fairlist-bench-'))
try {
  const companies = Math.ceil(rows / 12)
  await mkdir(join(folder, 'index'))
  await writeTable('companies', companies, company)
  await writeTable('contacts', rows, (index) => contact(index, companies))
  const building = performance.now()
  await buildIndex({ edition: folder })
  const build = (performance.now() - building) / 1000
  const peak = process.resourceUsage().maxRSS / 1024
  const opening = performance.now()
  const catalogue = await openCatalogue(folder)
  const opened = performance.now() - opening
  const size = (await stat(join(folder, 'index', 'arrays.bin'))).size / 1e6
  const figures = await measure(catalogue, Number(flags.repeat))
  await catalogue.close()
  if (flags.json) console.log(JSON.stringify({ rows, companies, build, peak, opened, size, figures }))
  else print({ companies, build, peak, opened, size, figures })
} finally {
  await rm(folder, { recursive: true })
}

type Print = { companies: number; build: number; peak: number; opened: number; size: number; figures: Figure[] }

function print({ companies, build, peak, opened, size, figures }: Print): void {
  console.log(`${rows} contacts, ${companies} companies`)
  console.log(
    `index: ${build.toFixed(1)} s, ${size.toFixed(0)} MB, peak memory ${peak.toFixed(0)} MB; open ${opened.toFixed(0)} ms`,
  )
  for (const { name, p50, p95 } of figures)
    console.log(`${name.padEnd(34)} p50 ${p50.toFixed(2).padStart(7)} ms   p95 ${p95.toFixed(2).padStart(7)} ms`)
}

async function measure(catalogue: Catalogue, repeat: number): Promise<Figure[]> {
  const names = ['level', 'function', 'industry', 'country', 'region', 'city', 'company', 'has'] as const
  const sorts: Sort[] = ['name', '-seen', 'company', '-confidence', 'title']
  const sort = () => pick(sorts, random())
  const deep = async () => {
    const filters = someFilters(1)
    const offset = Math.floor(random() * catalogue.count(filters))
    await catalogue.page(filters, sort(), { limit: 50, offset })
  }
  return [
    await timed('count, 2–4 filters', repeat * 5, () => catalogue.count(someFilters())),
    await timed('8 facets, no filter', repeat, () => catalogue.facets({}, [...names], 20)),
    await timed('8 facets, 1 filter', repeat, () => catalogue.facets(someFilters(1), [...names], 20)),
    await timed('8 facets, 2–4 filters', repeat, () => catalogue.facets(someFilters(), [...names], 20)),
    await timed('page of 50, 2–4 filters', repeat, () => catalogue.page(someFilters(), sort(), { limit: 50 })),
    await timed('page of 50, 1 filter, any offset', repeat, deep),
    await timed('page of 50, all, any offset', repeat, () =>
      catalogue.page({}, sort(), { limit: 50, offset: Math.floor(random() * rows) }),
    ),
    await timed('type-ahead, company', repeat, () => catalogue.suggest('company', pick(last, random()).slice(0, 3))),
    await timed('type-ahead, title', repeat, () => catalogue.suggest('title', pick(fields, random()).slice(0, 2))),
    await timed('type-ahead, name', repeat, () => catalogue.suggest('name', pick(first, random()).slice(0, 3))),
    await timed('company with people', repeat, () =>
      catalogue.getCompany(companyId(Math.floor(random() * (rows / 12)))),
    ),
    await timed('contact', repeat, () => catalogue.getContact(contactId(Math.floor(random() * rows)))),
  ]
}

async function timed(name: string, repeat: number, work: () => unknown): Promise<Figure> {
  for (let index = 0; index < repeat / 10; index++) await work()
  const times: number[] = []
  for (let index = 0; index < repeat; index++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { name, p50: times[Math.floor(repeat * 0.5)], p95: times[Math.floor(repeat * 0.95)] }
}

/** Some filters that people combine: frequent and rare values, several of one key, words, channels. */
function someFilters(size = 2 + Math.floor(random() * 3)): Filters {
  const drawn: Filters[] = [
    { level: [pick(levels, random()), pick(levels, random())] },
    { function: [pick(functions, random())] },
    { country: ['US'] },
    { region: [`US-${pick(regions, random())}`, `US-${pick(regions, random())}`] },
    { city: [pick(cities, random() ** 3)] },
    { industry: [pick(industries, random()), pick(industries, random()), pick(industries, random())] },
    { title: [pick(fields, random())] },
    { title: [`${pick(jobs, random()).slice(0, 4)}*`] },
    { name: [`${pick(first, random()).slice(0, 2)}*`] },
    { has: ['email', 'phone'] },
  ]
  const chosen: Filters = {}
  while (Object.keys(chosen).length < size) Object.assign(chosen, pick(drawn, random()))
  return chosen
}

function contact(index: number, companies: number): Record<string, unknown> {
  // Low numbers are drawn more often, as with real names, towns and employers.
  const skewed = () => random() ** 3
  const [given, family] = [pick(first, skewed()), pick(last, skewed())]
  const employer = Math.floor(skewed() * companies)
  const job = pick(jobs, random())
  const country = random() < 0.8 ? 'US' : pick(['CA', 'DE', 'GB', 'FR'], random())
  return {
    city: pick(cities, skewed()),
    company: `${pick(last, employer / companies)} Works`,
    company_id: companyId(employer),
    confidence: Math.floor(random() * 1000),
    country,
    ...(random() < 0.7 ? { email: `${given}.${family}@works${employer}.example`.toLowerCase() } : {}),
    first: given,
    function: pick(functions, random()),
    id: contactId(index),
    industry: pick(industries, skewed()),
    last: family,
    level: pick(levels, skewed()),
    name: `${given} ${family}`,
    ...(random() < 0.5 ? { phone: '+12025550101' } : {}),
    records: 2,
    region: pick(regions, skewed()),
    seen: `202${Math.floor(random() * 6)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
    street: `${index % 900} Main Street`,
    support: 2,
    title: `${job}${random() < 0.5 ? ' of' : ','} ${pick(fields, random())}${random() < 0.2 ? ` ${syllables(index % 3000, 2)}` : ''}`,
  }
}

function company(index: number): Record<string, unknown> {
  const name = `${pick(last, random())} Works`
  return { contacts: 12, country: 'US', domain: `works${index}.example`, id: companyId(index), name, support: 2 }
}

function contactId(index: number): string {
  return `c${String(index).padStart(10, '0')}`
}

function companyId(index: number): string {
  return `o${String(index).padStart(8, '0')}`
}

async function writeTable(name: string, count: number, make: (index: number) => object): Promise<void> {
  const offsets = new Float64Array(count + 1)
  const file = await open(join(folder, 'index', `${name}.jsonl`), 'w')
  let lines: string[] = []
  for (let index = 0; index < count; index++) {
    const line = `${JSON.stringify(make(index))}\n`
    offsets[index + 1] = offsets[index] + Buffer.byteLength(line)
    lines.push(line)
    if (lines.length === 5000 || index === count - 1) {
      await file.appendFile(lines.join(''))
      lines = []
    }
  }
  await file.close()
  await writeFile(join(folder, 'index', `${name}.offsets`), new Uint8Array(offsets.buffer))
}

function pick<T>(list: T[], part: number): T {
  return list[Math.floor(part * list.length)]
}

/** A word of so many syllables, different for each number. */
function syllables(number: number, count: number): string {
  let word = ''
  for (let left = number + 1, index = 0; index < count; index++, left = Math.floor(left / 60)) {
    word += 'bdfgklmnprst'[left % 12] + 'aeiou'[Math.floor(left / 12) % 5]
  }
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A small seeded generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
