import { Command } from 'commander'
import { AppError } from '../../platform/errors/index.ts'
import type { HandPart } from '../../modules/review/index.ts'
import type { ContactExplanation, ExplainedRecord, PairOfContacts } from '../../refinery/index.ts'
import { dataOption, jsonOption } from '../options.ts'
import type { Report } from '../report.ts'
import { showHandParts } from './show-hand-parts.ts'

type Options = { data: string; edition?: string; json?: boolean }
type Tie = ContactExplanation['ties'][number]

const help = `
Weights are in bits: each says how many times (as a power of two) likelier the finding is for one person than for two.
Above 0 in all, two records are one. Sources are counted, never named.

Examples:
  $ fairlist explain c0000000007                  which records, why they are one, which value won each field
  $ fairlist explain c0000000007 c0000000008      why these are two, and what would have made them one`

/** `fairlist explain ID [ID]`: why records are one contact, or two. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Say why records are one contact, or two, and which value won each field.')
    .argument('<id>', 'a contact, such as c0000000007')
    .argument('[other]', 'another one')
    .option('--edition <id>', 'the edition (default: the one served)')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (id: string, other: string | undefined, { data, edition, json }: Options) => {
      for (const each of [id, other ?? id])
        if (!/^c\d{10}$/.test(each))
          throw new AppError('bad_input', `“${each}” is no contact: they are called like c0000000007.`)
      const { openIdentity } = await import('../../refinery/index.ts')
      const { createReport } = await import('../report.ts')
      const { findHandParts } = await import('./find-hand-parts.ts')
      const report = createReport({ json })
      const identity = openIdentity(data)
      if (other === undefined || other === id) {
        const found = await identity.explainOne(id, edition)
        const hand = await findHandParts(data, { edition: found.edition, contacts: [found] })
        report.result({ ...found, hand })
        if (!json) showOne(report, found, hand)
        return
      }
      const found = await identity.explainTwo(id, other, edition)
      const hand = await findHandParts(data, { edition: found.edition, contacts: [found.a, found.b] })
      report.result({ ...found, hand })
      if (!json) showTwo(report, found, hand)
    })
}

function showOne(
  report: Report,
  { id, edition, records, ties, fields }: ContactExplanation,
  hand: readonly HandPart[],
): void {
  report.say(
    `${id} in edition ${edition}: ${records.length} different ${records.length === 1 ? 'record' : 'records'}\n`,
  )
  showRecords(report, records)
  showHandParts(report, hand)
  if (ties.length > 0) report.say('\nWhy they are one')
  for (const tie of ties) showTie(report, tie, `${tie.a + 1} and ${tie.b + 1}`)
  report.say('\nWhich value won')
  report.table(
    ['Field', 'Value', 'Sources', 'Seen', 'By'],
    fields.flatMap(({ field, candidates, decided }) =>
      candidates.map(({ value, support, seen }, place) => [
        place === 0 ? field : '',
        place === 0 ? value : `  not ${value}`,
        support,
        seen ?? 'undated',
        place === 0 ? DECIDED[decided] : '',
      ]),
    ),
  )
}

const DECIDED = {
  only: 'the only one',
  support: 'more sources',
  recency: 'seen more recently',
  sureness: 'cleaned more surely',
  rule: 'the rules of its field',
}

function showTwo(report: Report, { edition, a, b, tie }: PairOfContacts, hand: readonly HandPart[]): void {
  report.say(`${a.id} and ${b.id} in edition ${edition}\n`)
  for (const { id, records } of [a, b]) {
    report.say(id)
    showRecords(report, records)
  }
  showHandParts(report, hand)
  report.say('\nThe strongest tie between them')
  showTie(report, tie, `${tie.a + 1} of ${a.id} and ${tie.b + 1} of ${b.id}`)
}

function showRecords(report: Report, records: readonly ExplainedRecord[]): void {
  report.table(
    ['', 'Name', 'Title', 'Company', 'E-mail', 'Phone', 'Seen', 'Sources'],
    records.map(({ name, title, company, emails, phones, seen, sources }, place) => [
      String(place + 1),
      name,
      title,
      company,
      emails.join(' '),
      phones.join(' '),
      seen ?? 'undated',
      sources,
    ]),
  )
}

function showTie(report: Report, { prior, reasons, weight, probability, tippings }: Tie, pair: string): void {
  const share = `${(100 * probability).toFixed(probability > 0.9999 ? 4 : 2)} %`
  report.table(
    [`Records ${pair}`, 'Finding', 'Bits'],
    [
      ['any two records', 'before anything is compared', bits(prior)],
      ...reasons.map(({ label, verdict, weight: own }) => [label, verdict, bits(own)]),
      ['in all', `one person: ${share}`, bits(weight)],
      ...tippings.map(({ label, verdict, weight: then }) => [
        weight >= 0 ? 'two if' : 'one if',
        `${label}: ${verdict}`,
        bits(then),
      ]),
    ],
  )
}

function bits(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`
}
