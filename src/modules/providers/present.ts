import type { z } from 'zod'
import { overOf, standingOf, stateOf, tellingOf } from './contract-terms.ts'
import type { Contract } from './contract-terms.ts'
import type { ListedBatch } from './list-batches.ts'
import type { ProviderRecord } from './list-providers.ts'
import type * as schemas from './schemas.ts'

function presentContract(contract: Contract, now: Date): z.input<typeof schemas.ContractItem> {
  const { id, starts_on, ends_on, territory, resale, ended_at, written_at } = contract
  return {
    contract: id,
    starts: starts_on,
    ends: ends_on,
    ended: ended_at?.toISOString() ?? null,
    over: overOf(contract)?.toISOString() ?? null,
    territory,
    resale,
    state: stateOf(contract, now),
    written: written_at.toISOString(),
  }
}

/** A provider as the list shows it. */
export function presentProvider(record: ProviderRecord, now: Date): z.input<typeof schemas.ProviderItem> {
  const { id, name, created_at, contracts, batches, rows, delivered } = record
  const telling = tellingOf(contracts, now)
  return {
    id,
    name,
    created: created_at.toISOString(),
    state: standingOf(contracts, now),
    contract: telling && presentContract(telling, now),
    batches,
    rows,
    delivered: delivered?.toISOString() ?? null,
  }
}

/** A provider with all its contracts, newest first. */
export function presentWhole(record: ProviderRecord, now: Date): z.input<typeof schemas.Provider> {
  const contracts = record.contracts.toReversed().map((contract) => presentContract(contract, now))
  return { ...presentProvider(record, now), contracts }
}

/** A delivery as the list shows it. */
export function presentBatch(row: ListedBatch): z.input<typeof schemas.BatchItem> {
  const { batch, contract, file, country, rows, rejected, reasons, dropped, delivered_at, inForce } = row
  const delivered = delivered_at.toISOString()
  return { batch, contract, file, country, rows, rejected, reasons, dropped, delivered, inForce }
}
