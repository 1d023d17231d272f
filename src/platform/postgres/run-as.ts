import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../errors/index.ts'
import type { Binaries } from './find-binaries.ts'

type Account = { uid: number; gid: number }

/** How PostgreSQL's programs are started, and where its files are. */
export type RunAs = {
  binaries: Binaries
  /** The folder of the cluster, its password and its log. */
  home: string
  /** Whom the files belong to, where it is not the one who runs us. */
  owner: Account | null
  /** Something the person should know, e.g. that the files are elsewhere than asked. */
  notice: string | null
  /** Starts a program; the options are those of `spawn`. */
  start(program: string, args: string[], options: Parameters<typeof spawn>[2]): ReturnType<typeof spawn>
}

type Options = {
  binaries: Binaries
  /** Folder that the cluster should be in. */
  home: string
  /** Where root's cluster is kept when user namespaces are refused. */
  fallback?: string
  /** Whether the machine lets root make a user namespace; asked when absent. */
  namespaces?: boolean
}

/**
 * Decides how to run PostgreSQL, which refuses to be root. An ordinary user runs it as it is. Root runs it in a user
 * namespace, where root looks like somebody else and still reads what only root can enter; where the machine refuses
 * namespaces, an ordinary account runs a copy of the programs under `/var/lib/fairlist`.
 */
export async function chooseRunAs(options: Options): Promise<RunAs> {
  const { binaries, home } = options
  if (process.getuid?.() !== 0) return { binaries, home, owner: null, notice: null, start: spawn }
  const account = await findOrdinaryAccount()
  const mapping = ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--']
  if (options.namespaces ?? (await canUnshare(mapping))) {
    return {
      binaries,
      home,
      owner: null,
      notice: null,
      start: (program, args, more) => spawn('unshare', [...mapping, program, ...args], more),
    }
  }
  return settleElsewhere(options, account)
}

/** initdb looks its user up by name, so the account must exist: 1000 if it does, otherwise nobody, otherwise any. */
async function findOrdinaryAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const accounts = lines
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0)
  const chosen =
    accounts.find(({ uid }) => uid === 1000) ?? accounts.find(({ name }) => name === 'nobody') ?? accounts[0]
  if (!chosen) {
    throw new AppError(
      'unsupported',
      'PostgreSQL refuses to run as root, and this machine has no other account. Add one, or set DATABASE_URL.',
    )
  }
  return { uid: chosen.uid, gid: chosen.gid }
}

async function canUnshare(mapping: string[]): Promise<boolean> {
  return promisify(execFile)('unshare', [...mapping, 'true']).then(
    () => true,
    () => false,
  )
}

async function settleElsewhere(
  { binaries, home, fallback = '/var/lib/fairlist' }: Options,
  account: Account,
): Promise<RunAs> {
  const place = join(fallback, createHash('sha256').update(home).digest('hex').slice(0, 16))
  const programs = join(place, 'programs')
  const elsewhere = join(place, 'postgres')
  await mkdir(elsewhere, { recursive: true })
  for (const folder of [fallback, place]) await chmod(folder, 0o755)
  await copyPrograms(binaries.root, programs)
  await giveAway(elsewhere, account)
  const inCopy = (path: string) => join(programs, path.slice(binaries.root.length))
  return {
    binaries: { root: programs, initdb: inCopy(binaries.initdb), postgres: inCopy(binaries.postgres) },
    home: elsewhere,
    owner: account,
    notice: `This machine refuses user namespaces and PostgreSQL refuses root, so the database is kept in ${elsewhere}.`,
    start: (program, args, more) => spawn(program, args, { ...more, ...account, cwd: '/' }),
  }
}

async function copyPrograms(from: string, to: string): Promise<void> {
  const complete = await stat(join(to, 'complete')).catch(() => null)
  if (complete) return
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true, verbatimSymlinks: true })
  await mkdir(join(to, 'complete'))
}

async function giveAway(folder: string, { uid, gid }: Account): Promise<void> {
  await chown(folder, uid, gid)
  for (const name of await readdir(folder)) if (name.startsWith('log')) await chown(join(folder, name), uid, gid)
}
