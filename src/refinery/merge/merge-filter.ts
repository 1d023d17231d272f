import { runFromInput } from '../build/filter.ts'
import { mergeLines, type EntityKind } from './merge-lines.ts'

// Run as `node merge-filter.ts contact|company < in > out`; on a cluster, from Spark's `TRANSFORM`.
await runFromInput(mergeLines(process.argv[2] as EntityKind))
