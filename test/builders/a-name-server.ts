import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv4 } from 'node:net'

/** What is to be said of a name: records, or how the answer fails. A name that is not listed does not exist. */
export type Zone = Record<string, ZoneEntry>
export type ZoneEntry = { mx?: [number, string][]; a?: string[]; fails?: 'servfail' | 'refused' | 'timeout' }

const MX = 15
const A = 1
const AAAA = 28
const CODES = { noError: 0, servfail: 2, noSuchDomain: 3, refused: 5 }

/** A real name server on loopback (UDP), for the names of a zone; `asked` lists every question as `TYPE name`. */
export async function aNameServer(zone: Zone) {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query)
    const entry = zone[name]
    asked.push(`${{ [MX]: 'MX', [A]: 'A', [AAAA]: 'AAAA' }[type] ?? type} ${name}`)
    if (entry?.fails === 'timeout') return
    const code = entry === undefined ? CODES.noSuchDomain : entry.fails ? CODES[entry.fails] : CODES.noError
    const records = entry === undefined || entry.fails ? [] : recordsOf(entry, type)
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(0x8180 | code, 2)
    head.writeUInt16BE(records.length, 6)
    head.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const close = () => new Promise<void>((resolve) => socket.close(() => resolve()))
  return { address: `127.0.0.1:${socket.address().port}`, asked, close }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  while (query[at] !== 0) {
    labels.push(query.subarray(at + 1, at + 1 + query[at]).toString())
    at += 1 + query[at]
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function recordsOf({ mx = [], a = [] }: ZoneEntry, type: number): Buffer[] {
  if (type === MX)
    return mx.map(([priority, host]) => record(MX, Buffer.concat([Buffer.from([0, priority]), nameBytes(host)])))
  if (type !== A && type !== AAAA) return []
  return a.filter((ip) => isIPv4(ip) === (type === A)).map((ip) => record(type, addressBytes(ip)))
}

function record(type: number, content: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, content.length])
  return Buffer.concat([head, content])
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').filter(Boolean)
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ])
}

/** IPv4, or the one IPv6 address that tests have: `::1`. */
function addressBytes(ip: string): Buffer {
  return isIPv4(ip) ? Buffer.from(ip.split('.').map(Number)) : Buffer.from([...Buffer.alloc(15), 1])
}
