import type { Progress, ProgressEvent } from '../platform/progress/index.ts'

/** How a command talks: progress and words on stderr, its result on stdout. */
export type Report = {
  /** To pass to long work. A bar on a terminal; otherwise one line a step. */
  progress: Progress
  /** A line for a person, on stderr. */
  say(text: string): void
  /** A table for a person: on stdout, or on stderr when stdout belongs to `--json`. Numbers are aligned right. */
  table(header: string[], rows: (string | number | null)[][]): void
  /** With `--json` prints the document on stdout (one line); otherwise does nothing. */
  result(document: unknown): void
  /** Closes the last step. Call it when the work ends, also when it failed. */
  end(): void
}

type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

type ReportOptions = {
  json?: boolean | undefined
  /** Say nothing of progress. */
  quiet?: boolean
  out?: Screen
  err?: Screen
}

const FRAME = 80 // ms between two drawings of the bar

/** Makes the report of one run of a command. */
export function createReport(options: ReportOptions = {}): Report {
  const { json = false, quiet = false, out = process.stdout, err = process.stderr } = options
  const steps = createSteps(err)
  const write = (stream: Screen, text: string) => {
    steps.clear()
    stream.write(text)
  }
  return {
    progress: quiet ? () => {} : steps.show,
    say: (text) => write(err, `${text}\n`),
    table: (header, rows) => write(json ? err : out, formatTable(header, rows)),
    result: (document) => {
      if (json) write(out, `${JSON.stringify(document)}\n`)
    },
    end: steps.end,
  }
}

function createSteps(err: Screen) {
  let current: ProgressEvent | null = null
  let started = 0
  let drawn = 0
  const clear = () => {
    if (err.isTTY && drawn) err.write('\r\u001B[2K')
    drawn = 0
  }
  const end = () => {
    clear()
    if (current) err.write(`${closingLine(current, performance.now() - started)}\n`)
    current = null
  }
  const show = (event: ProgressEvent) => {
    if (event.step !== current?.step) {
      end()
      started = performance.now()
    }
    current = { ...current, ...event }
    if (!err.isTTY || performance.now() - drawn < FRAME) return
    drawn = performance.now()
    err.write(`\r\u001B[2K${barLine(current, drawn - started, err.columns || 80)}`)
  }
  return { show, clear, end }
}

function closingLine(event: ProgressEvent, milliseconds: number): string {
  const amount = event.done === undefined ? '' : `${formatCount(event.done)} ${event.unit ?? ''}`.trim()
  return `${event.step.padEnd(32)} ${amount.padStart(20)}  ${formatSeconds(milliseconds / 1000)}`
}

function barLine(event: ProgressEvent, milliseconds: number, columns: number): string {
  const { step, done = 0, total, unit = '' } = event
  const time = formatSeconds(milliseconds / 1000)
  if (!total)
    return `${step} ${event.done === undefined ? '' : `${formatCount(done)} ${unit}`}  ${time}`.slice(0, columns - 1)
  const share = Math.min(1, done / total)
  const left = share > 0.02 ? `${formatSeconds((milliseconds / share - milliseconds) / 1000)} left` : ''
  const width = 24
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
  return `${step.padEnd(24)} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${formatCount(done)} ${unit}  ${left}`.slice(
    0,
    columns - 1,
  )
}

/** Groups digits by thousands with commas, whatever the locale: `1,234,567`. */
export function formatCount(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** A duration in seconds as a person reads it: `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Lays out rows under a header, columns two spaces apart, numbers to the right. */
export function formatTable(header: string[], rows: (string | number | null)[][]): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCount(cell) : (cell ?? '–'))))
  const widths = header.map((title, column) => Math.max(title.length, ...texts.map((row) => row[column]?.length ?? 0)))
  const numeric = header.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] !== 'string'))
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => (numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return `${[line(header), ...texts.map(line)].join('\n')}\n`
}
