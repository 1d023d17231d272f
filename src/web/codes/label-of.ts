import codes from './codes.json' with { type: 'json' }

export type CodeKind = keyof typeof codes

/** `no_at_sign` → `No at sign`: what a code says when no table has words for it. */
function spellOut(code: string): string {
  const words = code.replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The words for a code of a kind (a level, a verdict, a reason …). An unknown code is spelt out. */
export function labelOf(kind: CodeKind, code: string): string {
  const table: Record<string, string> = codes[kind]
  return table[code] ?? spellOut(code)
}
