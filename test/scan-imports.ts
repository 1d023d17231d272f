import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** Root of the repository. */
export const repository = resolve(import.meta.dirname, '..')

/** One import of one file: `to` is a path in the repository, or the name of a package or of a Node module. */
export type Import = { from: string; to: string; typeOnly: boolean; local: boolean }

/** All source files below a folder of the repository, as paths with forward slashes. */
export function listSources(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}

/** The text of a file without its comments. */
export function readCode(path: string): string {
  return readFileSync(join(repository, path), 'utf8')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
}

const STATEMENT = /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;()]*?\sfrom\s*)?['"]([^'"\n]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** The imports and re-exports of a file. TypeScript 7 has no programming interface, so they are read by pattern. */
export function scanImports(path: string): Import[] {
  const code = readCode(path)
  const found = [...code.matchAll(STATEMENT)].map(([text, type, to = '']) => ({
    to,
    typeOnly: type !== undefined || isTypes(text),
  }))
  const lazy = [...code.matchAll(DYNAMIC)].map(([, to = '']) => ({ to, typeOnly: false }))
  return [...found, ...lazy].map(({ to, typeOnly }) => {
    const local = to.startsWith('.')
    const target = local ? relative(repository, resolve(repository, dirname(path), to)).replaceAll('\\', '/') : to
    return { from: path, to: target, typeOnly, local }
  })
}

/** `import { type A, type B } from …`: nothing but types. */
function isTypes(statement: string): boolean {
  const [, list] = /^[^{]*\b(?:import|export)\s*\{([^}]*)\}/.exec(statement) ?? []
  if (list === undefined) return false
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return names.length > 0 && names.every((name) => name.startsWith('type '))
}
