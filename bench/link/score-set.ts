import { scoreMembers } from '../../src/lab/index.ts'
import { scoreFiles } from '../../src/refinery/link/index.ts'
import type { Accuracy, LinkSet } from './link-set.ts'

/** Scores a file of clusters of the set. */
export async function scoreSet({ lab, truth, exclude }: LinkSet, clusters: string): Promise<Accuracy> {
  const scores = lab ? await scoreMembers({ members: clusters, truth }) : await scoreFiles({ clusters, truth, exclude })
  const { precision, recall, f1, b3 } = scores
  return { precision, recall, f1, b3 }
}
