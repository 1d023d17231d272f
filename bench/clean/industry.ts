import { kinds } from '../../src/engine/clean/index.ts'
import list from '../../src/engine/clean/industry/industry-cases.json' with { type: 'json' }
import type { Suite } from './suite.ts'

/** What `fairlist value industry` is measured by. No library with a fit licence reads these. */
export const suites: Suite[] = [
  {
    kind: 'industry',
    name: 'NAICS 2022 code',
    source: '`industry-cases.json`, our own: codes of three tables, titles, names in six languages',
    target: { right: 0.95 },
    cases: () => list.map(({ input, naics }) => ({ input, want: naics })),
    ours: (input) => kinds.industry.clean(input).naics,
    peers: [],
  },
]
