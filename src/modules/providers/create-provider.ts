import { randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { ProviderDependencies } from './provider-dependencies.ts'

/** Enters a provider, without a contract; gives its id. */
export async function createProvider(
  { db, clock }: ProviderDependencies,
  { name, actor }: { name: string; actor: string },
): Promise<string> {
  const id = `p${randomBytes(8).toString('hex')}`
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('providers').values({ id, name, state: 'none', created_at: clock.now() }).execute()
    await recordAudit(trx, { actor, action: 'provider.create', subject: `provider:${id}` })
  })
  return id
}
