import table from './nicknames.json' with { type: 'json' }

let groups: Map<string, Set<string>> | null = null

/**
 * Whether two given names may be the same person's: one is a nickname of the other (Bob, Robert), or both are
 * nicknames of one name (Bill, Will). Table: nicknames.json (see README.md for its source and licence).
 */
export function isNickname(a: string, b: string): boolean {
  groups ??= readTable()
  const first = groups.get(a)
  const second = groups.get(b)
  if (first === undefined || second === undefined) return false
  const [small, large] = first.size < second.size ? [first, second] : [second, first]
  for (const formal of small) if (large.has(formal)) return true
  return false
}

/** The formal names that a given name may stand for, itself included if it is one; empty if unknown. */
export function formalNames(name: string): ReadonlySet<string> {
  groups ??= readTable()
  return groups.get(name) ?? NONE
}

const NONE: ReadonlySet<string> = new Set()

function readTable(): Map<string, Set<string>> {
  const formals = new Map<string, Set<string>>()
  const add = (name: string, formal: string): void => {
    const known = formals.get(name)
    if (known === undefined) formals.set(name, new Set([formal]))
    else known.add(formal)
  }
  for (const [formal, nicknames] of Object.entries(table)) {
    add(formal, formal)
    for (const nickname of nicknames.split(' ')) add(nickname, formal)
  }
  return formals
}
