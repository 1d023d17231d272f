export { openDuckDb, type DuckDb } from './open-duck-db.ts'
export { sqlText, textLine, textTable } from './text-format.ts'
export { holdLock, type HeldLock } from './hold-lock.ts'
