import type { KindName } from '../../engine/clean/index.ts'
import { runFromInput } from '../build/filter.ts'
import { cleanLines } from './clean-lines.ts'

// Run as `node value-filter.ts KIND < in > out`; on a cluster, from Spark's `TRANSFORM`.
await runFromInput(cleanLines(process.argv[2] as KindName))
