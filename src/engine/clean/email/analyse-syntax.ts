import { judgeAddressLiteral } from './address-literal.ts'
import table from './diagnoses.json' with { type: 'json' }
import dotless from './dotless-domains.json' with { type: 'json' }

/** How far an address is from what every mail server takes. */
export type SyntaxCategory = 'valid' | 'rfc5321' | 'cfws' | 'deprecated' | 'rfc5322' | 'error'

/** The syntax of one address, and its two parts without comments and folding white space. */
export type Syntax = { category: SyntaxCategory; diagnosis: string; local: string; domain: string }

type Context = 'local' | 'domain' | 'literal' | 'quoted' | 'pair' | 'comment' | 'fold'

const SEVERITY = new Map(table.diagnoses.map(([name = ''], index) => [name, index]))
const NAMES = table.diagnoses.map(([name = '']) => name)
const CATEGORIES = table.diagnoses.map(([, category]) => category as SyntaxCategory)
const FIRST_ERROR = CATEGORIES.indexOf('error')
const FIRST_RFC5322 = CATEGORIES.indexOf('rfc5322')
const DOTLESS = new Set(dotless.domains)
const SPECIALS = new Set('()<>[]:;@\\,."')

/**
 * Say what RFC 5321 and RFC 5322 think of an address as it stands: category and diagnosis as in isemail's tests, without DNS.
 * One pass over the characters, so linear in the length; any text gives an answer.
 */
export function analyseSyntax(address: string): Syntax {
  return new Analysis(address).run()
}

/** The state of one pass. A step looks at one character in the present context and may move to another. */
class Analysis {
  private readonly text: string
  private at = 0
  private worst = 0
  private context: Context = 'local'
  private previous: Context = 'local'
  private readonly stack: Context[] = []
  private local: string[] = []
  private domain: string[] = []
  private literal = ''
  private inDomain = false
  private elements = 0
  private elementLength = 0
  /** A comment, white space or quoted string has closed the element: only `.` or `@` may follow. */
  private closed = false
  private hyphen = false
  private foldToken = ''
  private folds = 0

  constructor(text: string) {
    this.text = text
  }

  run(): Syntax {
    const steps = {
      local: (token: string) => this.inLocal(token),
      domain: (token: string) => this.inDomainPart(token),
      literal: (token: string) => this.inLiteral(token),
      quoted: (token: string) => this.inQuoted(token),
      pair: (token: string) => this.inPair(token),
      comment: (token: string) => this.inComment(token),
      fold: (token: string) => this.inFold(token),
    }
    for (; this.at < this.text.length && this.worst < FIRST_ERROR; this.at++) steps[this.context](this.text[this.at])
    this.finish()
    const [local, domain] = [this.local.join(''), this.domain.join('')]
    return { category: CATEGORIES[this.worst], diagnosis: NAMES[this.worst], local, domain }
  }

  private found(name: string): void {
    const severity = SEVERITY.get(name)!
    if (severity > this.worst) this.worst = severity
  }

  private enter(context: Context): void {
    this.stack.push(this.context)
    this.context = context
  }

  private leave(): void {
    this.previous = this.context
    this.context = this.stack.pop()!
  }

  private append(text: string): void {
    if (this.inDomain) this.domain.push(text)
    else this.local.push(text)
    this.elementLength += text.length
  }

  /** White space begins; a carriage return must bring its line feed along. */
  private beginFold(token: string): boolean {
    if (token === '\r' && this.text[++this.at] !== '\n') {
      this.found('err_cr_no_lf')
      return false
    }
    this.enter('fold')
    this.foldToken = token
    return true
  }

  private startElement(): void {
    this.closed = false
    this.elementLength = 0
    this.elements++
  }

  private inLocal(token: string): void {
    const atStart = this.elementLength === 0
    if (token === '(') {
      this.found(atStart && this.elements > 0 ? 'deprec_comment' : 'cfws_comment')
      if (!atStart) this.closed = true
      this.enter('comment')
    } else if (token === '.') {
      if (atStart) this.found(this.elements === 0 ? 'err_dot_start' : 'err_consecutivedots')
      // A quoted string or comment inside a dotted local part is an obsolete form.
      else if (this.closed) this.found('deprec_localpart')
      this.startElement()
      this.local.push(token)
    } else if (token === '"') {
      if (!atStart) return this.found('err_expecting_atext')
      this.found(this.elements === 0 ? 'rfc5321_quotedstring' : 'deprec_localpart')
      this.append(token)
      this.closed = true
      this.enter('quoted')
    } else if (isWhite(token)) {
      if (!this.beginFold(token)) return
      if (!atStart) this.closed = true
      else this.found(this.elements === 0 ? 'cfws_fws' : 'deprec_fws')
    } else if (token === '@') this.endLocal()
    else this.atomText(token, 'err_atext_after_qs')
  }

  private endLocal(): void {
    if (this.local.length === 0) this.found('err_nolocalpart')
    else if (this.elementLength === 0) this.found('err_dot_end')
    // RFC 5321 section 4.5.3.1.1: 64 octets.
    else if (lengthOf(this.local) > 64) this.found('rfc5322_local_toolong')
    // RFC 5322 section 3.4.1: "Comments and folding white space SHOULD NOT be used around the '@'".
    else if (this.previous === 'comment' || this.previous === 'fold') this.found('deprec_cfws_near_at')
    this.context = 'domain'
    this.previous = 'domain'
    this.inDomain = true
    this.elements = 0
    this.elementLength = 0
    this.closed = false
  }

  private inDomainPart(token: string): void {
    const atStart = this.elementLength === 0
    if (token === '(') {
      if (!atStart) this.closed = true
      this.found(!atStart ? 'cfws_comment' : this.elements === 0 ? 'deprec_cfws_near_at' : 'deprec_comment')
      this.enter('comment')
    } else if (token === '.') {
      if (atStart) this.found(this.elements === 0 ? 'err_dot_start' : 'err_consecutivedots')
      else if (this.hyphen) this.found('err_domainhyphenend')
      else if (this.elementLength > 63) this.found('rfc5322_label_toolong')
      this.startElement()
      this.domain.push(token)
    } else if (token === '[') {
      if (this.domain.length > 0) return this.found('err_expecting_atext')
      this.append(token)
      this.closed = true
      this.enter('literal')
    } else if (isWhite(token)) {
      if (!this.beginFold(token)) return
      if (!atStart) this.closed = true
      this.found(!atStart ? 'cfws_fws' : this.elements === 0 ? 'deprec_cfws_near_at' : 'deprec_fws')
    } else this.domainText(token)
  }

  private domainText(token: string): void {
    const before = this.worst
    const atStart = this.elementLength === 0
    this.hyphen = token === '-'
    this.atomText(token, 'err_atext_after_domlit')
    if (this.worst >= FIRST_ERROR && this.worst !== before) return
    if (this.hyphen && atStart) this.found('err_domainhyphenstart')
    else if (!this.hyphen && !/[\da-z]/i.test(token)) this.found('rfc5322_domain')
  }

  private atomText(token: string, afterOther: string): void {
    if (this.closed) {
      return this.found(this.previous === 'comment' || this.previous === 'fold' ? 'err_atext_after_cfws' : afterOther)
    }
    this.previous = this.context
    if (token <= ' ' || token > '~' || SPECIALS.has(token)) this.found('err_expecting_atext')
    this.append(token)
  }

  private inLiteral(token: string): void {
    if (token === ']') {
      // Something worse than obsolete has been seen already: no need to look at the numbers.
      if (this.worst < FIRST_RFC5322) for (const finding of judgeAddressLiteral(this.literal)) this.found(finding)
      else this.found('rfc5322_domainliteral')
      this.append(token)
      this.leave()
    } else if (token === '\\') {
      this.found('rfc5322_domlit_obsdtext')
      this.enter('pair')
    } else if (isWhite(token)) {
      if (this.beginFold(token)) this.found('cfws_fws')
    } else if (token > '\u007f' || token === '\0' || token === '[') this.found('err_expecting_dtext')
    else {
      if (isControl(token)) this.found('rfc5322_domlit_obsdtext')
      if (this.literal.length <= 255) this.literal += token
      this.append(token)
    }
  }

  private inQuoted(token: string): void {
    if (token === '\\') this.enter('pair')
    // A space is an ordinary character here; only a tab or a line break folds.
    else if (token === '\t' || token === '\r') {
      if (!this.beginFold(token)) return
      this.found('cfws_fws')
      this.append(' ')
    } else if (token === '"') {
      this.append(token)
      this.leave()
    } else if (token > '\u007f' || token === '\0' || token === '\n') this.found('err_expecting_qtext')
    else {
      if (isControl(token)) this.found('deprec_qtext')
      this.append(token)
    }
  }

  private inPair(token: string): void {
    if (token > '\u007f') this.found('err_expecting_qpair')
    else if (token !== '\t' && isControl(token)) this.found('deprec_qp')
    this.leave()
    if (this.context !== 'comment') this.append(`\\${token}`)
  }

  private inComment(token: string): void {
    if (token === '(') this.enter('comment')
    else if (token === ')') this.leave()
    else if (token === '\\') this.enter('pair')
    else if (isWhite(token)) {
      if (this.beginFold(token)) this.found('cfws_fws')
    } else if (token > '\u007f' || token === '\0' || token === '\n') this.found('err_expecting_ctext')
    else if (isControl(token)) this.found('deprec_ctext')
  }

  private inFold(token: string): void {
    if (this.foldToken === '\r') {
      if (token === '\r') return this.found('err_fws_crlf_x2')
      // RFC 5322 section 4.2: more than one fold is obsolete.
      if (++this.folds > 1) this.found('deprec_fws')
    }
    if (token === '\r') {
      if (this.text[++this.at] !== '\n') this.found('err_cr_no_lf')
    } else if (!isWhite(token)) {
      if (this.foldToken === '\r') this.found('err_fws_crlf_end')
      this.folds = 0
      this.leave()
      // The context that the white space stood in has to look at this character.
      this.at--
    }
    this.foldToken = token
  }

  private finish(): void {
    if (this.worst >= FIRST_ERROR) return
    const domainLength = lengthOf(this.domain)
    if (this.context === 'quoted') this.found('err_unclosedquotedstr')
    else if (this.context === 'pair') this.found('err_backslashend')
    else if (this.context === 'comment') this.found('err_unclosedcomment')
    else if (this.context === 'literal') this.found('err_uncloseddomlit')
    else if (this.context === 'fold' && this.foldToken === '\r') this.found('err_fws_crlf_end')
    else if (this.domain.length === 0) this.found('err_nodomain')
    else if (this.elementLength === 0) this.found('err_dot_end')
    else if (this.hyphen) this.found('err_domainhyphenend')
    // RFC 1035 section 2.3.4; RFC 5321 section 4.5.3.1.3 less the two angle brackets; RFC 1035 section 2.3.4.
    else if (domainLength > 255) this.found('rfc5322_domain_toolong')
    else if (lengthOf(this.local) + 1 + domainLength > 254) this.found('rfc5322_toolong')
    else if (this.elementLength > 63) this.found('rfc5322_label_toolong')
    else if (this.worst === 0) this.judgeTopLevel()
  }

  private judgeTopLevel(): void {
    const domain = this.domain.join('')
    if (this.elements === 0 && !DOTLESS.has(domain.toLowerCase())) this.found('rfc5321_tld')
    if (/^\d/.test(domain.slice(domain.lastIndexOf('.') + 1))) this.found('rfc5321_tldnumeric')
  }
}

function isWhite(token: string): boolean {
  return token === ' ' || token === '\t' || token === '\r'
}

function isControl(token: string): boolean {
  return token < ' ' || token === '\u007f'
}

function lengthOf(pieces: string[]): number {
  let length = 0
  for (const piece of pieces) length += piece.length
  return length
}
