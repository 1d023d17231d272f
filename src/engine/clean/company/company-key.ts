import anyAscii from 'any-ascii'

/** Most names: words of letters, nothing to take out. */
const PLAIN = /^(?!the )[a-z\d]+(?: [a-z\d]+)*$/i

/**
 * A company's name to compare: lower-case ASCII words, `&` as `and`, without leading article and punctuation.
 * Give it the core name, so that the legal form does not count.
 */
export function companyKey(core: string): string {
  if (PLAIN.test(core)) return core.toLowerCase()
  const ascii = /^[ -~]*$/.test(core) ? core : anyAscii(core)
  const text = ascii
    .toLowerCase()
    .replace(/['.`’]/g, '')
    .replace(/[&+]/g, ' and ')
    .replace(/[^a-z\d]+/g, ' ')
    .trim()
  return text.startsWith('the ') && text.length > 5 ? text.slice(4) : text
}
