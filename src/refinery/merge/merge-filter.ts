import { readFile } from 'node:fs/promises'
import { openJudge, type Trust } from '../../engine/merge/index.ts'
import { runFromInput } from '../build/filter.ts'
import { mergeLines, type EntityKind } from './merge-lines.ts'

// Run as `node merge-filter.ts contact|company [trust.json] < in > out`; on a cluster, from Spark's `TRANSFORM`.
const [, , kind, trust] = process.argv
const judge = trust ? openJudge(JSON.parse(await readFile(trust, 'utf8')) as Trust) : undefined
await runFromInput(mergeLines(kind as EntityKind, judge))
