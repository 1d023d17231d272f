export { mergeContacts, splitContact } from './decide-of-contacts.ts'
export { decisionsInForce, listDecisions } from './list-decisions.ts'
export type { Decision } from './list-decisions.ts'
export { listHandParts, type HandPart } from './list-hand-parts.ts'
export { reviewRoutes } from './routes.ts'
export type { ReviewTables } from './tables.ts'
export { undoDecision } from './undo-decision.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type DecisionAnswer = z.output<typeof schemas.Decision>
export type DoubtsPage = z.output<typeof schemas.DoubtsPage>
export type DoubtAnswer = z.output<typeof schemas.Doubt>
export type ExplanationAnswer = z.output<typeof schemas.Explanation>
