import { codeOfName, indexedIndustries, naicsTitles, stemCounts } from './industry-index.ts'
import { stemWords } from './stem-words.ts'

/** An industry that words were found in; `score` from 0 to 1. */
export type FoundIndustry = { code: string; title: string; score: number }

/** Longer texts are descriptions: the first words count. */
const MOST_WORDS = 24

/**
 * Industries of NAICS 2022 that go with words, best first: those whose titles hold most of the rare ones, shorter titles before
 * longer, coarser codes before finer. What an industry is often called comes before all.
 */
export function searchIndustries(words: string, limit = 20): FoundIndustry[] {
  const named = codeOfName(words)
  const asked = [...new Set(stemWords(words))].slice(0, MOST_WORDS)
  const weightOf = (stem: string) => Math.log2(1 + indexedIndustries.length / (stemCounts.get(stem) ?? 0.5))
  const all = asked.reduce((sum, stem) => sum + weightOf(stem), 0)
  const found: FoundIndustry[] = []
  for (const { code, title, stems } of indexedIndustries) {
    const shared = asked.filter((stem) => stems.has(stem))
    if (shared.length === 0 && code !== named) continue
    const weight = shared.reduce((sum, stem) => sum + weightOf(stem), 0)
    const own = [...stems].reduce((sum, stem) => sum + weightOf(stem), 0)
    const score = code === named ? 1 : (0.95 * 2 * weight) / (all + own)
    found.push({ code, title: naicsTitles.get(code) ?? title, score: Math.round(score * 1000) / 1000 })
  }
  return found.toSorted((a, b) => b.score - a.score).slice(0, limit)
}
