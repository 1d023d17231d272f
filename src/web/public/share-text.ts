/** A share in percent, with a decimal where it matters. */
export function shareText(share: number): string {
  const value = 100 * share
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`
}
