import type { MaskSource, Masks } from './catalogue/index.ts'
import { AppError } from './platform/errors/index.ts'
import { getManifest, maskedWithout, readBatches } from './refinery/index.ts'
import type { BuildEvidence } from './refinery/index.ts'

type Withdrawn = BuildEvidence['withdrawn']
/** What is not shown of an edition: contacts, and fields of others. */
export type Hidden = Pick<Masks, 'contacts' | 'fields'>

/** What an edition does not show without what was taken back or whose contract ended. */
export type WithdrawnMasks = {
  masks: (edition: MaskSource) => Promise<Masks>
  /** The same, without these deliveries besides. */
  hiddenWithout: (edition: string, batches: readonly string[]) => Promise<Hidden>
}

/**
 * Asks all who know of deliveries and rows that are not used any more, and what an edition shows on their word alone. They are
 * asked together: a contact that two of them support, and nobody else, is hidden when both are gone.
 */
export function openWithdrawnMasks(data: string, lists: readonly (() => Promise<Withdrawn>)[]): WithdrawnMasks {
  let known: { key: string; hidden: Promise<Hidden> } | null = null
  const hiddenWithout = async (edition: string, batches: readonly string[]): Promise<Hidden> => {
    const found = await Promise.all(lists.map((list) => list()))
    const all = [...new Set([...found.flatMap((each) => [...each.batches]), ...batches])].sort()
    return readHidden(data, edition, { batches: all, rows: found.flatMap((each) => [...each.rows]) })
  }
  return {
    hiddenWithout,
    masks: async ({ edition }) => {
      const found = await Promise.all(lists.map((list) => list()))
      const gone = {
        batches: found.flatMap((each) => [...each.batches]),
        rows: found.flatMap((each) => [...each.rows]),
      }
      const key = JSON.stringify([edition, gone])
      // Reading who supports what takes a moment for a large edition; masks are often read anew for other reasons.
      if (known?.key !== key) known = { key, hidden: readHidden(data, edition, gone) }
      const reading = known
      try {
        return { suppressed: [], ...(await reading.hidden) }
      } catch (error) {
        if (known === reading) known = null
        throw error
      }
    },
  }
}

async function readHidden(data: string, edition: string, gone: Withdrawn): Promise<Hidden> {
  return maskedWithout(data, edition, gone).catch(async (error: unknown) => {
    // An edition from before such ledgers were kept has nothing that could be taken back.
    if (error instanceof AppError && error.code === 'unavailable' && (await isBefore(data, edition, gone)))
      return { contacts: [], fields: new Map() }
    throw error
  })
}

/** Whether all that is gone was added after an edition was built. */
async function isBefore(data: string, edition: string, gone: Withdrawn): Promise<boolean> {
  const { created } = await getManifest(data, edition)
  const added = new Map((await readBatches(data)).map((batch) => [batch.id, batch.added]))
  const batches = [...gone.batches, ...gone.rows.map(({ batch }) => batch)]
  return batches.every((batch) => (added.get(batch) ?? '') > created)
}
