import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
]
const cache = join(dirname(fileURLToPath(import.meta.url)), '../../.cache/chromium')

function findSystemChromium(): string | null {
  for (const name of names) {
    try {
      return execFileSync('which', [name], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim()
    } catch {
      // Not under this name.
    }
  }
  return null
}

function packageVersion(): string {
  const file = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const manifest = join(file.slice(0, file.indexOf('@sparticuz')), '@sparticuz/chromium/package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

/** Unpacks the package's Chromium, its fonts and the libraries it needs, once for each version. */
async function unpackChromium(): Promise<string> {
  const home = join(cache, packageVersion())
  if (existsSync(join(home, 'chromium'))) return home
  mkdirSync(cache, { recursive: true })
  const unpacked = mkdtempSync(join(cache, 'unpacking-'))
  const before = process.env['TMPDIR']
  // The package unpacks into the temporary folder and trusts whatever `chromium` it finds there.
  process.env['TMPDIR'] = unpacked
  try {
    const { inflate } = await import('@sparticuz/chromium')
    const bin = join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '../../bin')
    for (const part of ['fonts.tar.br', 'al2023.tar.br', 'chromium.br']) await inflate(join(bin, part))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  chmodSync(join(unpacked, 'chromium'), 0o755)
  try {
    renameSync(unpacked, home)
  } catch {
    // Another process was faster.
    rmSync(unpacked, { recursive: true, force: true })
  }
  return home
}

/** The package's own font first, so that pictures look the same everywhere; the machine's for what it lacks. */
function fontConfiguration(home: string): string {
  const families = ['sans-serif', 'system-ui', 'ui-sans-serif']
  const preferred = families.map(
    (name) => `<alias><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`,
  )
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(home, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(home, 'font-cache')}</cachedir>
${preferred.join('\n')}</fontconfig>\n`
}

async function launchUnpacked(home: string): Promise<Browser> {
  const executablePath = join(home, 'chromium')
  const fonts = join(home, 'fonts.conf')
  writeFileSync(fonts, fontConfiguration(home))
  const env = { ...process.env, FONTCONFIG_FILE: fonts } as Record<string, string>
  try {
    return await chromium.launch({ executablePath, args: flags, env })
  } catch {
    // A machine without NSS and its kin: the package brings them.
    return await chromium.launch({
      executablePath,
      args: flags,
      env: { ...env, LD_LIBRARY_PATH: join(home, 'al2023/lib') },
    })
  }
}

/** A headless Chromium: the system's if there is one, else the one of the npm package, on any Linux machine. */
export async function launchBrowser(): Promise<Browser> {
  const system = findSystemChromium()
  if (system !== null) return chromium.launch({ executablePath: system, args: flags })
  return launchUnpacked(await unpackChromium())
}
