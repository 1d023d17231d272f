import prices from './prices.json' with { type: 'json' }
import type { CreditDependencies } from './credit-dependencies.ts'
import { ownedOf } from './owned-of.ts'
import { settle } from './settle.ts'

export type Quote = {
  contacts: number
  owned: number
  fresh: number
  unavailable: number
  price: number
  cost: number
  balance: number
  after: number
  enough: boolean
  expires: string
}

/** How long the figures may be shown, in ms. */
const SHOWN = 15 * 60_000

/** What unlocking would cost now. Nothing is set aside by asking. */
export async function quote(
  { db, clock, contacts: source }: CreditDependencies,
  { account, contacts }: { account: string; contacts: readonly string[] },
): Promise<Quote> {
  const ids = [...new Set(contacts)]
  const balance = await db.transaction().execute((trx) => settle(trx, { account, clock }))
  const owned = await ownedOf(db, account, ids)
  const others = ids.filter((id) => !owned.has(id))
  const fresh = (await source.read(others)).length
  const cost = fresh * prices.unlock
  return {
    contacts: ids.length,
    owned: owned.size,
    fresh,
    unavailable: others.length - fresh,
    price: prices.unlock,
    cost,
    balance,
    after: balance - cost,
    enough: cost <= balance,
    expires: new Date(clock.now().getTime() + SHOWN).toISOString(),
  }
}
