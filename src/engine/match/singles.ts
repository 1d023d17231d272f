import { CodePairs } from './code-pairs.ts'
import { hashText, mixHash } from './hash-text.ts'
import type { LinkInput, Role } from './link-input.ts'
import { valueKey } from './value-key.ts'

/** A field with one value a record; code 0 is missing. */
export type Single = { codes: Uint32Array; values: string[]; hashes: Uint32Array }

/** The first value that a record has among the columns of these roles, in canonical order of records. */
export function readSingle(input: LinkInput, roles: Role[], order: Uint32Array): Single | null {
  const columns = roles.flatMap((role) => input.columns.filter((column) => column.role === role))
  if (columns.length === 0) return null
  const numbers = new Map<string, number>([['', 0]])
  const values = ['']
  const codes = new Uint32Array(input.count)
  for (const column of columns) {
    const to = column.values.map((text, code) => {
      const key = code === 0 ? '' : valueKey(column.role, text)
      let number = numbers.get(key)
      if (number === undefined) {
        number = values.length
        numbers.set(key, number)
        values.push(key)
      }
      return number
    })
    for (let i = 0; i < input.count; i++) if (codes[i] === 0) codes[i] = to[column.codes[order[i]]]!
  }
  const hashes = new Uint32Array(values.length)
  for (let code = 1; code < values.length; code++) hashes[code] = hashText(values[code])
  return { codes, values, hashes }
}

/** Two fields as one, present only where both are: the desk is an organisation and a department of it. */
export function joinSingles(first: Single, second: Single): Single {
  const pairs = new CodePairs()
  const codes = new Uint32Array(first.codes.length)
  for (let i = 0; i < codes.length; i++) {
    const a = first.codes[i]
    const b = second.codes[i]
    if (a !== 0 && b !== 0) codes[i] = pairs.number(a, b)
  }
  const values = ['']
  const hashes = new Uint32Array(pairs.size)
  for (let id = 1; id < pairs.size; id++) {
    values.push(`${first.values[pairs.first(id)]} / ${second.values[pairs.second(id)]}`)
    hashes[id] = mixHash(first.hashes[pairs.first(id)], second.hashes[pairs.second(id)])
  }
  return { codes, values, hashes }
}
