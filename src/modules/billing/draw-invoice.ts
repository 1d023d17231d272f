import anyAscii from 'any-ascii'
import Pdf from 'pdfkit'
import type { Selectable } from 'kysely'
import type { Invoice } from './find-invoices.ts'
import { presentMoney } from './present-money.ts'
import type { InvoiceLinesTable, Party } from './tables.ts'

type Drawn = { invoice: Invoice; lines: Selectable<InvoiceLinesTable>[] }

const LEFT = 60
const WIDTH = 475
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** An invoice as PDF, A4, in the fonts that every reader has. The same invoice is the same bytes. */
export async function drawInvoice({ invoice, lines }: Drawn): Promise<Buffer> {
  const { number, issued_at: issued } = invoice
  const info = { Title: `Invoice ${number}`, Author: invoice.seller.name, CreationDate: issued, ModDate: issued }
  const document = new Pdf({ size: 'A4', margin: LEFT, info, lang: 'en', pdfVersion: '1.7' })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const whole = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject))
  drawHead(document, invoice)
  drawLines(document, { invoice, lines })
  drawFoot(document, invoice)
  document.end()
  await whole
  return Buffer.concat(chunks)
}

type Paper = PDFKit.PDFDocument

function drawHead(document: Paper, { number, seller, recipient, issued_at, due_on }: Invoice): void {
  document
    .font('Helvetica')
    .fontSize(9)
    .fillColor('#555555')
    .text(linesOf(seller).join(' · '), LEFT, 60, { width: WIDTH })
  document.fillColor('#000000').fontSize(11).text(linesOf(recipient).join('\n'), LEFT, 110, { width: 280 })
  const facts = [
    ['Invoice', number],
    ['Date', issued_at.toISOString().slice(0, 10)],
    ['To be paid by', due_on],
    ['Your reference', recipient.reference ?? ''],
    ['Your VAT number', recipient.vatId ?? ''],
    ['Our VAT number', seller.vatId ?? ''],
  ].filter(([, value]) => value !== '')
  document.fontSize(10)
  for (const [index, [label = '', value = '']] of facts.entries()) {
    const y = 110 + index * 16
    document.fillColor('#555555').text(readable(label), 350, y, { width: 90 })
    document.fillColor('#000000').text(readable(value), 440, y, { width: 100 })
  }
  document.font('Helvetica-Bold').fontSize(18).text(`Invoice ${number}`, LEFT, 240)
}

function drawLines(document: Paper, { invoice, lines }: Drawn): void {
  const { currency, net_cents: net, tax_rate: rate, tax_cents: tax, total_cents: total } = invoice
  let y = 285
  const row = ([text, quantity, each, sum]: [string, string, string, string], font = 'Helvetica') => {
    document.font(font).fontSize(10).fillColor('#000000')
    const height = document.heightOfString(readable(text), { width: 240 })
    document.text(readable(text), LEFT, y, { width: 240 })
    document.text(quantity, 305, y, { width: 40, align: 'right' })
    document.text(each, 350, y, { width: 90, align: 'right' })
    document.text(sum, 445, y, { width: 90, align: 'right' })
    y += height + 8
  }
  const rule = () =>
    document
      .moveTo(LEFT, y - 4)
      .lineTo(LEFT + WIDTH, y - 4)
      .lineWidth(0.5)
      .strokeColor('#999999')
      .stroke()
  row(['What', 'Number', 'Each', 'Sum'], 'Helvetica-Bold')
  rule()
  for (const { text, quantity, unit_cents: unit, net_cents: sum } of lines)
    row([text, String(quantity), presentMoney(unit, currency), presentMoney(sum, currency)])
  rule()
  row(['Net', '', '', presentMoney(net, currency)])
  row([`Tax ${presentRate(rate)}`, '', '', presentMoney(tax, currency)])
  row(['Total', '', '', presentMoney(total, currency)], 'Helvetica-Bold')
  document.y = y + 10
}

function drawFoot(document: Paper, { number, seller, due_on, tax_note: note }: Invoice): void {
  const bank = seller.iban ? ` to ${seller.iban}${seller.bic ? ` (${seller.bic})` : ''}` : ''
  const words = [note ?? '', `Please pay by ${due_on}${bank} and give the number ${number}.`].filter(
    (text) => text !== '',
  )
  document
    .font('Helvetica')
    .fontSize(10)
    .text(readable(words.join('\n\n')), LEFT, document.y, { width: WIDTH })
}

/** A party as an address is written. */
function linesOf({ name, attention, street, postcode, city, region, country }: Party): string[] {
  const town = [postcode, city].filter(Boolean).join(' ')
  return [name, attention, street, town, region, countries.of(country) ?? country]
    .filter((text): text is string => Boolean(text))
    .map(readable)
}

/** The fonts of every reader know the letters of Western Europe (Windows-1252); others are written with those. */
function readable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\n\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu, (letter) => anyAscii(letter) || '?')
}

function presentRate(rate: number): string {
  return `${rate / 100} %`
}
