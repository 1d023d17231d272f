/** What is wrong with, or special about, the text between the brackets of `user@[…]`. */
export type LiteralFinding =
  | 'rfc5321_addressliteral'
  | 'rfc5321_ipv6deprecated'
  | 'rfc5322_domainliteral'
  | 'rfc5322_ipv6_grpcount'
  | 'rfc5322_ipv6_2x2xcolon'
  | 'rfc5322_ipv6_maxgrps'
  | 'rfc5322_ipv6_colonstrt'
  | 'rfc5322_ipv6_colonend'
  | 'rfc5322_ipv6_badchar'

const OCTET = '(?:25[0-5]|2[0-4]\\d|[01]?\\d{1,2})'
const IPV4_AT_END = new RegExp(`(?<![\\w])(?:${OCTET}\\.){3}${OCTET}$`)
/** No address literal is longer; the rest is only a domain literal. */
const LONGEST = 64

/** Judge an address literal by RFC 5321 section 4.1.3 and RFC 4291; several findings may hold, the worst one counts. */
export function judgeAddressLiteral(text: string): LiteralFinding[] {
  if (text.length > LONGEST) return ['rfc5322_domainliteral']
  const ipv4 = IPV4_AT_END.exec(text)
  if (ipv4?.index === 0) return ['rfc5321_addressliteral']
  // An IPv4 tail stands for two groups of an IPv6 address.
  const literal = ipv4 === null ? text : `${text.slice(0, ipv4.index)}0:0`
  if (!/^ipv6:/i.test(literal)) return ['rfc5322_domainliteral']
  return judgeIpv6(literal.slice(5))
}

function judgeIpv6(text: string): LiteralFinding[] {
  const groups = text.split(':')
  const elision = text.indexOf('::')
  const found: LiteralFinding[] = []
  if (elision === -1) {
    if (groups.length !== 8) found.push('rfc5322_ipv6_grpcount')
  } else if (elision !== text.lastIndexOf('::')) {
    found.push('rfc5322_ipv6_2x2xcolon')
  } else {
    // RFC 4291 allows `::` at either end with seven other groups: one more empty string after the split.
    const most = elision === 0 || elision === text.length - 2 ? 9 : 8
    if (groups.length > most) found.push('rfc5322_ipv6_maxgrps')
    else if (groups.length === most) found.push('rfc5321_ipv6deprecated')
  }
  if (/^:(?!:)/.test(text)) found.push('rfc5322_ipv6_colonstrt')
  else if (/(?<!:):$/.test(text)) found.push('rfc5322_ipv6_colonend')
  else if (groups.some((group) => !/^[\da-f]{0,4}$/i.test(group))) found.push('rfc5322_ipv6_badchar')
  else found.push('rfc5321_addressliteral')
  return found
}
