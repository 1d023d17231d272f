import type { Running } from './killed-instance.ts'
import { nameSomebody } from './name-somebody.ts'
import type { Actor, World } from './road-world.ts'

/** What the other side was told is done. */
export type Told = {
  /** Stops, by e-mail address: ids of the contacts that have it. */
  stopped: Map<string, string>
  /** Unlocks by key, with what was charged. */
  unlocked: Map<string, { account: string; cost: number; unlocked: string[] }>
  /** Contributions by key: who they speak of, row by row. */
  contributed: Map<string, Contributed>
  /** Who was taken back. */
  takenBack: Set<string>
  /** Answers that say no, by status. */
  refused: Map<number, number>
  /** What was answered in two ways. */
  differing: string[]
}

type Contributed = { id: string; actor: Actor; people: string[] }

/** A request that changes something once, however often it is sent. */
export type Request = { actor: Actor; key: string } & (
  | { road: 'unlock'; body: { contacts: string[] } }
  | { road: 'contribute'; body: object; people: string[] }
  | { road: 'take-back'; path: string; people: string[] }
)

/** What was asked and not answered, by key: it is asked again, with the same key. */
export type Open = Map<string, Request>

export type Streaming = {
  instance: Pick<Running, 'address'>
  world: World
  told: Told
  open: Open
  random: () => number
}

/** One request after the other, until the instance is gone or the signal says so. Calls back when one was answered. */
export async function streamRoads(streaming: Streaming, signal: AbortSignal, answered: () => void): Promise<void> {
  const { told, open, random } = streaming
  while (!signal.aborted) {
    const turn = random()
    try {
      if (open.size > 0 && turn < 0.15) await send(streaming, oneOf([...open.values()], random))
      else if (turn < 0.22) await stop(streaming)
      else if (turn < 0.26) await contributeContact(streaming)
      else if (turn < 0.3) await contributeFile(streaming)
      else if (turn < 0.33 && told.contributed.size > 0) await takeBack(streaming)
      else await unlock(streaming)
      answered()
    } catch {
      return // killed while it answered
    }
  }
}

/** Sends a request, some twice at once; what it was told is noted, and whether it was told so before. */
export async function send(streaming: Streaming, request: Request): Promise<void> {
  const { told, open, random } = streaming
  const { actor, key, road } = request
  open.set(key, request)
  const path = { unlock: '/v1/unlocks', contribute: '/v1/contributions', 'take-back': '' }[road]
  const times = random() < 0.3 ? 2 : 1
  const answers = await Promise.all(
    Array.from({ length: times }, () =>
      road === 'take-back'
        ? post(streaming, request.path, { actor })
        : post(streaming, path, { actor, key, body: request.body }),
    ),
  )
  for (const { status, body } of answers) {
    if (status >= 300) continue
    note(told, request, body)
    open.delete(key)
  }
  // Limits of a day: it was not taken, and is not asked again.
  if (answers.every(({ status }) => status === 429 || status === 409)) open.delete(key)
}

function note(told: Told, request: Request, body: Record<string, unknown>): void {
  const { actor, key } = request
  if (request.road === 'unlock') {
    const { cost, unlocked } = body as { cost: number; unlocked: string[] }
    const before = told.unlocked.get(key)
    if (before && before.cost !== cost) told.differing.push(key)
    told.unlocked.set(key, { account: actor.account, cost, unlocked })
  } else if (request.road === 'contribute') {
    const id = String(body['id'])
    const before = told.contributed.get(key)
    if (before && before.id !== id) told.differing.push(key)
    told.contributed.set(key, { id, actor, people: request.people })
  } else {
    for (const person of request.people) told.takenBack.add(person)
  }
}

async function stop(streaming: Streaming): Promise<void> {
  const { world, told, random } = streaming
  const { id, email } = oneOf(world.people, random)
  if ((await post(streaming, '/v1/stops', { body: { email } })).status === 201) told.stopped.set(email, id)
}

function unlock(streaming: Streaming): Promise<void> {
  const { world, random } = streaming
  const contacts = Array.from({ length: 1 + below(5, random) }, () => oneOf(world.people, random).id)
  return send(streaming, { ...asking(streaming), road: 'unlock', body: { contacts } })
}

function contributeContact(streaming: Streaming): Promise<void> {
  const { name, ...more } = nameSomebody(streaming.random)
  const contact = { name: `Ada ${name}`, title: 'Head of Procurement', ...more }
  return send(streaming, { ...asking(streaming), road: 'contribute', body: { contact }, people: [name] })
}

/** A file of two to four people, sent and contributed. */
async function contributeFile(streaming: Streaming): Promise<void> {
  const asked = asking(streaming)
  const people = Array.from({ length: 2 + below(3, streaming.random) }, () => nameSomebody(streaming.random))
  const lines = people.map(({ name, company, email }) => `Ben ${name},Head of Sales,${company},${email}`)
  const form = new FormData()
  form.set('file', new Blob([`name,title,company,email\n${lines.join('\n')}\n`]), 'people.csv')
  const { status, body } = await post(streaming, '/v1/contributions/uploads', { actor: asked.actor, body: form })
  if (status !== 201) return
  const names = people.map(({ name }) => name)
  await send(streaming, { ...asked, road: 'contribute', body: { upload: body['upload'] }, people: names })
}

/** Takes a contribution back, or one of its rows: the first is the second line of its file. */
function takeBack(streaming: Streaming): Promise<void> {
  const { told, random } = streaming
  const { id, actor, people } = oneOf([...told.contributed.values()], random)
  const whole = random() < 0.5
  const row = below(people.length, random)
  const path = `/v1/contributions/${id}/${whole ? '' : `rows/${row + 2}/`}take-back`
  return send(streaming, { actor, key: path, road: 'take-back', path, people: whole ? people : [people[row] ?? ''] })
}

function asking({ world, random }: Streaming): { actor: Actor; key: string } {
  return { actor: oneOf(world.actors, random), key: `proof-${below(1e15, random)}` }
}

type Posted = { actor?: Actor; key?: string; body?: object }

async function post({ instance, told, random }: Streaming, path: string, { actor, key, body }: Posted) {
  const form = body instanceof FormData
  const answer = await fetch(instance.address + path, {
    method: 'POST',
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    headers: {
      ...(body && !form ? { 'content-type': 'application/json' } : {}),
      // Each from a network of its own: limits are tried elsewhere.
      'x-forwarded-for': `10.${below(256, random)}.${below(256, random)}.${below(256, random)}`,
      ...(actor ? { cookie: actor.cookie } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  const { status } = answer
  const said = (await answer.json()) as Record<string, unknown>
  if (status >= 300) told.refused.set(status, (told.refused.get(status) ?? 0) + 1)
  return { status, body: said }
}

function below(bound: number, random: () => number): number {
  return Math.floor(random() * bound)
}

function oneOf<Item>(items: readonly Item[], random: () => number): Item {
  return items[below(items.length, random)]
}
