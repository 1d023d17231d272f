export { writeFileAtomic } from './write-file-atomic.ts'
export { findJsonFile, writeJsonFile } from './json-file.ts'
