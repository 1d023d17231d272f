import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { doorOf, mayImport, partOf } from './parts.ts'
import { listSources, readCode, repository, scanImports } from './scan-imports.ts'
import type { Import } from './scan-imports.ts'

const files = listSources('src')
const production = files.filter((path) => !/\.test\.tsx?$/.test(path))
const imports = production.flatMap(scanImports)
const local = imports.filter((each) => each.local && each.to.startsWith('src/'))
const show = ({ from, to }: Import) => `${from} → ${to}`

test('the scanner sees the imports it has to judge', () => {
  const seen = scanImports('src/main.ts').map(({ to }) => to)
  expect(seen).toEqual(['node:module', 'src/cli/program.ts'])
  expect(local.length).toBeGreaterThan(100)
})

test('every part imports only what the table allows', () => {
  const crossing = local.map((each) => ({ ...each, parts: { ...each, from: partOf(each.from), to: partOf(each.to) } }))
  expect(crossing.filter(({ parts }) => !mayImport(parts)).map(show)).toEqual([])
})

test('other parts are entered by their door', () => {
  const inside = local.filter(({ from, to }) => partOf(from) !== partOf(to) && /\.tsx?$/.test(to))
  expect(inside.filter(({ to }) => ![null, to].includes(doorOf(partOf(to)))).map(show)).toEqual([])
})

test('nothing in production imports a test, a bench or a builder', () => {
  const outside = imports.filter((each) => each.local && !each.to.startsWith('src/') && each.to !== 'package.json')
  expect(outside.map(show)).toEqual([])
})

test('the engine is values in, values out: nothing of Node but digests and the reading of host names', () => {
  const engine = imports.filter(({ from, to }) => from.startsWith('src/engine/') && to.startsWith('node:'))
  expect(engine.filter(({ to }) => !['node:crypto', 'node:url'].includes(to)).map(show)).toEqual([])
})

test('there is no cycle of imports, but for types, which are gone when the program runs', () => {
  expect(findCycle(local.filter(({ typeOnly }) => !typeOnly))).toEqual([])
})

/** The files of one cycle, in order; empty when there is none. */
function findCycle(edges: Import[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from)
  const state = new Map<string, 'open' | 'done'>()
  const path: string[] = []
  const visit = (file: string): string[] => {
    if (state.get(file) === 'done') return []
    if (state.get(file) === 'open') return path.slice(path.indexOf(file))
    state.set(file, 'open')
    path.push(file)
    for (const { to } of next.get(file) ?? []) {
      const cycle = visit(to)
      if (cycle.length > 0) return cycle
    }
    path.pop()
    state.set(file, 'done')
    return []
  }
  for (const file of next.keys()) {
    const cycle = visit(file)
    if (cycle.length > 0) return cycle
  }
  return []
}

test('the search for cycles finds one', () => {
  const edge = (from: string, to: string) => ({ from, to, typeOnly: false, local: true })
  expect(findCycle([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).toEqual(['b', 'c'])
})

const doors = production.filter((path) => doorOf(partOf(path)) === path)

test('a door names what it lets out, at most 15 values and their types', () => {
  expect(doors.filter((door) => /export \*/.test(readCode(door)))).toEqual([])
  expect(doors.filter((door) => countValues(readCode(door)) > 15)).toEqual([])
})

/** How many values a door re-exports; types are not counted. */
function countValues(code: string): number {
  const lists = [...code.matchAll(/export (type )?\{([^}]*)\}/g)].filter(([, type]) => !type)
  const names = lists.flatMap(([, , list = '']) => list.split(',').map((name) => name.trim()))
  return names.filter((name) => name && !name.startsWith('type ')).length
}

test('there is no other barrel', () => {
  const barrels = production.filter((path) => basename(path) === 'index.ts' && !doors.includes(path))
  expect(barrels).toEqual([])
})

test('each door has its page', () => {
  const pages = doors.map((door) => door.replace(/index\.ts$/, 'README.md'))
  expect(pages.filter((page) => !existsSync(join(repository, page)))).toEqual([])
})

test('files are named after what they hold, in kebab-case', () => {
  const forbidden = /^(utils?|helpers?|misc|common|manager|service|base|data|info|types)$/
  const words = files.flatMap((path) =>
    path
      .split('/')
      .slice(1)
      .map((word) => [path, word.replace(/\..*$/, '')] as const),
  )
  expect(words.filter(([, word]) => forbidden.test(word)).map(([path]) => path)).toEqual([])
  expect(words.filter(([, word]) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)).map(([path]) => path)).toEqual([])
})

test('nothing is exported by default', () => {
  expect(production.filter((path) => /^export default/m.test(readCode(path)))).toEqual([])
})

test('only config.ts reads the environment', () => {
  expect(production.filter((path) => path !== 'src/config.ts' && /process\.env/.test(readCode(path)))).toEqual([])
})

test('order never depends on a locale in engine and refinery', () => {
  const pure = production.filter((path) => /^src\/(engine|refinery)\//.test(path))
  expect(pure.filter((path) => /localeCompare|toLocale|Intl\.Collator/.test(readCode(path)))).toEqual([])
})
