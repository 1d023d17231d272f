import { kinds } from '../../src/engine/clean/index.ts'
import list from '../../src/engine/clean/size/revenue-cases.json' with { type: 'json' }
import type { Suite } from './suite.ts'

/** What `fairlist value revenue` is measured by. No library reads these. */
export const suites: Suite[] = [
  {
    kind: 'revenue',
    name: 'amount and currency',
    source: '`revenue-cases.json`, our own',
    target: { right: 0.98, perSecond: 100_000 },
    cases: () => list.map(({ input, value }) => ({ input, want: value })),
    ours: (input) => kinds.revenue.clean(input).value,
    peers: [],
  },
]
