import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { createApp } from '../src/app.ts'
import { loadConfig } from '../src/config.ts'
import { gatherCast } from '../test/try-access.ts'
import type { Cast } from '../test/try-access.ts'

// Prints how long it takes from the submit of a stop until the person is gone on every road, under a load of searches:
// node bench/stops.ts --stops 300 --parallel 10 --searches 50 [--json]. One process serves and asks: the figures are upper bounds.

const { values: flags } = parseArgs({
  options: {
    stops: { type: 'string', default: '300' },
    parallel: { type: 'string', default: '10' },
    searches: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  },
})

type Person = { id: string; email: string }

/** Requests so far. */
let network = 0
const repository = join(import.meta.dirname, '..')
const data = await mkdtemp(join(tmpdir(), 'fairlist-bench-stops-'))
try {
  const feeds = join(repository, 'samples', 'feeds')
  const files = (await readdir(feeds)).filter((name) => name.endsWith('.csv')).map((name) => join(feeds, name))
  const build = [join(repository, 'src', 'main.ts'), 'build', ...files, '--sample', '--data', data]
  await promisify(execFile)(process.execPath, build)
  const config = { ...loadConfig({}), logLevel: 'silent' as const, trustedProxy: '127.0.0.1' }
  const app = await createApp({ config, data, web: null })
  try {
    await measure(await gatherCast(app))
  } finally {
    await app.close()
  }
} finally {
  await rm(data, { recursive: true, force: true })
}

async function measure(cast: Cast): Promise<void> {
  const [stops, parallel, rate] = [flags.stops, flags.parallel, flags.searches].map(Number) as [number, number, number]
  const people = (await listPeople(cast, stops)).values()
  const searched: number[] = []
  const load = setInterval(() => void search(cast, searched), 1000 / rate)
  const gone: number[] = []
  const answered: number[] = []
  const worker = async () => {
    for (const person of people) {
      const submitted = performance.now()
      const { status } = await ask(cast, 'POST /v1/stops', { body: { email: person.email } })
      answered.push(performance.now() - submitted)
      if (status !== 201) throw new Error(`a stop was answered with ${status}`)
      while (await isListed(cast, person)) await new Promise((resolve) => setTimeout(resolve, 5))
      gone.push(performance.now() - submitted)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: parallel }, worker))
  const seconds = (performance.now() - started) / 1000
  clearInterval(load)
  const figures = {
    stops,
    parallel,
    searches: searched.length / seconds,
    stopsPerSecond: stops / seconds,
    answered: { p50: at(answered, 0.5), p99: at(answered, 0.99) },
    gone: { p50: at(gone, 0.5), p99: at(gone, 0.99) },
    search: { p50: at(searched, 0.5), p99: at(searched, 0.99) },
  }
  const words = `${stops} stops, ${parallel} at once, beside ${figures.searches.toFixed(0)} searches/s: ${figures.stopsPerSecond.toFixed(0)} stops/s; from submit to gone on every road p50 ${figures.gone.p50} ms, p99 ${figures.gone.p99} ms; search p99 ${figures.search.p99} ms`
  console.log(flags.json ? JSON.stringify(figures) : words)
}

/** Whether any road still shows somebody: the contact itself, the search by company, a quote. */
async function isListed(cast: Cast, { id }: Person): Promise<boolean> {
  const [contact, quote] = await Promise.all([
    ask(cast, `GET /v1/contacts/${id}`),
    ask(cast, 'POST /v1/quotes', { as: 'owner', body: { contacts: [id] } }),
  ])
  return contact.status !== 404 || (quote.body as { unavailable: number }).unavailable !== 1
}

async function search(cast: Cast, times: number[]): Promise<void> {
  const started = performance.now()
  await ask(cast, `GET /v1/contacts?level=vp&has=email&limit=50`, { as: 'member' })
  times.push(performance.now() - started)
}

async function listPeople(cast: Cast, count: number): Promise<Person[]> {
  const people: Person[] = []
  while (people.length < count) {
    const { body } = await ask(cast, `GET /v1/contacts?has=email&limit=200&offset=${people.length}`)
    people.push(...(body as { items: Person[] }).items)
  }
  return people.slice(0, count)
}

async function ask(
  cast: Cast,
  route: string,
  { as = 'operator', body }: { as?: 'operator' | 'owner' | 'member'; body?: object } = {},
): Promise<{ status: number; body: unknown }> {
  const [method = 'GET', path = ''] = route.split(' ')
  network += 1
  const answer = await fetch(cast.address + path, {
    method,
    headers: {
      cookie: cast.cookies[as],
      // Each from a network of its own: what is limited by network is not measured here.
      'x-forwarded-for': `10.${(network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: await answer.json() }
}

function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
}
