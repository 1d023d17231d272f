import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aCompany, aContact, anEdition } from '../../../test/builders/an-edition.ts'
import { openServedCatalogue, type ServedCatalogue } from '../../catalogue/index.ts'
import { createHttpApp, type HttpApp, type Principal, type UserPrincipal } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { searchRoutes } from './index.ts'

let data: string
let app: HttpApp
let catalogue: ServedCatalogue
/** Who asks: the machine itself, unless a test says otherwise. */
let principal: Principal = { kind: 'local' }
const ownedOf = async (account: string, ids: readonly string[]) =>
  new Set(account === 'ours' ? ids.filter((id) => id === 'c0000000002') : [])

const findHeir = async (id: string) => ({ c0000009001: 'c0000000002', c0000009002: 'c0000999999' })[id] ?? null

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-search-'))
  const contacts = [
    aContact({
      number: 1,
      name: 'Ada Sample',
      level: 'vp',
      secret: 'never leaves',
      history: ['CTO\u001fOld Works\u001f2020-01-01\u001f'],
    }),
    aContact({ number: 2, name: 'Bert Sample', level: 'c-level', country: 'DE', region: 'BY', email: undefined }),
    aContact({ number: 3, name: 'Cleo Sample', level: 'director', title: 'Director of Sales' }),
  ]
  await anEdition({ data, contacts, companies: [aCompany({ secret: 'never leaves' })] })
  catalogue = await openServedCatalogue({ data })
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    identify: async () => principal,
    routes: searchRoutes({ catalogue, ownedOf, findHeir }),
  })
})
afterAll(async () => {
  await app.close()
  await catalogue.close()
  await rm(data, { recursive: true })
})

async function get(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await app.inject({ url, headers: { host: '127.0.0.1:8080' } })
  return { status: answer.statusCode, body: answer.json() }
}

describe('contacts', () => {
  test.each<[string, string[], number?]>([
    ['', ['c0000000001', 'c0000000002', 'c0000000003']],
    ['?sort=-name&limit=1', ['c0000000003'], 3],
    ['?offset=2', ['c0000000003'], 3],
    ['?level=vp&level=c-level', ['c0000000001', 'c0000000002']],
    ['?level=vp&country=DE', []],
    ['?has=email&has=phone', ['c0000000001', 'c0000000003']],
    ['?title=sales%20director', ['c0000000001', 'c0000000002', 'c0000000003']],
    ['?title=of&name=cl*', ['c0000000003']],
    ['?region=US-IL&level=', ['c0000000001', 'c0000000003']],
    ['?company=o00000001&limit=200', ['c0000000001', 'c0000000002', 'c0000000003']],
  ])('/v1/contacts%s', async (query, ids, total = ids.length) => {
    const { status, body } = await get(`/v1/contacts${query}`)
    expect(status).toBe(200)
    expect((body.items as { id: string }[]).map(({ id }) => id)).toEqual(ids)
    expect(body.edition).toBe('e000001')
    expect(body.total).toBe(total)
  })

  test('only declared fields leave, and the history in parts', async () => {
    const { body } = await get('/v1/contacts/c0000000001')
    expect(body).toMatchObject({
      name: 'Ada Sample',
      history: [{ title: 'CTO', company: 'Old Works', from: '2020-01-01' }],
    })
    expect(JSON.stringify(body)).not.toContain('never leaves')
    expect(JSON.stringify((await get('/v1/companies/o00000001')).body)).not.toContain('never leaves')
    expect(JSON.stringify((await get('/v1/contacts')).body)).not.toContain('never leaves')
  })

  test.each([
    ['/v1/contacts?limit=201', '/query/limit'],
    ['/v1/contacts?limit=x', '/query/limit'],
    ['/v1/contacts?offset=4', '/query/offset'],
    ['/v1/contacts?offset=-1', '/query/offset'],
    ['/v1/contacts?cursor=abc', '/query/cursor'],
    ['/v1/contacts?sort=email', '/query/sort'],
    ['/v1/contacts/count?has=fax', '/query/has/0'],
    ['/v1/contacts/facets?facet=name', '/query/facet/0'],
    ['/v1/suggest?q=a', '/query/field'],
    [`/v1/contacts?name=${'a'.repeat(501)}`, '/query/name/0'],
  ])('%s is refused and names %s', async (url, pointer) => {
    const { status, body } = await get(url)
    expect([status, (body.errors as { pointer: string }[])[0].pointer]).toEqual([400, pointer])
  })

  test('counts and facets, a facet without its own filter', async () => {
    expect((await get('/v1/contacts/count?level=vp')).body).toEqual({ edition: 'e000001', total: 1 })
    const { body } = await get('/v1/contacts/facets?level=vp&facet=level&facet=country')
    expect(body).toEqual({
      edition: 'e000001',
      total: 1,
      facets: {
        level: [
          { value: 'c-level', label: 'C-level', count: 1 },
          { value: 'director', label: 'Director', count: 1 },
          { value: 'vp', label: 'Vice president', count: 1 },
        ],
        country: [{ value: 'US', label: 'United States', count: 1 }],
      },
    })
    const all = (await get('/v1/contacts/facets')).body.facets as object
    expect(Object.keys(all)).toHaveLength(8)
  })

  test.each(['/v1/contacts/c0000000009', '/v1/companies/o00000009', '/v1/contacts/x%2F..'])(
    '%s is not there',
    async (url) => {
      expect((await get(url)).status).toBe(404)
    },
  )
})

test('companies with their people, and type-ahead', async () => {
  expect((await get('/v1/companies?q=wor')).body).toMatchObject({
    total: 1,
    items: [{ id: 'o00000001', contacts: 3 }],
    next: null,
  })
  const { body } = await get('/v1/companies/o00000001')
  expect(body).toMatchObject({
    name: 'Example Works',
    people: { total: 3, levels: { vp: 1 }, functions: { sales: 3 } },
  })
  expect((await get('/v1/suggest?field=title&q=dir')).body).toMatchObject({
    items: [
      { label: 'Director of Sales', count: 1 },
      { label: 'Sales Director', count: 2 },
    ],
  })
})

test('without an edition, a sentence says what to do', async () => {
  const empty = await openServedCatalogue({ data: join(data, 'empty') })
  const bare = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: searchRoutes({ catalogue: empty, ownedOf, findHeir }),
  })
  const answer = await bare.inject({ url: '/v1/contacts', headers: { host: 'localhost' } })
  expect(answer.statusCode).toBe(503)
  expect(answer.json<{ detail: string }>().detail).toContain('fairlist build')
  await bare.close()
  await empty.close()
})

describe('what somebody sees', () => {
  const user: UserPrincipal = {
    kind: 'user',
    user: 'u',
    email: 'u@people.example',
    session: 's',
    organisation: 'ours',
    role: 'member',
    staff: [],
  }
  afterEach(() => void (principal = { kind: 'local' }))

  test.each<[string, Principal, string[]]>([
    ['the machine itself', { kind: 'local' }, []],
    ['an operator', { ...user, staff: ['operator'] }, []],
    ['a member of an organisation that has unlocked one', user, ['c0000000001', 'c0000000003']],
    ['a member of another', { ...user, organisation: 'theirs' }, ['c0000000001', 'c0000000002', 'c0000000003']],
    ['support', { ...user, organisation: 'x', staff: ['support'] }, ['c0000000001', 'c0000000002', 'c0000000003']],
    [
      'somebody without an organisation',
      { ...user, organisation: null, role: null },
      ['c0000000001', 'c0000000002', 'c0000000003'],
    ],
  ])('%s', async (_name, who, locked) => {
    principal = who
    const { body } = await get('/v1/contacts')
    const items = body['items'] as { id: string; locked?: boolean }[]
    expect(items.filter((item) => item.locked).map(({ id }) => id)).toEqual(locked)
  })

  test('of a locked contact no name, no channel, no way to one', async () => {
    principal = { ...user, organisation: 'theirs' }
    const { body } = await get('/v1/contacts/c0000000001')
    expect(body).toMatchObject({ name: 'Ada E.', last: 'E.', locked: true, level: 'vp' })
    expect(body['has']).toEqual(expect.arrayContaining(['email', 'phone', 'history']))
    for (const name of ['email', 'emails', 'phone', 'phones', 'street', 'postcode', 'linkedin', 'history', 'middle'])
      expect(body).not.toHaveProperty(name)
    expect(JSON.stringify(body)).not.toMatch(/Sample|@/)
    expect((await get('/v1/suggest?field=name&q=a')).body['items']).toEqual([])
    expect((await get('/v1/suggest?field=title&q=d')).body['items']).not.toEqual([])
  })
})

test('a retired id leads to where its contact is now, and to nobody who is not shown', async () => {
  const moved = await app.inject('/v1/contacts/c0000009001')
  expect([moved.statusCode, moved.headers.location, moved.json()]).toEqual([
    301,
    '/v1/contacts/c0000000002',
    { moved_to: 'c0000000002' },
  ])
  const gone = await app.inject('/v1/contacts/c0000009002')
  expect([gone.statusCode, gone.headers.location]).toEqual([404, undefined])
  expect(gone.body).not.toContain('c0000999999')
})
