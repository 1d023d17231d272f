import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMailHost, type MailScript } from '../../../test/builders/a-mail-host.ts'
import { aNameServer, type Zone, type ZoneEntry } from '../../../test/builders/a-name-server.ts'
import { verifyVersion } from '../../engine/verify/index.ts'
import { createManualClock, systemClock } from '../../platform/clock/index.ts'
import type { Egress, Pace } from './egress.ts'
import { isPublicAddress } from './is-public-address.ts'
import cases from './mail-cases.json' with { type: 'json' }
import { openEmptyStore, openVerdictStore, type MailCheck, type VerdictStore } from './verdict-store.ts'
import { verifyAddresses } from './verify-addresses.ts'

type Case = {
  name: string
  dns?: ZoneEntry | 'nothing'
  /** Scripts by MX, in order; `down` refuses connections, `nowhere` has no address. */
  hosts: (MailScript | 'down' | 'nowhere')[]
  implicit?: boolean
  ipv6?: boolean
  local?: string
  exists?: boolean
  expect: string
}

const table = cases as Case[]
const addressOf = ({ local = 'ann' }: Case, index: number) => `${local}@c${index}.example`

const zone: Zone = {}
const hosts = new Map<string, Awaited<ReturnType<typeof aMailHost>>>()
let names: Awaited<ReturnType<typeof aNameServer>>
let egress: Egress
let dir: string
const checks = new Map<string, MailCheck>()
const quick: Partial<Pace> = {
  connectTimeout: 1000,
  replyTimeout: 400,
  dnsTimeout: 150,
  domains: 100,
  gap: 0,
  idle: 50,
  second: 0.1,
  patience: 7200,
}

async function anMx(domain: string, script: MailScript | 'down' | 'nowhere', ip: string): Promise<void> {
  zone[domain] = { ...zone[domain], a: script === 'nowhere' ? [] : [ip] }
  if (script === 'down' || script === 'nowhere') return
  hosts.set(domain, await aMailHost(script, { address: ip, port: egress.port }))
}

async function aWorld(): Promise<void> {
  for (const [i, { dns, hosts: scripts, implicit, ipv6 }] of table.entries()) {
    const domain = `c${i}.example`
    if (dns === 'nothing') continue
    zone[domain] = dns ?? {}
    if (implicit !== true && scripts.length > 0)
      zone[domain] = { mx: scripts.map((_, n) => [(n + 1) * 10, `mx${n}.${domain}`]) }
    for (const [n, script] of scripts.entries()) {
      const ip = ipv6 ? '::1' : `127.${i + 1}.0.${n + 1}`
      await anMx(implicit ? domain : `mx${n}.${domain}`, script, ip)
    }
  }
}

/** Verifies with the servers of this file; gives the checks by address. */
async function verify(
  addresses: string[],
  options: { store?: VerdictStore; pace?: Partial<Pace>; egress?: Egress | null } = {},
) {
  const found = new Map<string, MailCheck>()
  await verifyAddresses(addresses, {
    egress,
    store: openEmptyStore(),
    clock: systemClock,
    onCheck: (check) => found.set(check.address, check),
    ...options,
    pace: { ...quick, ...options.pace },
  })
  return found
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-verify-'))
  names = await aNameServer(zone)
  const first = await aMailHost({}, { address: '127.0.0.1' })
  hosts.set('first', first)
  egress = {
    port: first.port,
    helo: 'verify.example',
    sender: '',
    proxy: null,
    nameServers: [names.address],
    privateHosts: true,
  }
  await aWorld()
  for (const [address, check] of await verify(table.map(addressOf))) checks.set(address, check)
})

afterAll(async () => {
  await Promise.all([...hosts.values(), names].map((each) => each.close()))
  await rm(dir, { recursive: true })
})

test.each(table.map((each, i) => [each.name, each, addressOf(each, i)] as const))('%s', (_, each, address) => {
  const check = checks.get(address)
  expect(`${check?.verdict} ${check?.reason}`).toBe(each.expect)
  expect(check).toMatchObject({
    ...(each.exists ? { exists: true } : {}),
    lists: verifyVersion,
    checked: expect.stringMatching(/^\d{4}-.*Z$/) as string,
  })
})

test('many addresses of a host go over one connection, and the domain is probed once', async () => {
  zone['many.example'] = { mx: [[10, 'mx.many.example']] }
  await anMx('mx.many.example', { rcpt: { absent: '550 5.1.1 User unknown', '*': '250 Ok' } }, '127.200.0.1')
  const people = Array.from({ length: 40 }, (_, i) => `p${i}@many.example`)
  const found = await verify(['absent@many.example', ...people])
  expect(found.get('absent@many.example')?.verdict).toBe('undeliverable')
  expect([...found.values()].filter(({ verdict }) => verdict === 'accept-all')).toHaveLength(40)
  const { connections, commands } = hosts.get('mx.many.example')!.seen
  expect(connections).toBe(1)
  expect(commands.filter((line) => /RCPT TO:<q[a-z0-9]{12,}@/.test(line))).toHaveLength(1)
})

test('a connection takes only so many recipients, and a provider only so many connections', async () => {
  const domains = Array.from({ length: 12 }, (_, i) => `shared${i}.example`)
  for (const domain of domains) zone[domain] = { mx: [[10, 'mx.provider.example']] }
  await anMx('mx.provider.example', { delay: 2, rcpt: { ann: '250 Ok', '*': '550 5.1.1 User unknown' } }, '127.201.0.1')
  const found = await verify(
    domains.map((domain) => `ann@${domain}`),
    { pace: { linesPerProvider: 1, recipientsPerLine: 4 } },
  )
  expect([...found.values()].map(({ verdict }) => verdict)).toEqual(domains.map(() => 'deliverable'))
  expect(hosts.get('mx.provider.example')!.seen.connections).toBe(3)
})

test('two recipients at a provider are as far apart as the gap', async () => {
  zone['gap.example'] = { mx: [[10, 'mx.gap.example']] }
  await anMx('mx.gap.example', { rcpt: { '*': '550 5.1.1 User unknown' } }, '127.202.0.1')
  const start = performance.now()
  await verify(['a@gap.example', 'b@gap.example', 'c@gap.example'], { pace: { gap: 60 } })
  expect(performance.now() - start).toBeGreaterThanOrEqual(115)
})

test('what is known is not asked again until it is stale, by the rules that are in force', async () => {
  zone['kept.example'] = { mx: [[10, 'mx.kept.example']] }
  await anMx('mx.kept.example', { rcpt: { ann: '250 Ok', '*': '550 5.1.1 User unknown' } }, '127.203.0.1')
  const clock = createManualClock('2031-03-01T00:00:00Z')
  const { seen } = hosts.get('mx.kept.example')!
  const run = async () => {
    const store = await openVerdictStore(join(dir, 'kept'), { clock, wanted: new Set(['ann@kept.example']) })
    const found: MailCheck[] = []
    await verifyAddresses(['ann@KEPT.example', 'ann@kept.example'], {
      egress,
      store,
      clock,
      pace: quick,
      onCheck: (c) => found.push(c),
    })
    await store.close()
    return found
  }
  await run()
  const after = seen.connections
  clock.advance(29 * 86_400_000)
  expect((await run()).map(({ verdict }) => verdict)).toContain('deliverable')
  expect(seen.connections).toBe(after)
  clock.advance(2 * 86_400_000)
  await run()
  expect(seen.connections).toBeGreaterThan(after)
})

test('a run that was killed goes on: its last line may be torn; old lines are forgotten', async () => {
  const data = join(dir, 'torn')
  const clock = createManualClock('2031-03-01T00:00:00Z')
  const aCheck = (address: string): MailCheck => ({
    address,
    verdict: 'deliverable',
    reason: 'accepted',
    exists: true,
    checked: clock.now().toISOString(),
    lists: verifyVersion,
    retry: null,
    tries: 0,
  })
  const store = await openVerdictStore(data, { clock })
  await store.note(aCheck('ann@acme.example'))
  await store.note(aCheck('old@acme.example'))
  await store.close()
  const path = join(data, 'verification', 'journal.jsonl')
  await writeFile(path, `${await readFile(path, 'utf8')}{"address":"bo@acme.ex`)
  const again = await openVerdictStore(data, { clock })
  expect(again.find('ann@acme.example')).toEqual(aCheck('ann@acme.example'))
  clock.advance(60 * 86_400_000)
  await again.note(aCheck('ann@acme.example'))
  await again.close()
  clock.advance(45 * 86_400_000)
  await (await openVerdictStore(data, { clock })).close()
  const lines = (await readFile(path, 'utf8')).trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as MailCheck).address)).toEqual(['ann@acme.example'])
})

test('put off for longer than we wait: unknown, and due at a time', async () => {
  zone['later.example'] = { mx: [[10, 'mx.later.example']] }
  await anMx('mx.later.example', { rcpt: { '*': '450 4.2.0 Greylisted, come back in 2 hours' } }, '127.204.0.1')
  const check = (await verify(['ann@later.example'], { pace: { patience: 60 } })).get('ann@later.example')!
  expect(check).toMatchObject({ verdict: 'unknown', reason: 'greylisted', tries: 1 })
  expect(Date.parse(check.retry!) - Date.parse(check.checked)).toBe(7_205_000)
})

test('without egress nobody is asked: syntax is judged, the rest is unknown, as verification is off', async () => {
  const before = names.asked.length
  const found = await verify(['ann@c0.example', 'no address'], { egress: null })
  expect(found.get('ann@c0.example')).toMatchObject({ verdict: 'unknown', reason: 'off' })
  expect(found.get('no address')).toMatchObject({ verdict: 'undeliverable', reason: 'bad_syntax' })
  expect(names.asked).toHaveLength(before)
})

test('a mail host in a private network is not called', async () => {
  const found = await verify(['ann@c0.example'], { egress: { ...egress, privateHosts: false } })
  expect(found.get('ann@c0.example')).toMatchObject({ verdict: 'unknown', reason: 'private_host' })
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.0.1',
  '::1',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '0.0.0.0',
])('%s is not of the open Internet', (address) => expect(isPublicAddress(address)).toBe(false))

test.each(['8.8.8.8', '93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('%s is', (address) =>
  expect(isPublicAddress(address)).toBe(true),
)
