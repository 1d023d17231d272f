import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { analyseSyntax } from './analyse-syntax.ts'
import { getDomainFacts } from './domain-facts.ts'
import type { DomainFacts } from './domain-facts.ts'
import { findAddress } from './find-address.ts'
import { isRoleMailbox } from './is-role-mailbox.ts'
import { mailboxKey } from './mailbox-key.ts'

type CleanedEmail = CleanedByKind['email']

/** What was changed around the address without touching it. */
const HARMLESS = new Set([
  'mailto',
  'brackets_removed',
  'display_name',
  'white_space_removed',
  'comment_removed',
  'idna',
  'label_removed',
])
/** Findings after which the value is only probably what was meant. */
const DOUBTFUL = new Map([
  ['text_before', 0.3],
  ['local_dots', 0.5],
  ['unknown_suffix', 0.3],
  ['non_ascii_local', 0.6],
  ['quoted_local', 0.6],
  ['unusual_characters', 0.5],
])
const ORDINARY_LOCAL = /^[a-z\d_]+(?:[.+'-]+[a-z\d_]+)*$/i
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/

/**
 * Clean one e-mail address, without asking any server.
 * `value` is what to send to: surroundings stripped, domain in lower-case ASCII, misspelt providers put right (closed list).
 * `category` and `diagnosis` judge the text as it came in by RFC 5321/5322 (isemail's names); `verdict` judges the value.
 * Total and linear; ordinary addresses take a short way.
 */
export function cleanEmail(raw: string): CleanedEmail {
  return cleanOrdinary(raw) ?? settle(raw, cleanOnce, nothing)
}

/** The short way: nothing to take off, a plain local part and a domain without a finding. */
function cleanOrdinary(raw: string): CleanedEmail | null {
  const at = raw.indexOf('@')
  if (at < 1 || at > 64 || raw.length > 254) return null
  const local = raw.slice(0, at)
  const written = raw.slice(at + 1)
  const facts = getDomainFacts(written.toLowerCase())
  if (facts.domain === null || facts.why.length > 0 || facts.domain.length !== written.length) return null
  if (!isOrdinaryLocal(local)) return null
  return present(raw, local, facts, { category: 'valid', diagnosis: 'valid' }, [])
}

/** Letters, digits, `_`, and single `.`, `-`, `+`, `'` between them: by character codes, as this decides the speed. */
function isOrdinaryLocal(local: string): boolean {
  let between = true
  for (let i = 0; i < local.length; i++) {
    const code = local.charCodeAt(i)
    const letter =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95
    if (!letter && (between || (code !== 46 && code !== 45 && code !== 43 && code !== 39))) return false
    between = !letter
  }
  return !between
}

function cleanOnce(raw: string): CleanedEmail {
  const { category, diagnosis } = analyseSyntax(raw)
  const syntax = { category, diagnosis }
  const text = plainText(raw)
  if (text === '') return { ...nothing(raw), ...syntax }
  if (isPlaceholder(text)) return { ...nothing(raw), ...syntax, why: ['placeholder'] }
  const found = findAddress(raw)
  if (found === null) return { ...nothing(raw), ...syntax, verdict: 'invalid', why: [explainNothing(text)] }
  const why = [...found.why]
  const local = readLocal(found.local, why)
  if (local === null) return { ...nothing(raw), ...syntax, verdict: 'invalid', why: [...why, 'local_characters'] }
  const facts = getDomainFacts(found.domain.toLowerCase())
  if (facts.domain === null) return refuse(raw, syntax, local, [...why, ...facts.why], facts)
  if (local.length > 64 || local.length + facts.domain.length > 253)
    return refuse(raw, syntax, local, [...why, 'too_long'], facts)
  return present(raw, local, facts, syntax, [...why, ...facts.why])
}

/** The local part as to be sent: without needless quotes; null when no mail server could take it. */
function readLocal(local: string, why: string[]): string | null {
  if (ORDINARY_LOCAL.test(local)) return local
  const quoted = /^"([^"\\]*)"$/.exec(local)
  if (quoted !== null && ATOMS.test(quoted[1])) {
    why.push('quotes_removed')
    return quoted[1]
  }
  if (ATOMS.test(local)) {
    if (!/^[\w.+'&/-]+$/.test(local)) why.push('unusual_characters')
    return local
  }
  // RFC 6531: letters of any script are allowed, where both servers can do SMTPUTF8.
  const ascii = local.replace(/[\p{L}\p{M}\p{N}]/gu, 'x')
  const judged = analyseSyntax(`${ascii}@example.com`)
  if (judged.category === 'error' || judged.local !== ascii) return null
  if (ascii.startsWith('"')) why.push('quoted_local')
  if (ascii !== local && /[^ -~]/.test(local)) why.push('non_ascii_local')
  return judged.category === 'valid' || judged.category === 'rfc5321' ? local : null
}

function present(
  raw: string,
  local: string,
  facts: DomainFacts,
  syntax: Pick<CleanedEmail, 'category' | 'diagnosis'>,
  why: string[],
): CleanedEmail {
  const domain = facts.domain!
  const doubts = why.length === 0 ? undefined : why.filter((code) => DOUBTFUL.has(code))
  const doubtful = facts.suspect || (doubts !== undefined && doubts.length > 0)
  const repaired = why.length > 0
  return {
    input: raw,
    value: `${local}@${domain}`,
    verdict: doubtful ? 'suspect' : repaired ? 'repaired' : 'valid',
    confidence: doubtful ? Math.min(...doubts!.map((code) => DOUBTFUL.get(code)!)) : repaired ? rateRepair(why) : 1,
    why,
    local,
    domain,
    category: syntax.category,
    diagnosis: syntax.diagnosis,
    role: isRoleMailbox(local),
    free: facts.provider !== undefined,
    disposable: facts.disposable,
    suggestion: facts.suggestion === null ? null : `${local}@${facts.suggestion}`,
    key: mailboxKey(local, domain, facts.provider),
  }
}

function rateRepair(why: string[]): number {
  const deep = why.filter((code) => !HARMLESS.has(code)).length
  return deep === 0 ? 0.99 : deep === 1 ? 0.9 : 0.8
}

function refuse(
  raw: string,
  syntax: Pick<CleanedEmail, 'category' | 'diagnosis'>,
  local: string,
  why: string[],
  facts: DomainFacts,
): CleanedEmail {
  const suggestion = facts.suggestion === null ? null : `${local}@${facts.suggestion}`
  return { ...nothing(raw), ...syntax, verdict: 'invalid', why, local, domain: facts.domain, suggestion }
}

function explainNothing(text: string): string {
  if (text.length > 2000) return 'too_long'
  if (!text.includes('@')) return 'no_at_sign'
  return text.indexOf('@') === text.lastIndexOf('@') ? 'incomplete' : 'several_at_signs'
}

function nothing(raw: string): CleanedEmail {
  return {
    input: raw,
    value: null,
    verdict: 'empty',
    confidence: 0,
    why: [],
    local: null,
    domain: null,
    category: 'error',
    diagnosis: 'err_nodomain',
    role: false,
    free: false,
    disposable: false,
    suggestion: null,
    key: null,
  }
}
