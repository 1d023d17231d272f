/** One cluster's share in an old id: `n` of the cluster's members had it. */
export type Share = { cluster: number; id: number; n: number }

/** Ids given, ids new, and where retired ids went. */
export type Inheritance = {
  /** Id of each cluster, in the order given. */
  ids: number[]
  /** First number that was never given. */
  next: number
  /** Ids that no cluster kept, and the id of the cluster that holds most of their members. */
  retired: { id: number; into: number }[]
}

type Options = {
  /** In canonical order: new numbers are given in it. */
  clusters: readonly number[]
  /** In ids that were alive. */
  shares: readonly Share[]
  /** In ids that were retired: members that had them when they were. */
  former?: readonly Share[]
  /** First number that was never given. */
  next: number
}

/**
 * Stable ids over rebuilds: an id survives in the cluster that holds most of its old members; a cluster that could keep
 * several keeps the one it holds most of. A cluster that could keep none has back the retired id of whose members it holds
 * most: what was merged and falls apart again is called as before. Everything else is numbered on, in the order of
 * `clusters`. Ties go to the smaller id and the earlier cluster. After "survive to the child with most old members" of
 * incremental entity resolution.
 */
export function inheritIds({ clusters, shares, former = [], next }: Options): Inheritance {
  const order = new Map(clusters.map((cluster, i) => [cluster, i]))
  const place = (share: Share) => order.get(share.cluster) ?? 0
  const kept = new Map<number, number>()
  const taken = new Set<number>()
  const inherit = (list: readonly Share[]): Map<number, number> => {
    const best = list.toSorted((a, b) => b.n - a.n || a.id - b.id || place(a) - place(b))
    const heir = new Map<number, number>()
    for (const { id, cluster } of best) if (!heir.has(id)) heir.set(id, cluster)
    for (const { id, cluster } of best) {
      if (heir.get(id) !== cluster || kept.has(cluster) || taken.has(id)) continue
      kept.set(cluster, id)
      taken.add(id)
    }
    return heir
  }
  const heir = inherit(shares)
  inherit(former)
  let number = next
  const ids = clusters.map((cluster) => kept.get(cluster) ?? number++)
  const retired = [...heir]
    .map(([id, cluster]) => ({ id, into: ids[order.get(cluster) ?? 0] }))
    .filter(({ id, into }) => id !== into && !taken.has(id))
    .sort((a, b) => a.id - b.id)
  return { ids, next: number, retired }
}
