import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { dial } from './dial.ts'
import type { SocksProxy } from './egress.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(serve).listen(0, '127.0.0.1')
  open.push(server)
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

/** A SOCKS5 proxy that wants a name and a password, and writes a byte a packet. */
async function aProxy(answer = 0, method = 2) {
  const asked: string[] = []
  const slowly = async (socket: Socket, bytes: number[]) => {
    for (const byte of bytes) {
      socket.write(Buffer.from([byte]))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const port = await listen((socket) => {
    socket.on('error', () => {})
    socket.once('data', (hello) => {
      asked.push(hello.toString('hex'))
      void slowly(socket, [5, method])
      socket.once('data', (login) => {
        asked.push(login.toString('latin1'))
        void slowly(socket, [1, 0])
        socket.once('data', (target) => {
          asked.push(target.toString('hex'))
          const through = connect(target.readUInt16BE(target.length - 2), '127.0.0.1')
          through.on('error', () => {})
          void slowly(socket, [5, answer, 0, 1, 0, 0, 0, 0, 0, 0]).then(() => socket.pipe(through).pipe(socket))
        })
      })
    })
  })
  const proxy: SocksProxy = { host: '127.0.0.1', port, user: 'ann', password: 'word' }
  return { proxy, asked }
}

const patience = { timeout: 1000, signal: new AbortController().signal }

test.each([
  ['127.0.0.1', '050100017f000001'],
  ['2001:db8::1:25', '0501000420010db8000000000000000000010025'],
])('through a proxy to %s', async (address, head) => {
  const port = await listen((socket) => socket.end('220 hello'))
  const { proxy, asked } = await aProxy()
  const socket = await dial({ address, port, proxy, ...patience })
  expect(Buffer.concat((await socket.toArray()) as Buffer[]).toString()).toBe('220 hello')
  expect(asked).toEqual(['050102', '\u0001\u0003ann\u0004word', `${head}${port.toString(16).padStart(4, '0')}`])
})

test('a proxy that cannot connect, that wants something else, or that is none', async () => {
  const refused = await aProxy(5)
  const target = { address: '127.0.0.1', port: 9, ...patience }
  await expect(dial({ ...target, proxy: refused.proxy })).rejects.toThrow('could not connect (5)')
  const strange = await aProxy(0, 255)
  await expect(dial({ ...target, proxy: strange.proxy })).rejects.toThrow('another way')
  const mute = await listen((socket) => socket.on('error', () => {}))
  const proxy = { ...refused.proxy, port: mute }
  await expect(dial({ ...target, proxy, timeout: 50 })).rejects.toThrow()
  const rude = await listen((socket) => socket.destroy())
  await expect(dial({ ...target, proxy: { ...proxy, port: rude } })).rejects.toThrow()
})
