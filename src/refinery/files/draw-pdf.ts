import anyAscii from 'any-ascii'
import Pdf from 'pdfkit'
import { BASIS, grouped, indicatorLines, percent, wordsOf } from './report-words.ts'
import type { Rating } from './rate.ts'
import type { Scan } from './scan-file.ts'

const LEFT = 56
const WIDTH = 483
const COLOURS: Record<Rating, string> = {
  poor: '#b42318',
  weak: '#b54708',
  fair: '#8a6100',
  good: '#2f7d32',
  excellent: '#146c2e',
}

type Paper = PDFKit.PDFDocument

/** The report of a scan as PDF, A4, in the fonts that every reader has. `made` is the day it is dated to, ISO 8601. */
export async function drawPdf(scan: Scan, { made }: { made: string }): Promise<Buffer> {
  const title = `Health of ${scan.file}`
  const date = new Date(made)
  const info = { Title: title, Author: 'Fairlist', CreationDate: date, ModDate: date }
  const paper = new Pdf({ size: 'A4', margin: LEFT, info, lang: 'en', pdfVersion: '1.7' })
  const chunks: Buffer[] = []
  paper.on('data', (chunk: Buffer) => chunks.push(chunk))
  const whole = new Promise<void>((resolve, reject) => paper.on('end', resolve).on('error', reject))
  drawHead(paper, scan, made)
  drawIndicators(paper, scan)
  heading(paper, 'What is missing most')
  for (const { field, share } of scan.missing) line(paper, wordsOf(field), percent(share), { share, colour: '#57606a' })
  heading(paper, 'Most frequent problems')
  if (scan.problems.length === 0) paper.fontSize(10).text('None.')
  for (const { kind, why, values } of scan.problems) line(paper, `${kind}: ${wordsOf(why)}`, grouped(values))
  paper.end()
  await whole
  return Buffer.concat(chunks)
}

function drawHead(paper: Paper, { file, rows, unreadable, score }: Scan, made: string): void {
  const left = unreadable === 0 ? '' : `, ${grouped(unreadable)} more cannot be read`
  paper
    .font('Helvetica-Bold')
    .fontSize(20)
    .fillColor('#1b1f24')
    .text(readable(`Health of ${file}`), LEFT, LEFT, { width: WIDTH })
  paper
    .font('Helvetica')
    .fontSize(10)
    .fillColor('#57606a')
    .text(`${grouped(rows)} rows${left}, ${made.slice(0, 10)}`)
  paper.moveDown(0.5).font('Helvetica-Bold').fontSize(36).fillColor('#1b1f24').text(String(score), { continued: true })
  paper.font('Helvetica').fontSize(12).fillColor('#57606a').text('  of 100')
}

function drawIndicators(paper: Paper, scan: Scan): void {
  heading(paper, 'Indicators')
  for (const { label, share, rating, advice } of indicatorLines(scan)) {
    line(paper, `${label}: ${rating}`, percent(share), { share, colour: COLOURS[rating] })
    paper.font('Helvetica').fontSize(9).fillColor('#57606a').text(advice, LEFT, paper.y, { width: WIDTH }).moveDown(0.5)
  }
  paper.fontSize(8).text(BASIS, LEFT, paper.y, { width: WIDTH })
}

function heading(paper: Paper, text: string): void {
  paper
    .moveDown(1)
    .font('Helvetica-Bold')
    .fontSize(13)
    .fillColor('#1b1f24')
    .text(text, LEFT, paper.y, { width: WIDTH })
    .moveDown(0.3)
}

function line(paper: Paper, label: string, figure: string, bar?: { share: number; colour: string }): void {
  const { y } = paper
  paper
    .font('Helvetica')
    .fontSize(10)
    .fillColor('#1b1f24')
    .text(readable(label), LEFT, y, { width: 360, height: 12, ellipsis: true })
  paper.text(figure, LEFT + 400, y, { width: 83, align: 'right' })
  if (bar) {
    paper.rect(LEFT, y + 14, WIDTH, 4).fill('#eaeef2')
    paper.rect(LEFT, y + 14, WIDTH * Math.min(1, bar.share), 4).fill(bar.colour)
  }
  paper.x = LEFT
  paper.y = y + (bar ? 22 : 15)
}

/** The fonts of every reader know the letters of Western Europe; others are written in those. */
function readable(text: string): string {
  return Array.from(text, (character) =>
    (character.codePointAt(0) ?? 0) > 0xff ? anyAscii(character) : character,
  ).join('')
}
