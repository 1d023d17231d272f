export type { Progress, ProgressEvent } from './progress.ts'
