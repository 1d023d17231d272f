import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aContact, anEdition } from '../../../test/builders/an-edition.ts'
import { openServedCatalogue, type ServedCatalogue } from '../../catalogue/index.ts'
import { createManualClock, type ManualClock } from '../../platform/clock/index.ts'
import { createHttpApp, type HttpApp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { editionRoutes, type BuildJob, type Upload } from './index.ts'

const CSV = `Full name,Job title,Company,Email,Birthday
JANE SAMPLE,vp sales,Widgets Inc,jane@WIDGETS.EXAMPLE,1980-01-01
Bert Probe,CTO,Widgets Inc,bert@widgets.example,1981-01-01
`

let data: string
let app: HttpApp
let catalogue: ServedCatalogue
let clock: ManualClock
let jobs: BuildJob[]
let startBuild: (job: BuildJob) => Promise<void>

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-editions-'))
  clock = createManualClock(Date.now())
  jobs = []
  startBuild = async (job) => void jobs.push(job)
  catalogue = await openServedCatalogue({ data })
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: editionRoutes({
      data,
      clock,
      catalogue,
      startBuild: (job) => startBuild(job),
      version: '1.2.3',
      uploadLimit: 3_000_000,
    }),
  })
})
afterEach(async () => {
  await app.close()
  await catalogue.close()
  await rm(data, { recursive: true })
})

type Answer<Body> = { status: number; body: Body; headers: Record<string, unknown> }

async function call<Body = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
): Promise<Answer<Body>> {
  const answer = await app.inject({ method, url, headers: { host: '127.0.0.1:8080' }, ...(payload ? { payload } : {}) })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: (isJson ? answer.json() : answer.body) as Body, headers: answer.headers }
}

async function send(content: string | Uint8Array, name = 'people.csv') {
  const form = new FormData()
  form.set('file', new Blob([content as BlobPart]), name)
  const request = new Response(form)
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/uploads',
    headers: { host: '127.0.0.1:8080', 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json<Upload & { detail?: string }>() }
}

const uploadFolders = () => readdir(join(data, 'uploads')).catch(() => [])

describe('uploads', () => {
  test('a file is inspected and its first rows are cleaned; the name is only a label', async () => {
    const { status, body } = await send(CSV, '../../etc/peo\u0007ple.csv')
    expect(status).toBe(201)
    expect(body).toMatchObject({ file: 'people.csv', bytes: CSV.length, delimiter: ',' })
    expect(body.columns.map(({ field }) => field)).toEqual(['full_name', 'title', 'company', 'email', null])
    expect(body.columns[4].forbidden).not.toBeNull()
    expect(JSON.stringify(body)).not.toContain('1980')
    const cells = body.preview[0].row
    expect(cells[3]).toMatchObject({ raw: 'jane@WIDGETS.EXAMPLE', value: 'jane@widgets.example' })
    expect(await readdir(join(data, 'uploads', body.upload))).toEqual(['file.csv', 'upload.json'])
    expect((await call('DELETE', `/v1/uploads/${body.upload}`)).status).toBe(204)
    expect((await call('DELETE', `/v1/uploads/${body.upload}`)).status).toBe(404)
    expect(await uploadFolders()).toEqual([])
  })

  test('what cannot be read leaves nothing behind and is called by its name', async () => {
    const { status, body } = await send('', 'nothing.csv')
    expect(status).toBe(400)
    expect(body.detail).toContain('nothing.csv')
    expect(body.detail).not.toContain(data)
    expect(await uploadFolders()).toEqual([])
  })

  test('a file above the limit is refused, one above the limit for other bodies is taken', async () => {
    const line = 'Jane Sample,jane@widgets.example\n'
    expect((await send(`name,email\n${line.repeat(50_000)}`)).status).toBe(201)
    expect((await send(`name,email\n${line.repeat(100_000)}`)).status).toBe(413)
    expect(await uploadFolders()).toHaveLength(1)
  })

  test('no file, and a body that is no form, are refused with a sentence', async () => {
    const form = new Response(new FormData())
    const empty = await app.inject({
      method: 'POST',
      url: '/v1/uploads',
      headers: { host: 'localhost', 'content-type': form.headers.get('content-type') ?? '' },
      payload: Buffer.from(await form.arrayBuffer()),
    })
    expect(empty.statusCode).toBe(400)
    expect((await call('POST', '/v1/uploads', { a: 1 })).status).toBe(415)
  })

  test('old uploads go when the next one comes', async () => {
    await send(CSV)
    clock.advance(25 * 3_600_000)
    const { body } = await send(CSV)
    expect(await uploadFolders()).toEqual([body.upload])
  })
})

describe('builds', () => {
  test('an ordered build counts as running at once, and refuses a second', async () => {
    expect((await call('GET', '/v1/builds/current')).body).toBeNull()
    const { body: upload } = await send(CSV)
    const order = { uploads: [{ upload: upload.upload, mapping: { Company: null } }] }
    const { status, body } = await call('POST', '/v1/builds', order)
    expect(status).toBe(202)
    expect(jobs).toMatchObject([{ build: body.build }])
    expect((await call('GET', '/v1/builds/current')).body).toMatchObject({
      build: body.build,
      state: 'running',
      files: ['people.csv'],
    })
    expect((await call('POST', '/v1/builds', order)).status).toBe(429)
    clock.advance(61_000)
    expect((await call('GET', '/v1/builds/current')).body).toMatchObject({ state: 'failed' })
  })

  test('of two orders at the same time one is taken', async () => {
    const answers = await Promise.all([call('POST', '/v1/builds', {}), call('POST', '/v1/builds', {})])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 429])
    expect(jobs).toHaveLength(1)
  })

  test('a build that cannot be started is not running', async () => {
    startBuild = () => Promise.reject(new Error('no process'))
    expect((await call('POST', '/v1/builds', {})).status).toBe(500)
    expect((await call('GET', '/v1/builds/current')).body).toBeNull()
    expect((await call('POST', '/v1/builds/current/cancel')).status).toBe(409)
  })

  test.each([
    [{ uploads: [{ upload: '../../etc' }] }, 404, undefined],
    [{ uploads: [{}] }, 400, '/body/uploads/0/upload'],
    [{ uploads: 'all' }, 400, '/body/uploads'],
  ])('%j is refused', async (order, status, pointer) => {
    const answer = await call<{ errors?: { pointer: string }[] }>('POST', '/v1/builds', order)
    expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer])
  })

  test('a field that there is not is named', async () => {
    const { body: upload } = await send(CSV)
    const { status, body } = await call('POST', '/v1/builds', {
      uploads: [{ upload: upload.upload, mapping: { Email: 'fax number' } }],
    })
    expect(status).toBe(400)
    expect(body.errors).toMatchObject([{ pointer: '/body/uploads/0/mapping/Email' }])
  })

  test('a build that was cancelled publishes nothing, and its upload stays for another try', async () => {
    const ended = Promise.withResolvers<number | null>()
    startBuild = async (job) => void runCommand(job).on('exit', ended.resolve)
    const rows = Array.from({ length: 20_000 }, (_, index) => `Person ${index} Sample,p${index}@widgets.example`)
    const { body: upload } = await send(`name,email\n${rows.join('\n')}\n`)
    await call('POST', '/v1/builds', { uploads: [{ upload: upload.upload }] })
    await vi.waitFor(async () => expect((await call('POST', '/v1/builds/current/cancel')).status).toBe(202), {
      timeout: 20_000,
      interval: 50,
    })
    expect(await ended.promise).not.toBe(0)
    expect((await call('GET', '/v1/builds/current')).body).toMatchObject({ state: 'cancelled' })
    expect((await call('GET', '/v1/editions')).body).toEqual({ serving: null, items: [] })
    expect((await call('DELETE', `/v1/uploads/${upload.upload}`)).status).toBe(204)
  })

  test('a closing server ends the streams that are open', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/v1/builds/events`)
    const text = answer.text()
    const start = performance.now()
    await app.close()
    expect(await text).toContain('data: null')
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('from a file to what is served, watched as events', async () => {
    const ended = Promise.withResolvers<number | null>()
    startBuild = async (job) => void runCommand(job).on('exit', ended.resolve)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const { body: upload } = await send(CSV)
    expect((await call('POST', '/v1/builds', { uploads: [{ upload: upload.upload }] })).status).toBe(202)
    const states = await statesUntilEnd(`http://127.0.0.1:${port}/v1/builds/events`)
    expect([states.at(0), states.at(-1)]).toEqual(['running', 'done'])
    expect(await ended.promise).toBe(0)
    await catalogue.refresh()
    const editions = await call('GET', '/v1/editions')
    expect(editions.body).toMatchObject({
      serving: 'e000001',
      items: [{ edition: 'e000001', contacts: 2, records: 2, sample: false }],
    })
    expect((await call('GET', '/v1/editions/e000001')).body).toMatchObject({
      tables: [{}, {}],
      report: { dropped: ['Birthday'] },
    })
    expect((await call('GET', '/v1/editions/e000001/diff/e000001')).body).toMatchObject({
      tables: [{ changed: 0 }, { changed: 0 }],
    })
    const { body } = await call<{ items: { batch: string; file: string; source: string }[] }>('GET', '/v1/batches')
    expect(body.items).toMatchObject([{ file: 'people.csv', source: 'people', rows: 2, rejected: 0, inForce: true }])
    const rejects = await call('GET', `/v1/batches/${body.items[0].batch}/rejects`)
    expect([rejects.status, rejects.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect((await call('GET', '/v1/batches/b00/rejects')).status).toBe(404)
    clock.advance(1000)
    const { body: next } = await send(CSV)
    expect(await uploadFolders()).toEqual([next.upload])
  })
})

describe('editions', () => {
  test('publish and roll back answer when the edition is served', async () => {
    await anEdition({ data, edition: 'e000001', contacts: [] })
    await anEdition({ data, edition: 'e000002', contacts: [aContact()] })
    await catalogue.refresh()
    expect(catalogue.edition()).toBe('e000002')
    expect(await call('POST', '/v1/editions/e000001/serve')).toMatchObject({
      status: 200,
      body: { serving: 'e000001' },
    })
    expect(await catalogue.use((open) => open.count({}))).toBe(0)
    expect((await call('GET', '/v1/instance')).body).toEqual({
      name: 'Fairlist',
      version: '1.2.3',
      edition: 'e000001',
      sample: false,
      operator: false,
      host: '127.0.0.1:8080',
    })
  })

  test('an edition without its index is not served, and the one before stays', async () => {
    await anEdition({ data, edition: 'e000001' })
    const folder = await anEdition({ data, edition: 'e000002' })
    await call('POST', '/v1/editions/e000001/serve')
    await rm(join(folder, 'index', 'index.json'))
    expect((await call('POST', '/v1/editions/e000002/serve')).status).toBe(409)
    await catalogue.refresh()
    expect(catalogue.edition()).toBe('e000001')
  })

  test('an instance without an edition', async () => {
    expect((await call('GET', '/v1/editions')).body).toEqual({ serving: null, items: [] })
    expect((await call('GET', '/v1/instance')).body).toMatchObject({ edition: null })
    expect((await call('GET', '/v1/editions/e000001')).status).toBe(404)
    expect((await call('GET', '/v1/editions/..%2f..')).status).toBe(404)
  })
})

/** Runs the build as the instance does: in a process of its own. */
function runCommand({ uploads }: BuildJob): ChildProcess {
  const args = ['src/main.ts', 'build', '--uploads', uploads, '--data', data, '--json']
  return spawn(process.execPath, args, { stdio: 'ignore' })
}

/** States told by the event stream, until one says that the build has ended. */
async function statesUntilEnd(url: string): Promise<string[]> {
  const answer = await fetch(url)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const states: string[] = []
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8')
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages.filter((each) => each.startsWith('data: '))) {
      const status = JSON.parse(message.slice(6)) as { state: string; pid?: number }
      expect(status.pid).toBeUndefined()
      states.push(status.state)
      if (status.state !== 'running') return states
    }
  }
  return states
}
