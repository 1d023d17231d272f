export type { BuildFile } from './build/add-batches.ts'
export type { BuildEvidence } from './build/build-evidence.ts'
export type { BuildReport } from './build/build-report.ts'
export { getBuildStatus, type BuildStatus } from './build/build-status.ts'
export { openDeliveries, type Deliveries } from './build/open-deliveries.ts'
export { runBuild, type BuildOptions } from './build/run-build.ts'
export { diffEditions, type EditionDiff } from './edition/diff-editions.ts'
export { getManifest, listEditions, type Manifest } from './edition/manifest.ts'
export {
  explainOne,
  explainTwo,
  type ContactExplanation,
  type ExplainedRecord,
  type PairOfContacts,
} from './explain/explain-contacts.ts'
export { rollBack } from './edition/roll-back.ts'
export { verifyEdition, type Verification } from './edition/verify-edition.ts'
export { readBatches } from './store/read-batches.ts'
export { maskedWithout, outcomesOf, supportFields, supportOf } from './support/support-ledger.ts'
