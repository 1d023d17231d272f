import type { Mapped } from './map-columns.ts'
import type { RejectReason } from './reject.ts'

/**
 * Says of each row of a table whether it may be taken: given what the columns hold, a function from the cells of a row to the
 * reason to refuse it, or null. It sees cells of forbidden columns, too, which are kept nowhere.
 */
export type RowJudge = (columns: Mapped[]) => (row: string[]) => RejectReason | null
