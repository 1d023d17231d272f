export { openLineWriter, type LineWriter } from './line-writer.ts'
export { readLines } from './read-lines.ts'
