import { kinds } from '../../src/engine/clean/index.ts'
import list from '../../src/engine/clean/size/employees-cases.json' with { type: 'json' }
import type { Suite } from './suite.ts'

/** What `fairlist value employees` is measured by. No library reads these. */
export const suites: Suite[] = [
  {
    kind: 'employees',
    name: 'the band that is meant',
    source: '`employees-cases.json`, our own',
    target: { right: 0.98, perSecond: 100_000 },
    cases: () => list.map(({ input, band }) => ({ input, want: band })),
    ours: (input) => kinds.employees.clean(input).band,
    peers: [],
  },
]
