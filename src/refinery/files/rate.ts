import ratings from './ratings.json' with { type: 'json' }

export type IndicatorName = keyof typeof ratings

/** The five ratings, the worst first. */
export const ratingNames = ['poor', 'weak', 'fair', 'good', 'excellent'] as const
export type Rating = (typeof ratingNames)[number]

/** What is measured of a file: a share from 0 to 1, and how good that is. */
export type Indicator = { share: number; rating: Rating }

/** A share of rows by the bounds of its indicator. Duplicates are the better the fewer they are, and excellent without one. */
export function rate(name: IndicatorName, share: number): Rating {
  const { bounds } = ratings[name]
  const passed =
    name === 'duplicates'
      ? bounds.filter((bound) => share <= bound).length
      : bounds.filter((bound) => share >= bound).length
  // Of telephone numbers the best rating begins above its bound, the others with theirs.
  if (name === 'phone' && share === bounds.at(-1)) return ratingNames[passed - 1]
  return ratingNames[passed]
}

/** The whole in one number from 0 to 100: the indicators, weighed; without those that a file has no column for. */
export function scoreOf(indicators: Partial<Record<IndicatorName, Indicator>>): number {
  let [sum, weights] = [0, 0]
  for (const [name, { weight }] of Object.entries(ratings) as [IndicatorName, { weight: number }][]) {
    const indicator = indicators[name]
    if (!indicator) continue
    sum += weight * (name === 'duplicates' ? 1 - indicator.share : indicator.share)
    weights += weight
  }
  return weights === 0 ? 0 : Math.round((100 * sum) / weights)
}
