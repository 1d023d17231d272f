export { createHttpApp } from './create-http-app.ts'
export type { HttpApp } from './http-app.ts'
export { Problem } from './problem.ts'
export type { ReadyChecks } from './probes.ts'
