import { readKeyRing } from '../../platform/keys/index.ts'
import { runFromInput } from '../build/filter.ts'
import { gateLines } from './gate-lines.ts'

// Run as `node gate-filter.ts KEYFILE < in > out`; on a cluster, from Spark's `TRANSFORM`.
await runFromInput(gateLines(await readKeyRing(process.argv[2])))
