import { once } from 'node:events'
import { connect, isIPv4, isIPv6, type Socket } from 'node:net'
import type { SocksProxy } from './egress.ts'

type Dialling = { address: string; port: number; proxy: SocksProxy | null; timeout: number; signal: AbortSignal }

/** Opens a TCP connection to an IP address, through a SOCKS5 proxy if there is one. Rejects when that fails or takes too long. */
export async function dial({ address, port, proxy, timeout, signal }: Dialling): Promise<Socket> {
  const socket = proxy === null ? connect(port, address) : connect(proxy.port, proxy.host)
  socket.on('error', () => {}) // the next read or write tells
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
  const end = () => void socket.destroy()
  limit.addEventListener('abort', end)
  try {
    await once(socket, 'connect', { signal: limit })
    if (proxy !== null) await askProxy(socket, { address, port, proxy, limit })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    limit.removeEventListener('abort', end)
  }
}

type Asking = { address: string; port: number; proxy: SocksProxy; limit: AbortSignal }

/** The handshake of RFC 1928, with name and password (RFC 1929) where the proxy's address has them. */
async function askProxy(socket: Socket, { address, port, proxy, limit }: Asking): Promise<void> {
  const method = proxy.user === '' ? 0 : 2
  socket.write(Buffer.from([5, 1, method]))
  const [, chosen] = await take(socket, 2, limit)
  if (chosen !== method) throw new Error('The proxy wants another way of signing in.')
  if (method === 2) {
    const [user, password] = [Buffer.from(proxy.user), Buffer.from(proxy.password)]
    socket.write(Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]))
    if ((await take(socket, 2, limit))[1] !== 0) throw new Error('The proxy does not know the name or the password.')
  }
  const target = bytesOf(address)
  socket.write(Buffer.from([5, 1, 0, target.length === 4 ? 1 : 4, ...target, port >> 8, port & 255]))
  const [, status, , kind] = await take(socket, 4, limit)
  if (status !== 0) throw new Error(`The proxy could not connect (${status}).`)
  const bound = kind === 1 ? 4 : kind === 4 ? 16 : (await take(socket, 1, limit))[0]
  await take(socket, bound + 2, limit)
}

/** Reads exactly so many bytes. */
async function take(socket: Socket, length: number, signal: AbortSignal): Promise<Buffer> {
  let bytes = Buffer.alloc(0)
  while (bytes.length < length) {
    // All there is: a reader that leaves a part is woken again at once, for ever.
    const more = socket.read() as Buffer | null
    if (more !== null) bytes = Buffer.concat([bytes, more])
    else if (socket.readableEnded || socket.destroyed) throw new Error('The proxy hung up.')
    else await once(socket, 'readable', { signal })
  }
  if (bytes.length > length) socket.unshift(bytes.subarray(length))
  return bytes.subarray(0, length)
}

/** An IP address as 4 or 16 bytes. */
function bytesOf(address: string): number[] {
  if (isIPv4(address)) return address.split('.').map(Number)
  if (!isIPv6(address)) throw new Error('That is no IP address.')
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const words = (text: string | undefined) => (text ? text.split(':') : [])
  const [first, last] = [words(head), words(tail)]
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last]
  return all.flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255])
}
