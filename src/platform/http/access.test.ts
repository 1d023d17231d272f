import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { createLog } from '../log/index.ts'
import { isAdmitted } from './access.ts'
import type { Access } from './access.ts'
import { createHttpApp } from './create-http-app.ts'
import { isLocal, isLoopback } from './principal.ts'
import type { Principal, UserPrincipal } from './principal.ts'

const user: UserPrincipal = {
  kind: 'user',
  user: 'u',
  email: 'ada@analytical.example',
  organisation: null,
  role: null,
  staff: [],
  session: 's',
}
const people = {
  anonymous: { kind: 'anonymous' },
  local: { kind: 'local' },
  alone: user,
  member: { ...user, organisation: 'o', role: 'member' },
  owner: { ...user, organisation: 'o', role: 'owner' },
  support: { ...user, staff: ['support'] },
  officer: { ...user, staff: ['privacy-officer'] },
  operator: { ...user, staff: ['operator'] },
} as const satisfies Record<string, Principal>

test.each<[Access, (keyof typeof people)[]]>([
  ['public', ['anonymous', 'local', 'alone', 'member', 'owner', 'support', 'officer', 'operator']],
  ['signed-in', ['local', 'alone', 'member', 'owner', 'support', 'officer', 'operator']],
  ['member', ['local', 'member', 'owner']],
  ['owner', ['local', 'owner']],
  ['staff', ['local', 'support', 'officer', 'operator']],
  ['operator', ['local', 'operator']],
  ['support', ['local', 'support']],
  [
    ['operator', 'privacy-officer'],
    ['local', 'officer', 'operator'],
  ],
  [[], []],
])('%j admits %j', (access, admitted) => {
  const names = Object.keys(people) as (keyof typeof people)[]
  expect(names.filter((name) => isAdmitted(people[name], access))).toEqual(admitted)
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['127.0.0.1.evil.example', false],
  ['', false],
])('%s is the machine itself: %s', (remoteAddress, local) => {
  expect(isLoopback(remoteAddress)).toBe(local)
  const request = (headers: object) => ({ socket: { remoteAddress }, headers }) as unknown as FastifyRequest
  expect(isLocal(request({}))).toBe(local)
  expect(isLocal(request({ 'x-forwarded-for': '127.0.0.1' }))).toBe(false)
  expect(isLocal(request({ forwarded: 'for=127.0.0.1' }))).toBe(false)
})

const base = { log: createLog({ level: 'silent' }), info: { title: 'T', description: 'T', version: '0' } }

test('a route that does not say who may call it makes the start fail', async () => {
  const app = await createHttpApp({ ...base, routes: (server) => void server.get('/v1/forgotten', () => ({})) })
  await expect(app.ready()).rejects.toThrow(/GET \/v1\/forgotten/)
  await app.close()
})

test('who may not is told so, and a browser is led to sign in and back', async () => {
  let principal: Principal = people.anonymous
  const app = await createHttpApp({
    ...base,
    identify: async () => principal,
    routes: (server) => {
      server.get('/page', { config: { access: 'operator' } }, () => ({}))
      server.post('/page', { config: { access: 'operator' } }, () => ({}))
    },
  })
  const call = async (method: 'GET' | 'POST', headers: object = {}) => {
    const answer = await app.inject({ method, url: '/page?a=1', headers: { host: 'localhost', ...headers } })
    return [answer.statusCode, answer.headers.location]
  }
  const html = { accept: 'text/html' }
  expect(await call('GET')).toEqual([401, undefined])
  expect(await call('GET', html)).toEqual([303, '/sign-in?next=%2Fpage%3Fa%3D1'])
  const from = (referer: string) => call('POST', { ...html, referer })
  expect(await from('http://localhost/form?x=1')).toEqual([303, '/sign-in?next=%2Fform%3Fx%3D1'])
  expect(await from('http://evil.example/form')).toEqual([303, '/sign-in?next=%2F'])
  principal = people.support
  expect(await call('GET')).toEqual([403, undefined])
  principal = people.operator
  expect(await call('GET')).toEqual([200, undefined])
  expect((await app.inject({ url: '/nothing', headers: { host: 'localhost' } })).statusCode).toBe(404)
  await app.close()
})
