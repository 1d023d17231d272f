import { join } from 'node:path'
import { identifierOfEmail, identifiersOf } from '../engine/identity/index.ts'
import { MAC_BYTES } from '../platform/keys/index.ts'
import { readLines } from '../platform/lines/index.ts'
import { IdentifierIndex, RECORD_BYTES, type Bytes } from './identifier-index.ts'
import type { Row } from './row-file.ts'

/**
 * Makes the index of identifiers, in memory, from the rows of an edition that has none: what the rows show, not what the
 * records behind them said. For editions built before there were identifiers, so that a stop is in force on them, too.
 */
export async function scanIdentifiers(directory: string, mac: (text: string) => Buffer): Promise<IdentifierIndex> {
  const records: Buffer[] = []
  const owned: Buffer[] = []
  const starts = [0]
  for await (const lines of readLines(join(directory, 'contacts.jsonl'))) {
    for (const line of lines) {
      const row = starts.length - 1
      const contact = JSON.parse(line) as Row
      const macs = identifiersOfRow(contact).map(mac)
      const shown = emailsOf(contact).map((email) => mac(identifierOfEmail(email) ?? ''))
      for (const each of distinct([...macs, ...shown])) records.push(recordOf(each, row))
      owned.push(...macs.sort((a, b) => a.compare(b)))
      starts.push(owned.length)
    }
  }
  records.sort(
    (a, b) => a.compare(b, 0, MAC_BYTES, 0, MAC_BYTES) || a.readUInt32LE(MAC_BYTES) - b.readUInt32LE(MAC_BYTES),
  )
  return new IdentifierIndex({
    records: memoryBytes(Buffer.concat(records)),
    owned: memoryBytes(Buffer.concat(owned)),
    starts: memoryBytes(Buffer.from(Uint32Array.from(starts).buffer)),
  })
}

/** Identifiers of what a contact shows: addresses, numbers, and the name beside each. */
function identifiersOfRow(row: Row): string[] {
  const phones = [...textsOf(row.phone), ...textsOf(row.phones)]
  const past = textsOf(row.history).flatMap((position) => position.split('\u001f')[1] ?? [])
  return identifiersOf({
    names: [['', row.first, '', row.last, ''].map((part) => textsOf(part)[0] ?? '').join('\u001f')],
    emails: emailsOf(row),
    phones,
    mobiles: row.phone_type === 'mobile' ? textsOf(row.phone) : [],
    companies: [...textsOf(row.company), ...past],
    linkedin: textsOf(row.linkedin),
  })
}

/** Each is found by, also one that is a role mailbox and so not their own. */
function emailsOf(row: Row): string[] {
  return [...textsOf(row.email), ...textsOf(row.emails)]
}

function distinct(macs: readonly Buffer[]): Buffer[] {
  return [...new Map(macs.map((mac) => [mac.toString('hex'), mac])).values()]
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}

function recordOf(mac: Buffer, row: number): Buffer {
  const record = Buffer.allocUnsafe(RECORD_BYTES)
  mac.copy(record)
  record.writeUInt32LE(row, MAC_BYTES)
  return record
}

function memoryBytes(bytes: Buffer): Bytes {
  return {
    length: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  }
}
