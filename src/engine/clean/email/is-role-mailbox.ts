import lists from './role-mailboxes.json' with { type: 'json' }

const ROLES = new Set(lists.roles)
const BESIDE = new Set([...lists.roles, ...lists.beside])

/** Is this the local part of a job or department, not of a person? `info`, `Sales.EMEA`, `support2`; not `ann.sales`. */
export function isRoleMailbox(local: string): boolean {
  // Most local parts begin with a word that no role has: that settles it without taking the rest apart.
  if (!BESIDE.has(firstWord(local)) && !ROLES.has(local.toLowerCase())) return false
  const tag = local.indexOf('+')
  const text = (tag > 0 ? local.slice(0, tag) : local).toLowerCase()
  if (text.length > 40) return false
  if (ROLES.has(text)) return true
  const words = text.split(/[\d._-]+/).filter((word) => word !== '')
  return words.some((word) => ROLES.has(word)) && words.every((word) => BESIDE.has(word))
}

/** The letters that a local part begins with, in lower case. */
function firstWord(local: string): string {
  let end = 0
  while (end < local.length && (local.charCodeAt(end) | 32) >= 97 && (local.charCodeAt(end) | 32) <= 122) end++
  return local.slice(0, end).toLowerCase()
}
