import { unlock } from '../../src/modules/credits/index.ts'
import type { CreditDependencies, LedgerTables } from '../../src/modules/credits/index.ts'
import { adjust } from '../../src/modules/credits/adjust.ts'
import { AppError } from '../../src/platform/errors/index.ts'
import type { Kysely } from 'kysely'

type Options = {
  dependencies: CreditDependencies & { db: Kysely<LedgerTables> }
  /** Different unlocks; each is sent one to three times. */
  requests: number
  seed: number
}

type Request = { account: string; user: string; contacts: string[]; key: string }

/**
 * Sends unlocks of few accounts and few contacts, many at once, some twice at the same time, some again later, and holds
 * what was answered against what the ledger says. Throws where an unlock had another effect than one.
 */
export async function unlockAtRandom({
  dependencies,
  requests,
  seed,
}: Options): Promise<{ acknowledged: number; attempts: number }> {
  const { db } = dependencies
  const random = seeded(seed)
  // Too few, so that some are refused.
  const credits = Math.ceil(requests / 3)
  const accounts = Array.from({ length: 8 }, (_, index) => `random-${seed}-${index}`)
  for (const account of accounts)
    await adjust(dependencies, { account, credits, reason: 'To try.', key: 'start', actor: 'test' })
  const made = Array.from({ length: requests }, (_, index): Request => {
    const account = accounts[random(accounts.length)] ?? ''
    const contacts = Array.from({ length: 1 + random(6) }, () => `c${String(random(requests)).padStart(10, '0')}`)
    return { account, user: `user-${random(3)}`, contacts, key: `request-${index}` }
  })
  const sent = shuffle(
    made.flatMap((request) => Array.from({ length: 1 + random(3) }, () => request)),
    random,
  )
  const answers = new Map<string, { cost: number; unlocked: string[] }>()
  const work = sent.values()
  const worker = async () => {
    for (const request of work) {
      const answer = await unlock(dependencies, request).catch(refused)
      if (answer === null) continue
      const before = answers.get(request.key)
      const told = { cost: answer.cost, unlocked: answer.unlocked }
      if (before && JSON.stringify(before) !== JSON.stringify(told))
        throw new Error(`${request.key} was answered in two ways`)
      answers.set(request.key, told)
    }
  }
  await Promise.all(Array.from({ length: 12 }, worker))
  await judge(db, { accounts, answers, credits, made })
  return { acknowledged: answers.size, attempts: sent.length }
}

/** An unlock that the balance does not cover is a good answer too. */
function refused(error: unknown): null {
  if (error instanceof AppError && error.code === 'conflict') return null
  throw error
}

type Judged = {
  accounts: string[]
  answers: Map<string, { cost: number; unlocked: string[] }>
  credits: number
  made: Request[]
}

async function judge(db: Kysely<LedgerTables>, { accounts, answers, credits, made }: Judged): Promise<void> {
  for (const account of accounts) {
    const own = made.filter((request) => request.account === account && answers.has(request.key))
    const paid = own.flatMap(({ key }) => answers.get(key)?.unlocked ?? [])
    const cost = own.reduce((sum, { key }) => sum + (answers.get(key)?.cost ?? 0), 0)
    const owned = await db.selectFrom('unlocked').select('contact').where('account', '=', account).execute()
    const told = await db.selectFrom('disclosures').select('contact').where('account', '=', account).execute()
    const { credits: left } = await db
      .selectFrom('balances')
      .select('credits')
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
    if (new Set(paid).size !== paid.length) throw new Error(`${account} was told twice that it paid for the same`)
    const figures = [owned.length, told.length, paid.length, credits - left]
    if (figures.some((figure) => figure !== cost)) throw new Error(`${account} paid ${cost}, but ${figures.join(', ')}`)
  }
}

function shuffle<Item>(items: Item[], random: (below: number) => number): Item[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = random(index + 1)
    ;[items[index], items[other]] = [items[other], items[index]]
  }
  return items
}

/** Numbers below a bound, the same for the same seed (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}
