import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from './platform/errors/index.ts'
import { loadConfig } from './config.ts'

test('needs nothing, and takes an empty variable for an absent one', () => {
  const nothing = { databaseUrl: undefined, logLevel: undefined, webCache: undefined }
  expect(loadConfig({})).toEqual(nothing)
  expect(loadConfig({ DATABASE_URL: '', HOME: '/home/someone' })).toEqual(nothing)
})

test('reads what is there', () => {
  const databaseUrl = 'postgres://user:word@db.example:5432/fairlist'
  expect(loadConfig({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'debug', WEB_CACHE: 'cache' })).toEqual({
    databaseUrl,
    logLevel: 'debug',
    webCache: resolve('cache'),
  })
})

test('lists all mistakes at once, without showing a secret', () => {
  expect(() => loadConfig({ DATABASE_URL: 'mysql://user:secret@host/db', LOG_LEVEL: 'loud' })).toThrow(
    expect.objectContaining({
      code: 'bad_input',
      detail: expect.stringMatching(/^(?=[^]*DATABASE_URL: must look like)(?=[^]*LOG_LEVEL: )(?![^]*secret)/),
    }),
  )
})

test('a mail server needs a sender, and a sender is an address', () => {
  const smtp = { SMTP_URL: 'smtp://mail.example:587' }
  expect(
    loadConfig({ ...smtp, MAIL_FROM: 'Fairlist <a@fairlist.example>', PUBLIC_URL: 'https://f.example/' }),
  ).toMatchObject({
    smtpUrl: 'smtp://mail.example:587',
    publicUrl: 'https://f.example',
    mailFrom: { from: '"Fairlist" <a@fairlist.example>', address: 'a@fairlist.example' },
  })
  const refused = (words: string) => expect.objectContaining({ detail: expect.stringContaining(words) })
  expect(() => loadConfig(smtp)).toThrow(refused('MAIL_FROM: must be given'))
  expect(() => loadConfig({ MAIL_FROM: 'Fairlist' })).toThrow(refused('MAIL_FROM: must look like'))
})

test('how to reach support is lines parted by semicolons, and nothing where nothing is said', () => {
  expect(loadConfig({}).support).toBeUndefined()
  const { support } = loadConfig({ SUPPORT_EMAIL: 'help@f.example', SUPPORT_HOURS: 'Monday, 9 to 5; Tuesday, 9 to 5' })
  expect(support).toMatchObject({ email: 'help@f.example', hours: ['Monday, 9 to 5', 'Tuesday, 9 to 5'], post: null })
  const refused = expect.objectContaining({ detail: expect.stringContaining('SUPPORT_EMAIL: must look like') })
  expect(() => loadConfig({ SUPPORT_EMAIL: 'help' })).toThrow(refused)
})

test('asks mail servers only when told to, and then knows who asks', () => {
  expect(loadConfig({ VERIFY_HELO: 'v.acme.example', VERIFY_SENDER: '<>' }).egress).toBeUndefined()
  expect(() => loadConfig({ VERIFY_EGRESS: 'on' })).toThrow(AppError)
  const egress = { VERIFY_EGRESS: 'on', VERIFY_HELO: 'v.acme.example', VERIFY_SENDER: 'v@acme.example' }
  const plain = { port: 25, helo: 'v.acme.example', sender: 'v@acme.example', proxy: null, nameServers: null }
  expect(loadConfig(egress).egress).toEqual({ ...plain, privateHosts: false })
  expect(loadConfig({ ...egress, VERIFY_PROXY: 'socks5://me:p%40ss@[::1]:1081' }).egress?.proxy).toEqual({
    host: '::1',
    port: 1081,
    user: 'me',
    password: 'p@ss',
  })
})
