import { settled, undecided, type Judgement } from './judgement.ts'

/** How a question to the DNS ended. `none`: the name is there, without records of this type. */
export type DnsAnswer<Record> =
  | { status: 'found'; records: Record[] }
  | { status: 'none' | 'no-such-domain' | 'failed' | 'timeout' }

/** One MX record; `exchange` is empty or `.` in a null MX (RFC 7505). */
export type MxRecord = { exchange: string; priority: number }

/** Where the mail of a domain goes: hosts in the order to ask them, or a judgement that there is none to ask. */
export type MailRoute = { hosts: string[]; implicit: boolean } | { judgement: Judgement }

/** Seconds after which a DNS that failed is asked again. */
const DNS_RETRY = 600

/**
 * Finds the mail hosts of a domain (RFC 5321, 5.1; RFC 7505). `addresses` is the answer for A and AAAA of the domain itself,
 * wanted only when there is no MX record (`needsAddresses`). No record at all, or no such domain, is undeliverable; a DNS
 * that did not answer says nothing.
 */
export function judgeDns(
  domain: string,
  mx: DnsAnswer<MxRecord>,
  addresses: DnsAnswer<string> = { status: 'none' },
): MailRoute {
  if (mx.status === 'no-such-domain') return { judgement: settled('undeliverable', 'no_such_domain', false) }
  if (mx.status === 'failed') return { judgement: undecided('dns_failed', 'retry', DNS_RETRY) }
  if (mx.status === 'timeout') return { judgement: undecided('dns_timeout', 'retry', DNS_RETRY) }
  if (mx.status === 'found' && mx.records.length > 0) return readRecords(mx.records)
  if (addresses.status === 'found' && addresses.records.length > 0) return { hosts: [domain], implicit: true }
  if (addresses.status === 'failed') return { judgement: undecided('dns_failed', 'retry', DNS_RETRY) }
  if (addresses.status === 'timeout') return { judgement: undecided('dns_timeout', 'retry', DNS_RETRY) }
  return { judgement: settled('undeliverable', 'no_mail_host', false) }
}

/** Whether the addresses of the domain decide: there is no MX record (the implicit MX of RFC 5321, 5.1). */
export function needsAddresses(mx: DnsAnswer<MxRecord>): boolean {
  return mx.status === 'none' || (mx.status === 'found' && mx.records.length === 0)
}

function readRecords(records: readonly MxRecord[]): MailRoute {
  const named = records.map(({ exchange, priority }) => ({
    exchange: exchange.toLowerCase().replace(/\.$/, ''),
    priority,
  }))
  const usable = named.filter(({ exchange }) => exchange !== '')
  if (usable.length === 0) return { judgement: settled('undeliverable', 'null_mx', false) }
  usable.sort((a, b) => a.priority - b.priority || (a.exchange < b.exchange ? -1 : a.exchange > b.exchange ? 1 : 0))
  return { hosts: [...new Set(usable.map(({ exchange }) => exchange))], implicit: false }
}
