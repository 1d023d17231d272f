import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'

/** `--data DIR`: where the instance keeps everything (an absolute path; default `./data`). */
export function dataOption(): Option {
  return new Option('--data <dir>', 'data directory')
    .default(resolve('data'), './data')
    .argParser((value) => resolve(value))
}

/** `--threads N`: how many cores to use (default: all). */
export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads to use')
    .default(availableParallelism(), 'all cores')
    .argParser((value) => parseWhole(value, { min: 1, max: 1024 }))
}

/** `--json`: one JSON document on stdout; progress and words stay on stderr. */
export function jsonOption(): Option {
  return new Option('--json', 'print the result as one JSON document')
}

/** Reads a whole number in a range, or reports wrong usage. */
export function parseWhole(value: string, { min, max }: { min: number; max: number }): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }
  return number
}
