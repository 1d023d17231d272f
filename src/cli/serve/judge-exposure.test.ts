import { expect, test } from 'vitest'
import { judgeExposure, judgeUnclaimed } from './judge-exposure.ts'
import type { Exposure } from './judge-exposure.ts'

const alone: Exposure = { host: '127.0.0.1', cert: false, key: false, proxy: false, publicUrl: undefined }
const url = 'https://fairlist.example'
const tls = { cert: true, key: true }

test.each<[string, Partial<Exposure>, RegExp | null]>([
  ['loopback', {}, null],
  ['localhost', { host: 'localhost' }, null],
  ['IPv6 loopback', { host: '::1' }, null],
  ['loopback with a certificate', tls, null],
  ['a certificate without its key', { cert: true }, /--tls-key is missing/],
  ['a key without its certificate', { key: true }, /--tls-cert is missing/],
  ['all addresses, in the clear', { host: '0.0.0.0', publicUrl: url }, /--tls-cert and --tls-key/],
  ['all IPv6 addresses, in the clear', { host: '::', publicUrl: url }, /--trusted-proxy/],
  ['a name that looks like loopback', { host: '127.0.0.1.evil.example' }, /in the clear/],
  ['a certificate, no address', { host: '0.0.0.0', ...tls }, /PUBLIC_URL/],
  ['a proxy, a plain address', { host: '10.0.0.5', proxy: true, publicUrl: 'http://fairlist.example' }, /https/],
  ['a certificate', { host: '0.0.0.0', ...tls, publicUrl: url }, null],
  ['a proxy', { host: '10.0.0.5', proxy: true, publicUrl: url }, null],
])('%s', (_name, changes, said) => {
  const sentence = judgeExposure({ ...alone, ...changes })
  expect(sentence ?? 'nothing is wrong').toMatch(said ?? /^nothing is wrong$/)
})

test('without an operator there is no other address', () => {
  expect(judgeUnclaimed('127.0.0.1')).toBeNull()
  expect(judgeUnclaimed('0.0.0.0')).toMatch(/fairlist operator create/)
})
