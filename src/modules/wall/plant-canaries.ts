import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { WallTables } from './tables.ts'
import watch from './watch.json' with { type: 'json' }

/** Somebody who does not exist. The token is part of each word and of nothing else in the world. */
export type Canary = { token: string; email: string; name: string; company: string }

export type PlantDependencies = {
  db: Kysely<WallTables>
  clock: Clock
  /** Registers a canary like anybody, but that nothing is sent, in the caller's transaction. */
  register: (trx: Transaction<WallTables>, canary: Canary) => Promise<void>
  /** Source of randomness: returns that many bytes. */
  random?: (size: number) => Uint8Array
}

/** Sees to it that the newest canaries are not too old; gives how many were planted. They are never removed. */
export async function plantCanaries({ db, clock, register, random = randomBytes }: PlantDependencies): Promise<number> {
  const youngest = new Date(clock.now().getTime() - watch.freshEveryDays * 86_400_000)
  return db.transaction().execute(async (trx) => {
    const { count } = await trx
      .selectFrom('canaries')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('planted_at', '>', youngest)
      .executeTakeFirstOrThrow()
    const missing = Math.max(0, watch.canaries - Number(count))
    for (let i = 0; i < missing; i++) {
      const canary = hatch(random)
      const { token, email } = canary
      await trx.insertInto('canaries').values({ token, email, planted_at: clock.now() }).execute()
      await register(trx, canary)
    }
    const subject = 'wall:canaries'
    if (missing > 0)
      await recordAudit(trx, { actor: 'system', action: 'wall.plant', subject, detail: { planted: missing } })
    return missing
  })
}

function hatch(random: (size: number) => Uint8Array): Canary {
  const token = Array.from(random(16), (byte) => String.fromCharCode(97 + (byte % 26))).join('')
  const proper = `${token.charAt(0).toUpperCase()}${token.slice(1)}`
  return { token, email: `${token}@${token}.example`, name: `Robin ${proper}`, company: `${proper} Works` }
}
