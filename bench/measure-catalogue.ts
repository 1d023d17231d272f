import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCatalogue, type FacetName, type Filters } from '../src/catalogue/index.ts'

export type CatalogueFigures = { contacts: number; openSeconds: number; answers: Latency[] }

/** Milliseconds. */
type Latency = { question: string; matching: number; p50: number; p95: number }

const filters: [string, Filters][] = [
  ['no filter', {}],
  ['1 filter, broad', { country: ['US'] }],
  ['1 filter, narrow', { function: ['legal'] }],
  ['2 filters', { country: ['US'], level: ['director', 'vp'] }],
  ['3 filters', { function: ['sales'], has: ['email'], country: ['US', 'CA'] }],
  [
    '5 filters',
    {
      country: ['US'],
      level: ['director'],
      function: ['marketing'],
      has: ['email', 'phone'],
      industry: ['Software Publishers'],
    },
  ],
  ['title words', { title: ['product', 'market*'] }],
  ['name words', { name: ['john', 'sm*'] }],
]
const facets: FacetName[] = ['level', 'function', 'industry', 'country', 'region', 'city', 'company', 'has']

/** Times the questions of the search page against the edition being served below a data directory. */
export async function measureCatalogue(data: string): Promise<CatalogueFigures> {
  const { edition } = JSON.parse(await readFile(join(data, 'current.json'), 'utf8')) as { edition: string }
  const started = performance.now()
  const catalogue = await openCatalogue(join(data, 'editions', edition))
  const openSeconds = (performance.now() - started) / 1000
  const answers: Latency[] = []
  try {
    for (const [name, filter] of filters) {
      const matching = catalogue.count(filter)
      answers.push({ question: `count, ${name}`, matching, ...(await time(200, () => catalogue.count(filter))) })
      const page = () => catalogue.page(filter, 'name', { limit: 50 })
      answers.push({ question: `page of 50 by name, ${name}`, matching, ...(await time(60, page)) })
    }
    for (const [name, filter] of filters.slice(0, 4)) {
      const matching = catalogue.count(filter)
      answers.push({
        question: `8 facets, ${name}`,
        matching,
        ...(await time(30, () => catalogue.facets(filter, facets, 20))),
      })
    }
    for (const [field, q] of [
      ['company', 'wil'],
      ['title', 'vice pres'],
    ] as const) {
      const matching = (await catalogue.suggest(field, q)).length
      answers.push({
        question: `suggest ${field} "${q}"`,
        matching,
        ...(await time(60, () => catalogue.suggest(field, q))),
      })
    }
    return { contacts: catalogue.count({}), openSeconds, answers }
  } finally {
    await catalogue.close()
  }
}

async function time(rounds: number, ask: () => unknown): Promise<Pick<Latency, 'p50' | 'p95'>> {
  for (let round = 0; round < 3; round++) await ask()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await ask()
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return { p50: times[times.length >> 1] ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0 }
}
