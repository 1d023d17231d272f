import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createApp } from '../../src/app.ts'
import type { App } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { gatherCast } from '../try-access.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))
const PROGRAM = join(REPOSITORY, 'src', 'main.ts')
const PASSWORD = 'copper lantern velvet moose'

/** A contact as the operator sees it. */
export type Person = { id: string; email: string }

/** Somebody who acts for an organisation of their own. */
export type Actor = { cookie: string; account: string }

/** What a stream of requests meets: a data directory with an edition, organisations with credits, and the operator. */
export type World = { data: string; operator: string; actors: Actor[]; people: Person[] }

/** Builds an edition from every batch there is, by the command; `files` are added. */
export async function buildRoads(data: string, files: string[] = []): Promise<void> {
  await promisify(execFile)(process.execPath, [PROGRAM, 'build', ...files, '--data', data])
}

/** An edition of some thousand contacts, and organisations that have many credits and agreed to the contribution terms. */
export async function prepareRoads(data: string, { actors: many }: { actors: number }): Promise<World> {
  const feeds = join(REPOSITORY, 'samples', 'feeds')
  const files = (await readdir(feeds)).filter((name) => name.endsWith('.csv'))
  await buildRoads(
    data,
    files.map((name) => join(feeds, name)),
  )
  const config = loadConfig({ TRUSTED_PROXY: '127.0.0.1' })
  const app = await createApp({ config: { ...config, logLevel: 'silent' }, data, web: null })
  try {
    const { address, cookies } = await gatherCast(app)
    const operator = { address, cookie: cookies.operator }
    const actors: Actor[] = []
    for (let number = 0; number < many; number++) actors.push(await signUp(app, { operator, number }))
    const people: Person[] = []
    for (let next: string | null = ''; next !== null;) {
      const query = `has=email&limit=200${next ? `&cursor=${encodeURIComponent(next)}` : ''}`
      const page: { items: Person[]; next: string | null } = await ask(operator, `/v1/contacts?${query}`)
      people.push(...page.items)
      next = page.next
    }
    return { data, operator: operator.cookie, actors, people }
  } finally {
    await app.close()
  }
}

type Asker = { address: string; cookie: string }

async function ask<Answer>({ address, cookie }: Asker, path: string, body?: object): Promise<Answer> {
  const headers = { cookie, ...(body ? { 'content-type': 'application/json' } : {}) }
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
  const answer = await fetch(address + path, init)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** Opens an account by the forms that people use, gives it credits, and agrees to the contribution terms. */
async function signUp(app: App, { operator, number }: { operator: Asker; number: number }): Promise<Actor> {
  const { address } = operator
  const email = `actor${number}@people.example`
  const post = (path: string, form: Record<string, string>) =>
    fetch(address + path, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
      headers: { 'x-forwarded-for': `10.20.30.${number % 256}` },
    })
  const said = { name: 'Ada Example', email, organisation: `Actor ${number}`, password: PASSWORD, terms: 'on' }
  await post('/sign-up', said)
  const db = app.postgres.as<{
    mails: { template: string; recipient: string; data: { link?: string } }
    users: { id: string; email: string }
    members: { user_id: string; organization_id: string }
  }>('registration')
  const own = db.selectFrom('mails').select('data').where('recipient', '=', email)
  const { data } = await own.where('template', '=', 'verify-email').executeTakeFirstOrThrow()
  await post(new URL(data.link ?? '').pathname, {})
  const signedIn = await post('/sign-in', { email, password: PASSWORD })
  const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';', 1)[0])
  const { organization_id: account } = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('organization_id')
    .where('users.email', '=', email)
    .executeTakeFirstOrThrow()
  const actor = { cookie: cookie.join('; '), account }
  const given = { credits: 1_000_000, reason: 'For the proof', key: '01890000-0000-7000-8000-000000000001' }
  await ask(operator, `/v1/operator/accounts/${account}/credits`, given)
  const { version } = await ask<{ version: string }>({ address, ...actor }, '/v1/contributions/terms')
  await ask({ address, ...actor }, '/v1/contributions/terms', { version })
  return actor
}
