import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import type { App } from '../src/app.ts'
import { loadConfig } from '../src/config.ts'
import rules from './access.json' with { type: 'json' }
import { mayCall } from './may-call.ts'
import { gatherCast, roles, tryRoute } from './try-access.ts'
import type { Cast } from './try-access.ts'

let data: string
let app: App
let cast: Cast

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-access-'))
  app = await createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web: null })
  cast = await gatherCast(app)
}, 60_000)
afterAll(async () => {
  await app.close()
  await rm(data, { recursive: true, force: true })
})

const listed = Object.entries(rules).flatMap(([rule, routes]) => routes.map((route) => ({ rule, route })))

test('every route of the server and of the OpenAPI document is listed, and nothing else', async () => {
  const served = app.http
    .listRoutes()
    .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
    .map(({ method, url, access }) => `${method} ${url}: ${[access].flat().join(' or ')}`)
  expect([...new Set(served)].toSorted()).toEqual(listed.map(({ rule, route }) => `${route}: ${rule}`).toSorted())
  const document = (await (await fetch(`${cast.address}/openapi.json`)).json()) as { paths: Record<string, object> }
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  const known = new Set(listed.map(({ route }) => route))
  expect(described.filter((route) => !known.has(route))).toEqual([])
})

test('what belongs to one organisation is not there for another', async () => {
  const { cookies, users } = cast
  const headers = { cookie: cookies.owner }
  const get = async (path: string) => (await fetch(cast.address + path, { headers })).json() as Promise<never>
  const asked = await fetch(`${cast.address}/v1/organisation/invitations`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'else@people.example', role: 'member' }),
  })
  const invitation = (await asked.json()) as { id: string }
  const sessions = (await get('/v1/account/sessions')) as { items: { id: string }[] }
  const own = [
    `DELETE /v1/account/sessions/${sessions.items[0]?.id}`,
    `DELETE /v1/organisation/invitations/${invitation.id}`,
    `DELETE /v1/organisation/members/${users.member}`,
  ]
  for (const route of own) {
    const [method = '', path = ''] = route.split(' ')
    // Another one is an owner too, of their own organisation.
    expect([route, await tryRoute(cast, { method, path, role: 'other' })]).toEqual([route, 'none'])
  }
  // Of these only the second leaves everybody in place.
  const path = `/v1/organisation/invitations/${invitation.id}`
  expect(await tryRoute(cast, { method: 'DELETE', path, role: 'owner' })).toBe('allow')
})

describe('is open to those it is for, and to nobody else', () => {
  // Signing out ends what the others need.
  const last = 'POST /sign-out'
  const inTurn = listed.toSorted((a, b) => Number(a.route === last) - Number(b.route === last))
  test.each(inTurn)('$route ($rule)', async ({ rule, route }) => {
    const [method = '', url = ''] = route.split(' ')
    const path = url.replaceAll(/:\w+/g, '00000000-0000-7000-8000-000000000000')
    const outcomes = await Promise.all(
      roles.map(async (role) => [role, (await tryRoute(cast, { method, path, role })) !== 'deny'] as const),
    )
    expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(roles.map((role) => [role, mayCall(rule, role)])))
  })
})
