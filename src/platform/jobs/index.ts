export { defineJob } from './define-job.ts'
export type { Job, JobContext } from './define-job.ts'
export { openJobs } from './open-jobs.ts'
export type { Jobs } from './open-jobs.ts'
