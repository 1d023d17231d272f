/** An amount in words, `EUR 1,234.50`: the same on every machine. */
export function presentMoney(cents: number, currency: string): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${currency} ${whole}.${String(cents % 100).padStart(2, '0')}`
}
