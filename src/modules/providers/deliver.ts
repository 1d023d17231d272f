import type { Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { inspectFile } from '../../refinery/intake/index.ts'
import type { Field, Mappings } from '../../refinery/intake/index.ts'
import { recordAudit } from '../audit/index.ts'
import { requireRunning } from './contract-terms.ts'
import type { Contract } from './contract-terms.ts'
import { judgeTerritory } from './judge-territory.ts'
import { listContracts } from './list-contracts.ts'
import { getProvider } from './list-providers.ts'
import { lockProvider } from './lock-provider.ts'
import type { DeliveryDependencies, ProviderTransaction } from './provider-dependencies.ts'
import type { ProviderBatchesTable } from './tables.ts'

/** A file that a provider delivers. */
export type ProviderDelivery = {
  provider: string
  path: string
  /** Its name, for people. */
  file: string
  /** Where the people of rows are that name no country. */
  country: string | null
  mapping?: Record<string, Field | null> | undefined
  actor: string
  signal?: AbortSignal | undefined
}

type Row = Selectable<ProviderBatchesTable>
type Choices = Record<string, Field | null>

/** What became of a file: whether it is new, and what its columns hold because somebody chose that for such a file before. */
export type Delivered = { row: Row; fresh: boolean; recalled: Choices }

/**
 * Takes a file in as a batch of a provider: the next build uses it. The same file under the same contract is one delivery;
 * `fresh` says whether it is new. What was chosen for a file of such a header before holds where nothing is said now. Throws `not_found`, `conflict` when no contract runs or the file came under another one,
 * `bad_input` when it cannot be read, or none of its rows may be taken.
 */
export async function deliver(dependencies: DeliveryDependencies, delivery: ProviderDelivery): Promise<Delivered> {
  const { clock, deliveries } = dependencies
  const { provider, path, file, country, mapping, actor, signal } = delivery
  const now = clock.now()
  const contract = requireRunning((await getProvider(dependencies, provider)).contracts, now)
  refuseCountry(contract, country)
  const draft = newId({ clock })
  try {
    const judge = judgeTerritory(contract.territory, country)
    const { choices, recalled } = await chooseMapping(dependencies.mappings, { path, wanted: mapping ?? {} })
    const source = { path, source: provider, label: file, mapping: choices, judge, now: now.toISOString(), signal }
    const { id: batch, digest, rows, rejected, reasons, dropped } = await deliveries.prepare(draft, source)
    if (rows === 0) throw new AppError('bad_input', sentenceOfNone(reasons))
    const counts = { digest, rows, rejected, reasons: JSON.stringify(reasons), dropped }
    const made = { delivered_at: now, delivered_by: actor }
    const row = { id: draft, provider, contract: contract.id, batch, state: 'coming' as const, file, country }
    const kept = await dependencies.db.transaction().execute(async (trx) => {
      await lockProvider(trx, provider)
      const running = requireRunning(await listContracts(trx, provider), clock.now())
      if (running.id !== contract.id)
        throw new AppError('conflict', 'The contract was renewed meanwhile. Send it again.')
      const known = await findDelivery(trx, batch)
      if (known) return requireSame(known, { contract: contract.id, country })
      await trx
        .insertInto('provider_batches')
        .values({ ...row, ...counts, ...made })
        .execute()
      const detail = { batch, contract: contract.id, rows, rejected }
      await recordAudit(trx, { actor, action: 'provider.deliver', subject: `provider:${provider}`, detail })
      return null
    })
    // One that was written down and not placed by a server that died is placed by this file.
    const id = kept?.id ?? draft
    if (!(await deliveries.place(draft, batch)))
      throw new AppError('internal', 'The delivery could not be put in its place.')
    await dependencies.db.updateTable('provider_batches').set({ state: 'there' }).where('id', '=', id).execute()
    // The delivery is in its place: that the choice could not be kept costs a question the next time.
    if (mapping) await dependencies.mappings.remember(path, { ...recalled, ...mapping }).catch(() => {})
    return { row: kept ?? { ...row, ...counts, ...made, reasons }, fresh: kept === null, recalled }
  } finally {
    await deliveries.discard(draft)
  }
}

/** Takes up what a server that was killed had written down and not put in its place. Gives how many were lost. */
export async function recoverDeliveries({ db, deliveries }: DeliveryDependencies): Promise<number> {
  const open = await db.selectFrom('provider_batches').select(['id', 'batch']).where('state', '=', 'coming').execute()
  let lost = 0
  for (const { id, batch } of open) {
    const there = await deliveries.place(id, batch)
    if (!there) lost += 1
    const state = there ? 'there' : 'lost'
    await db.updateTable('provider_batches').set({ state }).where('id', '=', id).execute()
  }
  return lost
}

function findDelivery(trx: ProviderTransaction, batch: string): Promise<Row | undefined> {
  return trx
    .selectFrom('provider_batches')
    .selectAll()
    .where('batch', '=', batch)
    .where('state', '<>', 'lost')
    .executeTakeFirst()
}

function requireSame(known: Row, { contract, country }: { contract: string; country: string | null }): Row {
  if (known.contract === contract && known.country === country) return known
  throw new AppError(
    'conflict',
    `This very file was delivered on ${known.delivered_at.toISOString().slice(0, 10)}, under other terms: its rows were chosen by those. Deliver a newer file.`,
  )
}

function refuseCountry({ territory }: Contract, country: string | null): void {
  if (country === null || territory === null || territory.includes(country)) return
  const detail = `${country} is not in the territory of the contract: ${territory.join(', ')}.`
  throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/country', detail }] })
}

function sentenceOfNone(reasons: Record<string, number>): string {
  return reasons['territory']
    ? 'No row of the file may be taken: their countries are outside the territory of the contract, or they name none. Say where the people are, if they all are in one country.'
    : 'No row of the file can be taken.'
}

/** The mapping asked for, where the file has such columns, else what was chosen before; none of them names another source. Throws `bad_input`. */
async function chooseMapping(
  mappings: Mappings,
  { path, wanted }: { path: string; wanted: Choices },
): Promise<{ choices: Choices; recalled: Choices }> {
  let before: Choices = {}
  const recall: Mappings['recall'] = async (table) => (before = await mappings.recall(table))
  const { columns } = await inspectFile(path, { mapping: wanted, recall })
  const missing = Object.keys(wanted).filter((name) => !columns.some(({ column }) => column === name))
  if (missing.length > 0)
    throw new AppError(
      'bad_input',
      `The file has no column ${missing.map((name) => `“${name}”`).join(', ')}: its columns are ${columns.map(({ column }) => column).join(', ')}.`,
    )
  const recalled = Object.fromEntries(Object.entries(before).filter(([column]) => wanted[column] === undefined))
  const sources = columns.filter(({ field }) => field === 'source').map(({ column }) => [column, null])
  return { choices: { ...recalled, ...wanted, ...(Object.fromEntries(sources) as Choices) }, recalled }
}
