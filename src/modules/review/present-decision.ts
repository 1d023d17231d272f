import type { z } from 'zod'
import type { Decision } from './list-decisions.ts'
import type * as schemas from './schemas.ts'

/** A decision as it leaves: without the contents it is about. */
export function presentDecision({
  number,
  verdict,
  contacts,
  why,
  ...rest
}: Decision): z.output<typeof schemas.Decision> {
  return {
    number,
    verdict,
    contacts,
    why,
    decided: rest.decided_at.toISOString(),
    by: rest.decided_by,
    undone: rest.undone_at?.toISOString() ?? null,
  }
}
