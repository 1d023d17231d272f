import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the time of a signature may be from now, in seconds: what was listened to cannot be sent again later. */
const TOLERANCE = 300

type Signed = { header: string; body: Buffer; secret: string; now: Date }

/**
 * Whether a body was signed by whoever knows the secret, within five minutes of now. The header is
 * `t=<seconds since 1970>,v1=<hex>`, where the hex is the HMAC-SHA-256 of `<t>.<body>`.
 */
export function isSigned({ header, body, secret, now }: Signed): boolean {
  const [, time = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header.trim()) ?? []
  if (time === '' || Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE) return false
  const right = createHmac('sha256', secret).update(`${time}.`).update(body).digest()
  return timingSafeEqual(right, Buffer.from(given, 'hex'))
}
