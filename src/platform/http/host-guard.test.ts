import { expect, test } from 'vitest'
import { guardHost } from './host-guard.ts'

const own = { host: '127.0.0.1:4600' }

test.each([
  ['an IPv4 loopback host', 'GET', own],
  ['localhost in capitals', 'GET', { host: 'LOCALHOST:4600' }],
  ['an IPv6 loopback host', 'GET', { host: '[::1]:4600' }],
  ['no port', 'GET', { host: 'localhost' }],
  ['its own origin', 'POST', { ...own, origin: 'http://127.0.0.1:4600' }],
  ['a link on another page', 'GET', { ...own, 'sec-fetch-site': 'cross-site' }],
])('lets %s in', (_, method, headers) => expect(() => guardHost({ method, headers })).not.toThrow())

test.each([
  ['a rebound name', 'GET', { host: 'evil.example:4600' }],
  ['a name that starts like ours', 'GET', { host: 'localhost.evil.example' }],
  ['a name that ends like ours', 'GET', { host: 'evil-localhost' }],
  ['another address', 'GET', { host: '10.0.0.1:4600' }],
  ['no host', 'GET', {}],
  ['a foreign origin', 'POST', { ...own, origin: 'https://evil.example' }],
  ['a page on another port', 'GET', { ...own, origin: 'http://127.0.0.1:3000' }],
  ['another loopback name', 'POST', { ...own, origin: 'http://localhost:4600' }],
  ['a sandboxed page', 'POST', { ...own, origin: 'null' }],
  ['a cross-site form', 'POST', { ...own, 'sec-fetch-site': 'cross-site' }],
])('keeps %s out', (_, method, headers) =>
  expect(() => guardHost({ method, headers })).toThrow(expect.objectContaining({ code: 'forbidden' })),
)
