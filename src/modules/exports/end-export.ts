import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { ExportDependencies } from './export-dependencies.ts'
import type { ExportState } from './tables.ts'

type Ending = { account: string; user: string; id: string }

/** Cancels an export that waits or runs: nothing of it can be fetched. Throws `conflict` when it has ended. */
export async function cancelExport(ending: Ending, dependencies: ExportDependencies): Promise<void> {
  const changed = await end(ending, { from: ['waiting', 'running'], to: 'cancelled' }, dependencies)
  if (!changed) throw new AppError('conflict', 'This export has ended already.')
}

/** Removes the file of an export; the line stays, without it. */
export async function deleteExport(ending: Ending, dependencies: ExportDependencies): Promise<void> {
  const changed = await end(ending, { from: ['done'], to: 'expired' }, dependencies)
  if (!changed) throw new AppError('conflict', 'This export has no file.')
  await rm(join(dependencies.folder, ending.id), { recursive: true, force: true })
}

async function end(
  { account, user, id }: Ending,
  { from, to }: { from: ExportState[]; to: 'cancelled' | 'expired' },
  { db, clock }: ExportDependencies,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('exports')
      .set({ state: to, ...(to === 'cancelled' ? { finished_at: clock.now() } : {}) })
      .where('id', '=', id)
      .where('account', '=', account)
      .where('state', 'in', from)
      .returning('id')
      .execute()
    if (changed.length === 0) return false
    const action = to === 'cancelled' ? 'export.cancel' : 'export.delete'
    await recordAudit(trx, { actor: `user:${user}`, action, subject: `export:${id}`, detail: { account } })
    return true
  })
}

/** Removes the files whose time is over; gives how many. */
export async function expireExports({ db, clock, folder }: ExportDependencies): Promise<number> {
  const over = await db
    .updateTable('exports')
    .set({ state: 'expired' })
    .where('state', '=', 'done')
    .where('expires_at', '<=', clock.now())
    .returning('id')
    .execute()
  for (const { id } of over) await rm(join(folder, id), { recursive: true, force: true })
  return over.length
}
