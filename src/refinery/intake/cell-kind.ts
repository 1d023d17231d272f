/** What a cell looks like, for telling dialects, headers and columns apart; no verdict on its value. */
export type CellKind =
  | 'empty'
  | 'email'
  | 'url'
  | 'domain'
  | 'date'
  | 'time'
  | 'number'
  | 'phone'
  | 'code'
  | 'words'
  | 'text'

const patterns: [CellKind, RegExp][] = [
  ['email', /^(?:mailto:)?[^\s@,;<>"]+@[^\s@,;<>"]+\.[a-z]{2,}$/i],
  ['url', /^(?:https?:\/\/|www\.)[^\s]+$/i],
  [
    'date',
    /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[T ,]+\d{1,2}:\d{2}\S*(?: [AP]M)?)?$/i,
  ],
  ['time', /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?$/i],
  ['number', /^[-+]?[$€£]? ?\d{1,3}(?:[,.' ]?\d{3})*(?:[.,]\d+)?(?:e[+-]?\d+)? ?[%€$£]?$/i],
  ['phone', /^(?:\+|00)?[\d ().\-/]{6,24}(?: ?(?:x|ext\.?|extension) ?\d{1,6})?$/i],
  ['domain', /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i],
  ['code', /^(?=.*\d)[A-Z0-9]+(?:[-_/.][A-Z0-9]+)*$/i],
  ['words', /^[\p{L}\p{M}][\p{L}\p{M}\p{N} .,'’&()/+#:_*-]*$/u],
]

/** The first kind whose pattern the trimmed cell fits; 'text' when none does. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim()
  if (text === '') return 'empty'
  if (text.length > 400) return 'text'
  for (const [kind, pattern] of patterns) if (pattern.test(text)) return kind
  return 'text'
}

/** Kinds that no header and no free text has by accident. */
export function isStrictKind(kind: CellKind): boolean {
  return kind !== 'empty' && kind !== 'words' && kind !== 'text'
}
