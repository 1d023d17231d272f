import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFeed, feedText } from '../test/builders/a-feed.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { openProviders } from './app-providers.ts'
import { openWithdrawnMasks } from './app-withdrawn.ts'
import { buildIndex } from './catalogue/index.ts'
import { loadConfig } from './config.ts'
import { withdrawnOf } from './modules/providers/index.ts'
import type { BatchesPage, Ending, Provider, ProvidersPage, ProviderTables } from './modules/providers/index.ts'
import { createManualClock } from './platform/clock/index.ts'
import { holdLock } from './platform/duckdb/index.ts'
import type { HeldLock } from './platform/duckdb/index.ts'
import { runBuild } from './refinery/index.ts'

const config = { ...loadConfig({}), logLevel: 'silent' as const }
const clock = createManualClock('2024-03-02T09:00:00.000Z')
const DAY = 86_400_000
/** When the last contracts of the two providers end. */
const ENDS = '2024-09-01'

let data: string
let app: App
let lock: HeldLock | null

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-app-providers-'))
  lock = await holdLock(join(data, 'serve.lock'))
  app = await createApp({ config, data, web: null, clock })
}, 60_000)
afterAll(async () => {
  await app.close()
  lock?.release()
  await rm(data, { recursive: true, force: true })
})

async function restart(): Promise<void> {
  await app.close()
  app = await createApp({ config, data, web: null, clock })
}

type Answer<Body> = { status: number; body: Body }

async function call<Body = { detail: string }>(
  method: 'GET' | 'POST',
  url: string,
  body?: object,
): Promise<Answer<Body>> {
  clock.advance(1000)
  const headers = { host: 'localhost' }
  const answer = await app.http.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json<Body>() }
}

/** Sends a file as the page does. */
async function send(
  provider: string,
  text: string,
  parts: Record<string, string> = {},
  url = `/v1/providers/${provider}/batches`,
): Promise<Answer<BatchesPage['items'][0] & { detail: string }>> {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  form.set('file', new Blob([text]), 'june.csv')
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  const answer = await app.http.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost', 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function aProvider(name: string, contract?: object): Promise<Provider> {
  const { body } = await call<Provider>('POST', '/v1/providers', { name })
  if (!contract) return body
  return (await call<Provider>('POST', `/v1/providers/${body.id}/contracts`, { resale: true, ...contract })).body
}

const endNow = ({ id, contract }: Provider) =>
  call<Provider>('POST', `/v1/providers/${id}/contracts/${contract?.contract}/end`, {})
const get = async (id: string) => (await call<Provider>('GET', `/v1/providers/${id}`)).body
const ending = async (id: string) => (await call<Ending>('GET', `/v1/providers/${id}/ending`)).body

/** What the next build makes of everything, at the time of this test. */
async function build(files: { path: string; source: string }[] = []): Promise<string> {
  const withdrawn = await withdrawnOf({ db: app.postgres.as<ProviderTables>('intake'), clock })
  const evidence = { keyFile: join(data, 'keys', 'suppression.key'), suppressed: [], withdrawn }
  const { edition } = await runBuild({ data, files, evidence, indexEdition: buildIndex })
  await app.catalogue.refresh()
  expect(app.catalogue.edition()).toBe(edition)
  return edition
}

type Contact = { id: string; last: string; phone?: string; email?: string; title?: string }

/** Those of the people of this test whom everybody finds now, by their last name. */
async function people(): Promise<Record<string, Contact>> {
  const names = ['Ostrom', 'Prue', 'Vask']
  const found = await Promise.all(
    names.map(async (name) => (await call<{ items: Contact[] }>('GET', `/v1/contacts?name=${name}`)).body.items),
  )
  return Object.fromEntries(found.flat().map((contact) => [contact.last, contact]))
}

async function inEdition(edition: string): Promise<string[]> {
  const text = await readFile(join(data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8')
  const names = text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as Contact).last)
  return ['Kappa', 'Ostrom', 'Prue', 'Vask'].filter((name) => names.includes(name))
}

const HEADER = 'name,title,company,email,phone,country,updated\n'
const zelda = 'Zelda Ostrom,Sales Manager,Northwind Tools,zelda.ostrom@northwind.example'
const yannick = 'Yannick Prue,Accountant,Harbor & Pine LLC,yannick.prue@harbor.example,,US,2024-01-05\n'
const quentin = 'Quentin Vask,HR Director,Kestrel Analytics,quentin.vask@kestrel.example,,US,2024-01-05\n'

describe('two providers', () => {
  let alpha: Provider
  let beta: Provider

  beforeAll(async () => {
    alpha = await aProvider('Alpha Lists', { ends: '2025-03-02' })
    beta = await aProvider('Beta Data', { ends: '2025-03-02' })
    await send(alpha.id, `${HEADER}${zelda},,US,2024-01-05\n${yannick}`)
    await send(beta.id, `${HEADER}${zelda},+1 202 555 0143,US,2024-01-05\n${quentin}`)
    // A world around them, so that linking knows how often people share a name or a desk.
    const path = join(data, 'around.csv')
    await writeFile(path, feedText(aFeed()))
    await build([{ path, source: 'around' }])
  }, 60_000)

  test('deliver: the same file again is the same delivery', async () => {
    expect(Object.keys(await people()).toSorted()).toEqual(['Ostrom', 'Prue', 'Vask'])
    const again = await send(alpha.id, `${HEADER}${zelda},,US,2024-01-05\n${yannick}`)
    const { body } = await call<BatchesPage>('GET', `/v1/providers/${alpha.id}/batches`)
    expect([again.status, body.total, body.items]).toEqual([200, 1, [again.body]])
    const contract = alpha.contract?.contract
    expect(again.body).toMatchObject({ rows: 2, rejected: 0, file: 'june.csv', inForce: true, contract })
    expect(
      (await readdir(join(data, 'intake', 'incoming'))).concat(await readdir(join(data, 'intake', 'drafts'))),
    ).toEqual([])
  })

  test('one ends: what only it supports is hidden at once, for a server that starts again, and in the next edition', async () => {
    const edition = app.catalogue.edition()
    expect(await ending(beta.id)).toEqual({ edition, batches: 1, contacts: 1, fields: 1, byField: { phone: 1 } })
    expect((await people())['Ostrom']).toMatchObject({ phone: '+12025550143' })
    const ended = await endNow(beta)
    expect(ended).toMatchObject({
      status: 200,
      body: { state: 'ended', contract: { ended: clock.now().toISOString() } },
    })
    const hidden = async () => {
      const found = await people()
      expect(Object.keys(found).toSorted()).toEqual(['Ostrom', 'Prue'])
      expect(found['Ostrom']).not.toHaveProperty('phone')
      const { body } = await call<{ total: number }>('GET', '/v1/contacts/count?has=phone&name=Ostrom')
      expect(body.total).toBe(0)
    }
    await hidden()
    expect(await ending(beta.id)).toMatchObject({ batches: 0, contacts: 0, fields: 0 })
    await restart()
    expect(app.catalogue.edition()).toBe(edition)
    await hidden()
    expect(await inEdition(await build())).toEqual(['Ostrom', 'Prue'])
    await hidden()
    expect((await endNow(beta)).status).toBe(409)
  }, 60_000)

  test('a renewal brings it back: what the edition has at once, the rest with the next one', async () => {
    const renewed = await call<Provider>('POST', `/v1/providers/${beta.id}/contracts`, { resale: false })
    expect(renewed).toMatchObject({
      status: 201,
      body: { state: 'running', contracts: [{ resale: false }, { resale: true }] },
    })
    await build()
    expect(Object.keys(await people())).toHaveLength(3)
    await endNow(renewed.body)
    expect(Object.keys(await people())).toHaveLength(2)
    await call('POST', `/v1/providers/${beta.id}/contracts`, { resale: false })
    const found = await people()
    expect(Object.keys(found)).toHaveLength(3)
    expect(found['Ostrom']).toMatchObject({ phone: '+12025550143' })
  }, 60_000)

  test('both end: what the two support together is hidden, too', async () => {
    const ends = [await get(alpha.id), await get(beta.id)]
    for (const provider of ends) await endNow(provider)
    expect(await people()).toEqual({})
    for (const { id } of ends)
      await call('POST', `/v1/providers/${id}/contracts`, { resale: id === alpha.id, ends: ENDS })
    expect(Object.keys(await people())).toHaveLength(3)
  })

  test('without resale: contacts whom nobody else supports are seen, and not for sale', async () => {
    const found = await people()
    const ids = Object.values(found).map(({ id }) => id)
    const { hiddenWithout } = openWithdrawnMasks(data, [])
    const parts = openProviders({ data, postgres: app.postgres, clock, served: () => app.catalogue, hiddenWithout })
    expect(await parts.notForSale(ids)).toEqual(new Set([found['Vask']?.id]))
    expect(await parts.notForSale([])).toEqual(new Set())
  })
})

describe('the territory', () => {
  const rows = `${HEADER}Lena Moreau,CEO,Moreau SARL,lena@moreau.example,,FR,
Theo Whitlow,CEO,Whitlow GmbH,theo@whitlow.example,,Deutschland,
Ruth Haddad,CEO,Haddad Inc,ruth@haddad.example,,,
Oscar Quill,CEO,Quill Inc,oscar@quill.example,,Atlantis,
`
  test('rows of other countries are refused, and those that name none unless the delivery says where they are', async () => {
    const { id } = await aProvider('Gamma', { territory: ['FR', 'DE'] })
    const first = await send(id, rows)
    expect(first).toMatchObject({ status: 201, body: { rows: 2, rejected: 2, reasons: { territory: 2 } } })
    const rejects = await readFile(join(data, 'batches', first.body.batch, 'rejects.csv'), 'utf8')
    expect(rejects).toMatch(/4,territory,.*\n5,territory/)
    expect((await send(id, rows, { country: 'DE' })).body.detail).toContain(
      'delivered on 2024-03-02, under other terms',
    )
    expect(await send(id, `${rows}\n`, { country: 'DE' })).toMatchObject({
      body: { rows: 4, rejected: 0, country: 'DE' },
    })
    expect((await send(id, rows, { country: 'US' })).body.detail).toContain('US is not in the territory')
    expect(await send(id, `${HEADER}A B,CEO,Works,a@works.example,,US,\n`)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('outside the territory') as string },
    })
  })

  test('a renewal for less does not cover what came for more', async () => {
    const provider = await aProvider('Delta', { territory: ['FR', 'DE'] })
    const { body } = await send(provider.id, `${rows}\n\n`)
    await endNow(provider)
    const renew = (territory: string[] | null) =>
      call<Provider>('POST', `/v1/providers/${provider.id}/contracts`, { territory, resale: true })
    const gone = async () =>
      (await withdrawnOf({ db: app.postgres.as<ProviderTables>('intake'), clock })).batches.includes(body.batch)
    expect(await gone()).toBe(true)
    const less = await renew(['DE'])
    expect(await gone()).toBe(true)
    await endNow(less.body)
    await renew(['DE', 'FR', 'IT'])
    expect(await gone()).toBe(false)
  })
})

describe('what is refused', () => {
  const row = `${HEADER}A B,CEO,Works,a@works.example,,US,\n`

  test('a file without a contract that runs', async () => {
    const provider = await aProvider('Epsilon')
    const why = async () => {
      const { status, body } = await send(provider.id, row)
      return `${status} ${body.detail}`
    }
    expect(await why()).toMatch(/^409 .*has no contract yet/)
    await call('POST', `/v1/providers/${provider.id}/contracts`, {
      starts: '2024-04-01',
      ends: '2024-05-01',
      resale: true,
    })
    expect(await why()).toMatch(/^409 .*begins on 2024-04-01/)
    expect((await get(provider.id)).state).toBe('coming')
    expect((await send('p0000000000000000', row)).status).toBe(404)
  })

  test.each<[string, object, number]>([
    ['no resale said', {}, 400],
    ['an end before the start', { starts: '2024-04-01', ends: '2024-04-01', resale: true }, 400],
    ['a territory of nowhere', { territory: [], resale: true }, 400],
    ['a country by its name', { territory: ['Germany'], resale: true }, 400],
    ['a day that is none', { starts: '2024-02-30', resale: true }, 400],
    ['days that another contract has', { starts: '2024-06-01', resale: true }, 409],
    ['days until another contract', { ends: '2024-06-01', resale: true }, 409],
  ])('a contract: %s', async (_name, body, status) => {
    const provider = await aProvider('Zeta', { starts: '2024-05-01', ends: '2024-07-01' })
    expect((await call('POST', `/v1/providers/${provider.id}/contracts`, body)).status).toBe(status)
    expect((await get(provider.id)).contracts).toHaveLength(1)
  })

  test('an end that is past, later than agreed, or of another’s contract', async () => {
    const provider = await aProvider('Eta', { ends: '2024-07-01' })
    const url = `/v1/providers/${provider.id}/contracts/${provider.contract?.contract}/end`
    expect((await call('POST', url, { on: '2024-03-01' })).status).toBe(400)
    expect((await call('POST', url, { on: '2024-07-02' })).status).toBe(400)
    const other = await aProvider('Theta')
    expect((await call('POST', url.replace(provider.id, other.id), {})).status).toBe(404)
    expect((await get(provider.id)).state).toBe('running')
  })

  test('a file that is none, and one that has no such column', async () => {
    const { id } = await aProvider('Iota', {})
    const before = (await readdir(join(data, 'batches'))).length
    expect((await send(id, '\u0000\u0001')).status).toBeGreaterThanOrEqual(400)
    expect((await send(id, row, { mapping: '{"nome":"full_name"}' })).body.detail).toContain('no column “nome”')
    expect((await send(id, row, { mapping: '{"name":"birthday"}' })).status).toBe(400)
    expect((await send(id, row, { mapping: 'x' })).status).toBe(400)
    expect((await call('POST', `/v1/providers/${id}/batches`, {})).status).toBe(400)
    expect((await readdir(join(data, 'batches'))).length).toBe(before)
    expect((await call<BatchesPage>('GET', `/v1/providers/${id}/batches`)).body.total).toBe(0)
  })
})

test('what was chosen for the columns of a delivery holds for the next with its header, and is proposed on the page', async () => {
  const { id } = await aProvider('Lambda', {})
  const fileOf = (person: string) => `Wer,Wohin\n${person}\n`
  const mapping = JSON.stringify({ Wer: 'full_name', Wohin: 'company' })
  expect((await send(id, fileOf('Ann Lee,Acme'))).body.detail).toContain('Wer, Wohin')
  expect((await send(id, fileOf('Ann Lee,Acme'), { mapping })).status).toBe(201)
  expect(await send(id, fileOf('Bo Ray,Globex'))).toMatchObject({ status: 201, body: { rows: 1, rejected: 0 } })
  expect((await send(id, 'Wer,Wann\nBo Ray,Globex\n')).status).toBe(400)
  const looked = await send(id, fileOf('Cy Moe,Initech'), {}, '/v1/uploads')
  expect(looked.body).toMatchObject({
    columns: [
      { column: 'Wer', field: 'full_name', why: 'as last time' },
      { column: 'Wohin', field: 'company', why: 'as last time' },
    ],
  })
})

test('a year goes by: day by day each provider is where its contracts say, the trail tells each step once', async () => {
  const provider = await aProvider('Mu', { starts: '2024-03-10', ends: '2024-06-01' })
  const url = `/v1/providers/${provider.id}/contracts`
  await call('POST', url, { starts: '2024-06-01', ends: '2024-09-01', resale: true })
  await call('POST', url, { starts: '2024-10-01', ends: '2025-01-01', resale: true })
  const { hiddenWithout } = openWithdrawnMasks(data, [])
  const parts = openProviders({ data, postgres: app.postgres, clock, served: () => app.catalogue, hiddenWithout })
  const seen: string[] = []
  for (let day = 0; day < 365; day++) {
    await parts.jobs[0].run({}, { id: 'x', signal: new AbortController().signal, log: app.log })
    const today = clock.now().toISOString().slice(0, 10)
    const runs = [
      ['2024-03-10', '2024-06-01'],
      ['2024-06-01', '2024-09-01'],
      ['2024-10-01', '2025-01-01'],
    ].some(([starts = '', ends = '']) => today >= starts && today < ends)
    const { body } = await call<ProvidersPage>('GET', '/v1/providers')
    const state = body.items.find(({ id }) => id === provider.id)?.state
    expect([today, state === 'running']).toEqual([today, runs])
    expect([today, Object.keys(await people()).length]).toEqual([today, today < ENDS ? 3 : 0])
    if (state !== undefined && state !== seen.at(-1)) seen.push(state)
    clock.advance(DAY)
  }
  expect(seen).toEqual(['coming', 'running', 'coming', 'running', 'ended'])
  const { rows } = await sql<{ to: string }>`SELECT detail ->> 'to' AS to FROM audit.events
    WHERE subject = ${`provider:${provider.id}`} AND action = 'provider.standing' ORDER BY id`.execute(
    app.postgres.as('audit'),
  )
  expect(rows.map(({ to }) => to)).toEqual(seen)
}, 120_000)

test('the command delivers beside the running server; a build by command leaves out what ended', async () => {
  const provider = await aProvider('Kappa', { starts: '2020-01-01' })
  const file = join(data, 'kappa.csv')
  await writeFile(file, `${HEADER}Dev Kappa,CEO,Kappa Works,dev@kappa.example,,US,\n`)
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words, '--data', data, '--json'])
  const { stdout } = await run('provide', file, '--provider', provider.id)
  const { body } = await call<BatchesPage>('GET', `/v1/providers/${provider.id}/batches`)
  const shown = { batch: body.items[0]?.batch, provider: provider.id, rows: 1, fresh: true, file: 'kappa.csv' }
  expect(JSON.parse(stdout)).toMatchObject(shown)
  await expect(run('provide', file, '--provider', 'p0000000000000000')).rejects.toMatchObject({ code: 1 })
  const built = async () => inEdition((JSON.parse((await run('build')).stdout) as { edition: string }).edition)
  expect(await built()).toContain('Kappa')
  await app.catalogue.refresh()
  await endNow(provider)
  expect(await built()).not.toContain('Kappa')
}, 60_000)

test('what a killed server had written down is put in its place when it starts again', async () => {
  const { id } = await aProvider('Lambda', {})
  const { body } = await send(id, `${HEADER}Nadia Lambda,CEO,Lambda Works,nadia@lambda.example,,US,\n`)
  const { rows } = await sql<{ id: string }>`UPDATE provider_batches SET state = 'coming' WHERE batch = ${body.batch}
    RETURNING id`.execute(app.postgres.as('intake'))
  await rename(join(data, 'batches', body.batch), join(data, 'intake', 'drafts', rows[0]?.id ?? ''))
  expect((await call<BatchesPage>('GET', `/v1/providers/${id}/batches`)).body.total).toBe(0)
  await restart()
  expect((await call<BatchesPage>('GET', `/v1/providers/${id}/batches`)).body.items).toMatchObject([
    { batch: body.batch },
  ])
  expect(await readdir(join(data, 'batches'))).toContain(body.batch)
}, 60_000)
