import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors/index.ts'
import type { ErrorCode } from '../errors/index.ts'
import { createLog } from '../log/index.ts'
import { createHttpApp } from './create-http-app.ts'
import { errorStatus } from './error-status.ts'
import type { HttpApp } from './http-app.ts'

const lines: string[] = []
let web: string
let app: HttpApp
let broken = false

beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'fairlist-web-'))
  await mkdir(join(web, 'assets'))
  await writeFile(join(web, 'index.html'), '<!doctype html><title>Fairlist</title>')
  await writeFile(join(web, 'assets', 'app-1a2b.js'), 'let a = 1\n'.repeat(500))
  app = await createHttpApp({
    log: createLog({ level: 'info', to: { write: (line) => lines.push(line) } }),
    info: { title: 'Fairlist', description: 'Test', version: '0.0.0' },
    web: { folder: web, places: ['search'] },
    checks: {
      store: () => {
        if (broken) throw new Error('password=secret')
        return 'open'
      },
    },
    routes,
  })
})
afterAll(async () => {
  await app.close()
  await rm(web, { recursive: true })
})

function routes(server: HttpApp): void {
  const config = { access: 'public' } as const
  const querystring = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) })
  const response = { 200: z.object({ limit: z.number() }) }
  server.get('/v1/things', { config, schema: { querystring, response } }, ({ query }) => ({
    ...query,
    secret: 'stays inside',
  }))
  const body = z.object({ people: z.array(z.object({ email: z.email() })) })
  server.post('/v1/things', { config, schema: { body } }, () => ({}))
  const params = z.object({ code: z.string() })
  server.get('/v1/fail/:code', { config, schema: { params } }, ({ params: { code } }) => {
    if (code === 'surprise') throw new TypeError('someone@company.example is undefined')
    throw new AppError(code as ErrorCode, 'A sentence.', { detail: 'And more.' })
  })
}

const headers = { host: '127.0.0.1:4600' }
const get = (url: string, more: Record<string, string> = {}) => app.inject({ url, headers: { ...headers, ...more } })

test.each(Object.entries(errorStatus))('%s becomes its problem', async (code, { status, title }) => {
  const answer = await get(`/v1/fail/${code}`)
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({
    type: `urn:fairlist:problem:${code}`,
    title,
    status,
    detail: 'A sentence. And more.',
  })
})

test('what nobody foresaw gives nothing away', async () => {
  const answer = await get('/v1/fail/surprise')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('someone@company.example')
})

test('names the fields at fault by JSON pointers', async () => {
  const query = await get('/v1/things?limit=1000')
  expect(query.json()).toMatchObject({ status: 400, errors: [{ pointer: '/query/limit' }] })
  const body = await app.inject({
    method: 'POST',
    url: '/v1/things',
    headers,
    payload: { people: [{ email: 'a@b.example' }, { email: 'none' }] },
  })
  expect(body.json()).toMatchObject({ status: 400, errors: [{ pointer: '/body/people/1/email' }] })
})

test.each([
  ['a body that is no JSON', { 'content-type': 'application/json' }, '{', 400],
  ['a body of a kind that nobody reads', { 'content-type': 'text/x-unknown' }, 'a', 415],
  ['a body that is too large', { 'content-type': 'application/json' }, `"${'a'.repeat(1_100_000)}"`, 413],
])('answers %s with a problem', async (_, more, payload, status) => {
  const answer = await app.inject({ method: 'POST', url: '/v1/things', headers: { ...headers, ...more }, payload })
  expect(answer.json()).toMatchObject({ status })
})

test('lets only declared fields out', async () => {
  expect((await get('/v1/things?limit=7')).json()).toEqual({ limit: 7 })
})

test('refuses foreign hosts on every route, unknown ones too', async () => {
  for (const url of ['/', '/v1/things', '/nothing', '/metrics']) {
    const answer = await app.inject({ url, headers: { host: 'rebound.example' } })
    expect(answer.statusCode).toBe(403)
  }
})

test('serves the application at its own addresses, and problems elsewhere', async () => {
  const html = { accept: 'text/html,*/*' }
  expect((await get('/', html)).body).toContain('<title>')
  expect((await get('/search?title=chief', html)).body).toContain('<title>')
  for (const url of ['/v1/nothing', '/missing.js']) expect((await get(url, html)).json()).toMatchObject({ status: 404 })
  expect((await get('/search')).json()).toMatchObject({ status: 404 })
})

test('serves assets compressed and for ever', async () => {
  const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' })
  expect(answer.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': expect.stringContaining('immutable'),
  })
})

test('forbids inline script and framing', async () => {
  const policy = String((await get('/')).headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
})

test('is ready when its checks pass, and says which does not', async () => {
  expect((await get('/readyz')).json()).toEqual({ status: 'ready', checks: { store: 'open' } })
  broken = true
  const answer = await get('/readyz')
  broken = false
  expect(answer.statusCode).toBe(503)
  expect(answer.body).toContain('store')
  expect(answer.body).not.toContain('secret')
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
})

test('describes itself in OpenAPI 3.1, with a page whose scripts it serves itself', async () => {
  const api = (await get('/openapi.json')).json<{ openapi: string; paths: object }>()
  expect(api.openapi).toBe('3.1.0')
  expect(Object.keys(api.paths)).toContain('/v1/things')
  expect((await get('/docs')).body).not.toMatch(/<script>|https?:/)
  expect((await get('/docs/scalar.js')).body).toContain('createApiReference')
})

test('logs and counts a request without what was asked', async () => {
  lines.length = 0
  await get('/v1/things?limit=5&name=Somebody')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'GET', route: '/v1/things', status: 200 })
  expect(lines.join('')).not.toMatch(/Somebody|127\.0\.0\.1/)
  const metrics = (await get('/metrics')).body
  expect(metrics).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/v1\/things",status="200"\} \d/)
})
