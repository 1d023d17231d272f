import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import PostalMime, { type Email } from 'postal-mime'
import { buildWeb } from '../../src/app-web.ts'
import { createApp, type App } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { holdLock } from '../../src/platform/duckdb/index.ts'

const repository = join(import.meta.dirname, '..', '..')

/** The whole instance in this process: a browser comes by its address, a journey looks behind the scenes. */
export type House = {
  address: string
  /** The data directory. */
  data: string
  app: App
  /** Builds an edition of what there is and of more files, by the command, and waits until it is served. */
  build: (files?: readonly string[]) => Promise<void>
  /** Lets days go by. */
  wait: (days: number) => void
  /** The mails to somebody so far, oldest first; waits until there are so many. */
  mails: (to: string, count: number) => Promise<Email[]>
  stop: () => Promise<void>
}

/**
 * Starts an instance on a data directory of its own, without an edition, with the sample world, or with the same people as data
 * of one's own, which does not retire; mails become files.
 */
export async function startHouse({ sample = false, feeds = false } = {}): Promise<House> {
  const data = await mkdtemp(join(tmpdir(), 'fairlist-house-'))
  await mkdir(join(data, 'mail'))
  if (sample || feeds) await buildFeeds(data, sample ? ['--sample'] : [])
  else await writeFile(join(data, 'current.json'), '{"edition":"missing","ledger":"none"}')
  const web = await buildWeb({ fallback: data })
  // As the server does: a build beside it borrows its PostgreSQL.
  const lock = await holdLock(join(data, 'serve.lock'))
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const app = await createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web, clock })
  const address = await app.http.listen({ host: '127.0.0.1', port: 0 })
  return {
    address,
    data,
    app,
    build: async (files = []) => {
      await runCommand(['build', ...files, '--data', data])
      await app.catalogue.refresh()
    },
    wait: (days) => void (ahead += days * 86_400_000),
    mails: (to, count) => waitForMails(join(data, 'mail'), { to, count }),
    stop: async () => {
      await app.close()
      lock?.release()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Builds the sample world as the first start does, or what is in it. */
async function buildFeeds(data: string, options: string[]): Promise<void> {
  const feeds = join(repository, 'samples', 'feeds')
  const files = (await readdir(feeds)).filter((name) => name.endsWith('.csv')).map((name) => join(feeds, name))
  await runCommand(['build', ...files, ...options, '--data', data])
}

async function runCommand(words: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [join(repository, 'src', 'main.ts'), ...words])
}

const PATIENCE_MS = 10_000

async function waitForMails(folder: string, wanted: { to: string; count: number }): Promise<Email[]> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await readMails(folder, wanted)
    } catch (error) {
      if (Date.now() > end) throw error
      await pause(50)
    }
  }
}

async function readMails(folder: string, { to, count }: { to: string; count: number }): Promise<Email[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).toSorted()
  const all = await Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))))
  const theirs = all.filter((mail) => mail.to?.some(({ address }) => address?.toLowerCase() === to))
  if (theirs.length < count) throw new Error(`${theirs.length} of ${count} mails to ${to} have come`)
  return theirs
}

/** The first link in a mail's text whose path begins so. */
export function linkIn({ text = '' }: Email, path: string): string {
  const [link] = new RegExp(`http://[^\\s]+${path}[^\\s]*`).exec(text) ?? []
  if (link === undefined) throw new Error(`The mail has no link to ${path}:\n${text}`)
  return link
}
