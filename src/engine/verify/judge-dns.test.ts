import { expect, test } from 'vitest'
import { judgeDns, needsAddresses, type DnsAnswer, type MxRecord } from './judge-dns.ts'
import { settled, undecided } from './judgement.ts'
import { settleHosts } from './settle-hosts.ts'

const found = (...list: [number, string][]): DnsAnswer<MxRecord> => ({
  status: 'found',
  records: list.map(([priority, exchange]) => ({ priority, exchange })),
})

test.each([
  [
    'by priority, then by name',
    found([20, 'b.example'], [10, 'z.example'], [10, 'a.example']),
    'a.example z.example b.example',
  ],
  ['without the final dot, in lower case, each once', found([10, 'MX.Example.'], [20, 'mx.example']), 'mx.example'],
  ['a null MX among others is passed over', found([0, '.'], [10, 'mx.example']), 'mx.example'],
])('hosts: %s', (_, mx, hosts) => {
  expect(judgeDns('acme.example', mx)).toEqual({ hosts: hosts.split(' '), implicit: false })
})

test.each([
  ['null MX', found([0, '']), undefined, settled('undeliverable', 'null_mx', false)],
  ['null MX as a dot', found([0, '.']), undefined, settled('undeliverable', 'null_mx', false)],
  ['no such domain', { status: 'no-such-domain' }, undefined, settled('undeliverable', 'no_such_domain', false)],
  ['failure', { status: 'failed' }, undefined, undecided('dns_failed', 'retry', 600)],
  ['timeout', { status: 'timeout' }, undefined, undecided('dns_timeout', 'retry', 600)],
  ['nothing at all', { status: 'none' }, { status: 'none' }, settled('undeliverable', 'no_mail_host', false)],
  ['no MX, addresses fail', { status: 'none' }, { status: 'failed' }, undecided('dns_failed', 'retry', 600)],
  ['no MX, addresses time out', { status: 'none' }, { status: 'timeout' }, undecided('dns_timeout', 'retry', 600)],
] as [string, DnsAnswer<MxRecord>, DnsAnswer<string> | undefined, unknown][])('%s', (_, mx, addresses, judgement) => {
  expect(judgeDns('acme.example', mx, addresses)).toEqual({ judgement })
})

test('without MX the domain itself is the host, if it has an address', () => {
  expect(needsAddresses({ status: 'none' })).toBe(true)
  expect(needsAddresses({ status: 'timeout' })).toBe(false)
  expect(judgeDns('acme.example', { status: 'none' }, { status: 'found', records: ['192.0.2.1'] })).toEqual({
    hosts: ['acme.example'],
    implicit: true,
  })
})

test('hosts that all refuse mail for good are undeliverable; one that is down leaves it open', () => {
  const none = undecided('accepts_no_mail', 'next-host')
  expect(settleHosts([none, none], 0)).toEqual(settled('undeliverable', 'accepts_no_mail', false))
  expect(settleHosts([none, undecided('unreachable', 'next-host')], 0)).toEqual(undecided('unreachable', 'retry', 300))
  expect(settleHosts([undecided('timeout', 'next-host')], 3)).toEqual(settled('unknown', 'timeout'))
})
