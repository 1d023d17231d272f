import { readdirSync, readFileSync } from 'node:fs'

const PAGE_MB = 4096 / 1e6
const INTERVAL = 200

/**
 * Watches the memory resident in this process and all that it started, five times a second; `stop` gives the peak in MB.
 * Where there is no `/proc`, the peak of this process alone.
 */
export function watchMemory(): { stop: () => number } {
  let peak = 0
  const look = () => (peak = Math.max(peak, treeMemory(process.pid)))
  const timer = setInterval(look, INTERVAL)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return Math.round(peak || process.resourceUsage().maxRSS / 1e3)
    },
  }
}

function treeMemory(root: number): number {
  const children = new Map<number, number[]>()
  const pages = new Map<number, number>()
  for (const name of processIds()) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
      pages.set(Number(name), Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1]))
    } catch {
      // The process ended between being listed and being read.
    }
  }
  const waiting = [root]
  let total = 0
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    total += pages.get(pid) ?? 0
    waiting.push(...(children.get(pid) ?? []))
  }
  return total * PAGE_MB
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}
