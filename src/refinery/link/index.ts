export { compareObjects, type LooseRecord } from './compare-objects.ts'
export { linkFile, type LinkFileOptions, type LinkReport } from './link-file.ts'
export { scoreFiles, type ScoreFilesOptions } from './score-files.ts'
