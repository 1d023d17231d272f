import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Papa from 'papaparse'
import { ZipFile } from 'yazl'
import { AppError } from '../../platform/errors/index.ts'

/** What a sheet can hold (ECMA-376, as Excel reads it). */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const LONGEST_CELL = 32_767
const BUFFER_CHARACTERS = 1 << 16

const OFFICE = 'http://schemas.openxmlformats.org'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PARTS: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="Cleaned" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}
const SHEET = `<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`

/**
 * Writes a CSV file of ours as a workbook of one sheet with a header that stays in view. Every cell is text: numbers keep their zeros, and
 * nothing is a formula. Memory does not grow with the rows. Throws `unsupported` for more than a sheet can hold.
 */
export async function writeWorkbook(csv: string, out: string): Promise<void> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(HEAD + text), name)
  const sheet = Readable.from(sheetParts(csv))
  const written = pipeline(zip.outputStream, createWriteStream(out))
  // A fault in the rows ends the archive, which else would wait for the rest of them.
  const failed = new Promise<never>((_resolve, reject) => {
    sheet.once('error', reject)
    zip.once('error', reject)
  })
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
  zip.end()
  await Promise.race([written, failed])
}

async function* sheetParts(csv: string): AsyncGenerator<string> {
  const rows = createReadStream(csv).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: ',', newline: '\n' }))
  let text = HEAD + SHEET
  let count = 0
  for await (const cells of rows as AsyncIterable<string[]>) {
    count++
    if (count > MOST_ROWS) throw tooMuch(`${MOST_ROWS.toLocaleString('en')} rows`)
    if (cells.length > MOST_COLUMNS) throw tooMuch(`${MOST_COLUMNS.toLocaleString('en')} columns`)
    text += `<row r="${count}">${cells.map(cellOf).join('')}</row>`
    if (text.length < BUFFER_CHARACTERS) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData></worksheet>`
}

function tooMuch(what: string): AppError {
  return new AppError('unsupported', `A workbook holds up to ${what}. Write CSV or Parquet instead: name --out so.`)
}

function cellOf(text: string): string {
  if (text === '') return '<c/>'
  if (text.length > LONGEST_CELL) throw tooMuch(`${LONGEST_CELL.toLocaleString('en')} characters a cell`)
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}

/** What XML cannot hold is written as `_xHHHH_` (ECMA-376, ST_Xstring), and so is what would be read as that. */
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(
      // oxlint-disable-next-line no-control-regex -- XML 1.0 has no way to write these, Excel's own escape has
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
}
