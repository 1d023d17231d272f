import type { App } from '../src/app.ts'

/** The table's columns: everybody who may come. `other` is a member of another organisation than the one whose things are asked for. */
export const roles = ['anonymous', 'other', 'member', 'owner', 'support', 'privacy-officer', 'operator'] as const
export type Role = (typeof roles)[number]

/** Everybody of `roles` but the anonymous, each with the cookie of a session, on an instance that listens. */
export type Cast = { address: string; cookies: Record<Role, string>; users: Record<Role, string>; organisation: string }

const PASSWORD = 'copper lantern velvet moose'

/** Makes one user of each role, through the forms that people use; roles of the instance are given by the operator. */
export async function gatherCast(app: App): Promise<Cast> {
  if (!app.http.server.listening) {
    await app.http.listen({ host: '127.0.0.1', port: 0 })
  }
  const bound = app.http.server.address()
  const address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
  const person = (name: string) => ({ name: `${name} Example`, email: `${name}@people.example`, password: PASSWORD })
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await fetch(address + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
    await answer.body?.cancel()
    const cookie = answer.headers.getSetCookie().map((each) => each.split(';', 1)[0])
    return { status: answer.status, cookie: cookie.join('; ') }
  }
  const db = app.postgres.as<{
    mails: { template: string; recipient: string; data: { link?: string } }
    users: { id: string; email: string }
    members: { user_id: string; organization_id: string }
  }>('registration')
  const linkTo = async (email: string, template: string) => {
    const mail = await db
      .selectFrom('mails')
      .select('data')
      .where('recipient', '=', email)
      .where('template', '=', template)
      .executeTakeFirstOrThrow()
    return new URL(mail.data.link ?? '').pathname
  }
  const signIn = async (name: string) => {
    const { cookie } = await post('/sign-in', { email: person(name).email, password: PASSWORD })
    if (cookie === '') throw new Error(`${name} cannot sign in`)
    return cookie
  }
  const signUp = async (name: string) => {
    const { email } = person(name)
    await post('/sign-up', { ...person(name), organisation: `Company of ${name}`, terms: 'on' })
    await post(await linkTo(email, 'verify-email'), {})
    return signIn(name)
  }
  await post('/first-operator', { ...person('operator'), organisation: 'The instance' })
  const cookies: Record<Role, string> = {
    anonymous: '',
    operator: await signIn('operator'),
    other: await signUp('other'),
    owner: await signUp('owner'),
    member: '',
    support: await signUp('support'),
    'privacy-officer': await signUp('privacy-officer'),
  }
  const json = { 'content-type': 'application/json' }
  const invite = { email: person('member').email, role: 'member' }
  const headers = { ...json, cookie: cookies.owner }
  await fetch(`${address}/v1/organisation/invitations`, { method: 'POST', headers, body: JSON.stringify(invite) })
  await post(await linkTo(invite.email, 'invitation'), { ...person('member'), terms: 'on' })
  cookies.member = await signIn('member')
  const rows = await db.selectFrom('users').select(['id', 'email']).execute()
  const users = Object.fromEntries(
    roles.map((role) => [role, rows.find(({ email }) => email === person(role).email)?.id ?? '']),
  ) as Record<Role, string>
  for (const role of ['support', 'privacy-officer'] as const) {
    const url = `${address}/v1/operator/users/${users[role]}/staff`
    const given = {
      method: 'PUT',
      headers: { ...json, cookie: cookies.operator },
      body: JSON.stringify({ roles: [role] }),
    }
    const { status } = await fetch(url, given)
    if (status !== 204) throw new Error(`${role} was not given the role: ${status}`)
  }
  const { organization_id: organisation } = await db
    .selectFrom('members')
    .select('organization_id')
    .where('user_id', '=', users.owner)
    .executeTakeFirstOrThrow()
  return { address, cookies, users, organisation }
}

/** What an answer says about who may: `allow`, `deny` (not for this role), or `none` (for this role, there is no such thing). */
export type Outcome = 'allow' | 'deny' | 'none'

/** Asks a route as somebody. Nothing is sent that would change something, but for what needs no more than the address. */
export async function tryRoute(
  { address, cookies }: Cast,
  { method, path, role }: { method: string; path: string; role: Role },
): Promise<Outcome> {
  const controller = new AbortController()
  const headers = { accept: 'application/json', ...(cookies[role] ? { cookie: cookies[role] } : {}) }
  const answer = await fetch(address + path, { method, headers, redirect: 'manual', signal: controller.signal })
  controller.abort() // a stream would never end
  if (answer.status === 401 || answer.status === 403) return 'deny'
  return answer.status === 404 ? 'none' : 'allow'
}
