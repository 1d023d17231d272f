import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { access, constants, cp, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AppError } from './platform/errors/index.ts'
import type { Progress } from './platform/progress/index.ts'

type Options = {
  /** Folder that keeps built applications, one a digest of their sources. */
  cache?: string | undefined
  /** Where they are kept when the folder of the program cannot be written. */
  fallback: string
  progress?: Progress
}

/** The last file that a build writes. */
const BUILT = join('pages', 'render-page.js')

const HOME = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Gives the folder of the built web (`client/` for browsers, `pages/` for the server), building it first when its sources have changed since it was last built.
 * Several processes may do so at once: each builds in a draft of its own, and the first to end is kept.
 */
export async function buildWeb({ cache, fallback, progress = () => {} }: Options): Promise<string> {
  const digest = await digestSources()
  const place = cache ?? ((await isWritable(HOME)) ? join(HOME, '.cache', 'web') : join(fallback, 'web'))
  const folder = join(place, digest)
  if (await exists(join(folder, BUILT))) return folder
  progress({ step: 'Building the web application' })
  const draft = join(place, `draft-${randomBytes(4).toString('hex')}`)
  await mkdir(place, { recursive: true })
  try {
    await buildBoth(draft)
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(join(folder, BUILT)))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  await removeOthers(place, digest)
  return folder
}

/** Builds the application for browsers and the public pages for the server, whose style sheet browsers get too. */
async function buildBoth(draft: string): Promise<void> {
  await runVite(['--outDir', join(draft, 'client')])
  const entry = join(HOME, 'src', 'web', 'public', 'render-page.tsx')
  await runVite(['--outDir', join(draft, 'pages'), '--ssr', entry])
  await cp(join(draft, 'pages', 'assets'), join(draft, 'client', 'assets'), { recursive: true })
}

/** Vite in a process of its own: its memory goes with it, and the server's event loop stays free. */
async function runVite(options: string[]): Promise<void> {
  const program = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  const config = ['--config', join(HOME, 'vite.config.ts'), '--configLoader', 'native']
  const args = [program, 'build', join(HOME, 'src', 'web'), ...config, ...options, '--emptyOutDir']
  try {
    await promisify(execFile)(process.execPath, [...args, '--logLevel', 'error'], { cwd: HOME })
  } catch (cause) {
    const detail = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new AppError('internal', 'The web application could not be built.', { cause, detail })
  }
}

/** What the built application depends on: its sources, its build's settings, the versions of its libraries. */
async function digestSources(): Promise<string> {
  const sources = await listFiles(join(HOME, 'src'))
  const used = sources.filter(
    (path) => /\.(tsx?|css|html|svg|js|json|png|woff2|ico|webmanifest)$/.test(path) && !/\.test\.tsx?$/.test(path),
  )
  const paths = [...used, join(HOME, 'package-lock.json'), join(HOME, 'vite.config.ts')]
  const hash = createHash('sha256')
  for (const path of paths) {
    hash.update(path.slice(HOME.length)).update('\0')
    hash.update(await readFile(path).catch(() => '')).update('\0')
  }
  return hash.digest('hex').slice(0, 20)
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.filter(isForWeb).toSorted()
}

/** The application itself, and the schemas of the modules' doors that it imports. */
function isForWeb(path: string): boolean {
  const inside = path.slice(join(HOME, 'src').length + 1).replaceAll('\\', '/')
  return inside.startsWith('web/') || /^modules\/[^/]+\/(index|schemas)\.ts$/.test(inside)
}

async function removeOthers(place: string, digest: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (/^[0-9a-f]{20}$/.test(name) && name !== digest) await rm(join(place, name), { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}
