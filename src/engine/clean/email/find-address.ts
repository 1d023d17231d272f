import { plainText } from '../plain-text.ts'
import { analyseSyntax } from './analyse-syntax.ts'

/** The one address that a cell means, its two parts, and what had to be taken off or put right around it. */
export type FoundAddress = { local: string; domain: string; why: string[] }

const LABEL = /^(?:e-?mail|mail|email address|e-mail address|courriel|correo|mailadresse)?\s*[:=]\s*/i
const AT_WORD = /\s*[[({<]\s*(?:at|@|arroba|ät)\s*[\])}>]\s*/gi
const DOT_WORD = /\s*[[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]\s*/gi
const EDGE_START = '"\'`‘’‚“”„«»()<>[]{},;:.=*!?|/\\ '
const EDGE_END = '"\'`‘’‚“”„«»()<>[]{},;:.=*!?|/\\-_ '
/** Longer than any address with its display name; what is longer is a text. */
const LONGEST = 2000

/**
 * Find the address in a cell: `mailto:`, `Ann <ann@b.example>`, quotes, comments, `ann (at) b (dot) example`, several
 * addresses (the first counts), stray white space and punctuation. Null when there is nothing like an address.
 */
export function findAddress(raw: string): FoundAddress | null {
  const text = plainText(raw)
  if (text.length > LONGEST) return null
  const standing = readStanding(text)
  if (standing !== null) return standing
  const why: string[] = []
  let found = text.normalize('NFKC')
  if (found !== text) why.push('width_normalised')
  found = takeMailto(found, why)
  found = takeBracketed(found, why)
  found = readWords(found, why)
  found = takeFirst(found, why)
  found = trimEdges(found, why)
  return split(found, why)
}

/** An address that needs no rescue: the grammar takes it as it stands, comments and folded white space included. */
function readStanding(text: string): FoundAddress | null {
  if (!text.includes('@')) return null
  const syntax = analyseSyntax(text)
  if (syntax.category === 'error' || syntax.category === 'rfc5322' || text.startsWith("'")) return null
  const bare = `${syntax.local}@${syntax.domain}`
  if (bare === text) return { local: syntax.local, domain: syntax.domain, why: [] }
  // `info@a.example (Ann)` is an address; `Ann (office) ann@…` was an error above.
  const why = [text.includes('(') ? 'comment_removed' : 'white_space_removed']
  return { local: syntax.local, domain: syntax.domain, why }
}

function takeMailto(text: string, why: string[]): string {
  const link = /mailto:\s*/i.exec(text)
  if (link === null) return text
  why.push('mailto')
  const rest = text.slice(link.index + link[0].length)
  const end = rest.search(/[?>"'\s]/)
  const address = end < 0 ? rest : rest.slice(0, end)
  return /%40/.test(address) ? address.replace('%40', '@') : address
}

/** The last pair of angle brackets with an `@` in it: RFC 5322 section 3.4, `name-addr`. */
function takeBracketed(text: string, why: string[]): string {
  let end = text.length
  while ((end = text.lastIndexOf('>', end - 1)) > 0) {
    const start = text.lastIndexOf('<', end)
    if (start < 0) return text
    const inside = text.slice(start + 1, end)
    if (inside.includes('@')) {
      why.push(text.slice(0, start).trim() === '' ? 'brackets_removed' : 'display_name')
      return inside.trim()
    }
    end = start
    if (end === 0) return text
  }
  return text
}

/** `ann (at) b (dot) example`, and ` at ` where no sign is written. */
function readWords(text: string, why: string[]): string {
  let found = text.replace(AT_WORD, '@')
  if (!found.includes('@')) found = found.replace(/^(\S+) at (?=\S+(?:\.| dot )\S+$)/i, '$1@')
  if (found.includes('@')) {
    found = found.replace(DOT_WORD, '.')
    if (/ dot /i.test(found) && !/\.[a-z]{2,}$/i.test(found)) found = found.replace(/ dot /gi, '.')
  }
  if (found !== text) why.push('spelt_out')
  return found
}

function takeFirst(text: string, why: string[]): string {
  const label = LABEL.exec(text)
  let found = label === null ? text : text.slice(label[0].length)
  if (label !== null) why.push('label_removed')
  const spaced = found.replace(/ *@ */g, '@').replace(/ +\. *|(?<=@\S{1,200})\. +(?=[a-z])/g, '.')
  if (spaced !== found && count(found, '@') === 1 && !spaced.includes(' ')) {
    why.push('white_space_removed')
    found = spaced
  }
  const words = found.split(/[\s;|]+|,(?=[^@]*@)|\/(?=[^@/]*@)|,$/).filter((word) => word !== '')
  const addresses = words.filter((word) => /[^@]@[^@]/.test(word))
  const first = addresses[0]
  if (first === undefined || first === found) return found
  if (addresses.length > 1) why.push('several_addresses')
  else why.push(isBeside(found.slice(0, found.indexOf(first)), first) ? 'text_removed' : 'text_before')
  return first
}

/** Words in front of an address may be the beginning of its local part (`ann lee@b.example`) or, more often, its name. */
function isBeside(before: string, address: string): boolean {
  if (before === '' || /[:,;"')\]>-]\s*$/.test(before)) return true
  const local = address.slice(0, address.indexOf('@')).toLowerCase()
  return before.split(/[^\p{L}]+/u).some((word) => word.length > 2 && local.includes(word.toLowerCase()))
}

function trimEdges(text: string, why: string[]): string {
  let start = 0
  let end = text.length
  while (start < end && EDGE_START.includes(text[start])) start++
  while (end > start && EDGE_END.includes(text[end - 1])) end--
  if (end - start < text.length) why.push('punctuation_removed')
  return text.slice(start, end)
}

function split(text: string, why: string[]): FoundAddress | null {
  const whole = text.replace(/@{2,}/, '@')
  if (whole !== text) why.push('doubled_at')
  const at = whole.lastIndexOf('@')
  if (at <= 0 || whole.indexOf('@') !== at) return null
  let local = whole.slice(0, at)
  let domain = whole.slice(at + 1)
  const dotted = domain
    .replace(/[,;:]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '')
  if (dotted !== domain) why.push('domain_punctuation')
  domain = dotted
  const collapsed = collapseDots(local)
  if (collapsed !== local) why.push('local_dots')
  local = collapsed
  return local === '' || domain === '' ? null : { local, domain, why }
}

function collapseDots(local: string): string {
  if (local.startsWith('"')) return local
  let end = local.length
  while (end > 0 && local[end - 1] === '.') end--
  return local
    .slice(0, end)
    .replace(/\.{2,}/g, '.')
    .replace(/^\./, '')
}

function count(text: string, character: string): number {
  let found = 0
  for (const each of text) if (each === character) found++
  return found
}
