import { parseArgs } from 'node:util'
import { unlock } from '../src/modules/credits/index.ts'
import type { LedgerTables } from '../src/modules/credits/index.ts'
import { adjust } from '../src/modules/credits/adjust.ts'
import { systemClock } from '../src/platform/clock/index.ts'
import { aDatabase } from '../test/builders/a-database.ts'

// Prints how many unlocks a second the ledger books on a real PostgreSQL, each a transaction that is on the disk:
// node bench/unlocks.ts --unlocks 5000 --contacts 1 --accounts 20 --parallel 10 [--json]

const { values: flags } = parseArgs({
  options: {
    unlocks: { type: 'string', default: '5000' },
    contacts: { type: 'string', default: '1' },
    accounts: { type: 'string', default: '20' },
    parallel: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
})

await measure({
  unlocks: Number(flags.unlocks),
  contacts: Number(flags.contacts),
  accounts: Number(flags.accounts),
  parallel: Number(flags.parallel),
})

type Load = { unlocks: number; contacts: number; accounts: number; parallel: number }

async function measure({ unlocks, contacts, accounts, parallel }: Load): Promise<void> {
  const database = await aDatabase()
  try {
    const db = database.postgres.as<LedgerTables>('ledger')
    const read = async (ids: readonly string[]) => ids.map((id) => ({ id, name: 'Ada Example', email: 'a@b.example' }))
    const dependencies = { db, clock: systemClock, contacts: { edition: () => 'edition', read } }
    for (let index = 0; index < accounts; index++) {
      const booking = { account: `account-${index}`, credits: unlocks * contacts, reason: 'To try.', key: 'start' }
      await adjust(dependencies, { ...booking, actor: 'bench' })
    }
    const times: number[] = []
    const work = Array.from({ length: unlocks }, (_, index) => index).values()
    const worker = async () => {
      for (const index of work) {
        const ids = Array.from({ length: contacts }, (_, n) => `c${String(index * contacts + n).padStart(10, '0')}`)
        const started = performance.now()
        const account = `account-${index % accounts}`
        await unlock(dependencies, { account, user: 'bench', contacts: ids, key: `unlock-${index}` })
        times.push(performance.now() - started)
      }
    }
    const started = performance.now()
    await Promise.all(Array.from({ length: parallel }, worker))
    const seconds = (performance.now() - started) / 1000
    const sorted = times.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    const figures = {
      unlocks,
      contacts,
      accounts,
      parallel,
      seconds,
      rate: unlocks / seconds,
      p50: at(0.5),
      p99: at(0.99),
    }
    console.log(flags.json ? JSON.stringify(figures) : describe(figures))
  } finally {
    await database.remove()
  }
}

function describe({
  unlocks,
  contacts,
  seconds,
  rate,
  p50,
  p99,
}: Record<'unlocks' | 'contacts' | 'seconds' | 'rate' | 'p50' | 'p99', number>): string {
  const all = `${unlocks} unlocks of ${contacts} contacts in ${seconds.toFixed(1)} s: ${rate.toFixed(0)} a second`
  return `${all}, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
}
