import { resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './platform/errors/index.ts'
import { readSender } from './platform/mail/index.ts'
import type { Sender } from './platform/mail/index.ts'
import type { Egress } from './refinery/verify/index.ts'

/** Several lines in one variable. */
const lines = z
  .string()
  .optional()
  .transform((text) => text?.split(';').map((line) => line.trim()))

/** Every variable that Fairlist reads, with what it means; `docs/reference/configuration.md` is made from this. */
export const variables = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional()
    .describe(
      'PostgreSQL 15 or newer to use instead of the one that comes with the package; a user who may create roles',
    ),
  HOST: z
    .string()
    .optional()
    .describe(
      'Address to listen on, as --host (default: 127.0.0.1); another needs TLS_CERT and TLS_KEY, or TRUSTED_PROXY',
    ),
  INBOUND_MAIL_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, e.g. of: openssl rand -hex 32')
    .optional()
    .describe(
      'What the mail server signs with that hands mails to the privacy address over to /v1/inbound-mail (default: off)',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .optional()
    .describe('How much goes to the log on stderr (default: warn on a terminal, info otherwise)'),
  MAIL_FROM: z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return undefined
      const sender = readSender(text)
      if (!sender) context.addIssue('must look like Fairlist <no-reply@your-company.com>')
      return sender ?? undefined
    })
    .describe('Who mails come from, as Name <address>; needed with SMTP_URL'),
  PRIVACY_CONTACT: lines.describe('Who is responsible for the data, for the contact page; lines parted by semicolons'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must look like https://fairlist.your-company.com' })
    .optional()
    .describe('Address of the instance as others reach it, for the links in mails (default: where it listens)'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' })
    .optional()
    .describe(
      'Mail server; TLS unless it is on this machine. Without it, mails are files in mail/ of the data directory',
    ),
  SUPPORT_ANSWER: z.string().optional().describe('Time within which support answers, e.g. two working days'),
  SUPPORT_EMAIL: z
    .email({ error: 'must look like support@your-company.com' })
    .optional()
    .describe('Address of support, for the contact page'),
  SUPPORT_HOURS: lines.describe(
    'When support is there, e.g. Monday to Friday, 9:00 to 17:00 (UTC); lines parted by semicolons',
  ),
  SUPPORT_POST: lines.describe('Postal address of support; lines parted by semicolons'),
  SUPPORT_TELEPHONE: z.string().optional().describe('Telephone number of support, e.g. +1 555 0100'),
  TLS_CERT: z.string().optional().describe('File of the certificate with its chain, as PEM, as --tls-cert'),
  TLS_KEY: z.string().optional().describe('File of the certificate’s key, as PEM, as --tls-key'),
  TRUSTED_PROXY: z
    .string()
    .regex(/^[0-9a-f.:/]+(,\s*[0-9a-f.:/]+)*$/i, 'must be an IP address or network, e.g. 10.0.0.2 or 10.0.0.0/24')
    .optional()
    .describe('Address or network of the proxy that takes HTTPS for the instance, as --trusted-proxy'),
  VERIFY_EGRESS: z
    .enum(['on', 'off'])
    .optional()
    .describe('Whether mail servers may be asked about addresses (default: off); needs VERIFY_HELO and VERIFY_SENDER'),
  VERIFY_HELO: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a host name, e.g. verify.your-company.com')
    .optional()
    .describe('Name that we give to mail servers: should resolve to the address we call from, and back'),
  VERIFY_NAME_SERVERS: z
    .string()
    .regex(/^[0-9a-f.:[\]]+(,\s*[0-9a-f.:[\]]+)*$/i, 'must be IP addresses, e.g. 10.0.0.2 or 10.0.0.2:5353')
    .optional()
    .transform((text) => text?.split(/,\s*/))
    .describe('Name servers to ask, parted by commas (default: those of the machine)'),
  VERIFY_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Port of mail servers (default: 25); another only for tests'),
  VERIFY_PRIVATE_HOSTS: z
    .enum(['allow', 'refuse'])
    .optional()
    .describe('Whether mail servers in private networks may be called (default: refuse)'),
  VERIFY_PROXY: z
    .url({ protocol: /^socks5$/, error: 'must look like socks5://user:password@host:1080' })
    .optional()
    .describe('SOCKS5 proxy for the conversations with mail servers; names are still looked up from here'),
  VERIFY_SENDER: z
    .string()
    .regex(/^(<>|[^\s<>@]+@[^\s<>@]+)$/, 'must be an address, e.g. verify@your-company.com, or <> for the null sender')
    .optional()
    .describe(
      'Sender that mail servers are told; no mail is sent. Its domain should take mail. <> for the null sender',
    ),
  WEB_CACHE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder for the built web application (default: .cache/web beside the program, or below the data directory)',
    ),
}

const Environment = z
  .object(variables)
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    error: 'must be given when SMTP_URL is: the address that mails come from',
  })
  .refine(({ VERIFY_EGRESS, VERIFY_HELO }) => VERIFY_EGRESS !== 'on' || VERIFY_HELO, {
    path: ['VERIFY_HELO'],
    error: 'must be given when VERIFY_EGRESS is on: mail servers want to know who asks',
  })
  .refine(({ VERIFY_EGRESS, VERIFY_SENDER }) => VERIFY_EGRESS !== 'on' || VERIFY_SENDER, {
    path: ['VERIFY_SENDER'],
    error: 'must be given when VERIFY_EGRESS is on: an address of yours, or <>',
  })

/** How people reach somebody; what nobody configured is null. */
export type Support = {
  hours: string[]
  email: string | null
  telephone: string | null
  post: string[] | null
  answer: string | null
  responsible: string[] | null
}

/** What the environment decides. */
export type Config = {
  databaseUrl: string | undefined
  /** Under which mails that come in are signed. */
  inboundMailSecret?: string | undefined
  logLevel: z.output<typeof variables.LOG_LEVEL>
  mailFrom?: Sender | undefined
  /** Without a slash at its end. */
  publicUrl?: string | undefined
  smtpUrl?: string | undefined
  support?: Support | undefined
  /** Where to listen, and what stands before it. */
  host?: string | undefined
  tlsCert?: string | undefined
  tlsKey?: string | undefined
  /** What the two files hold. */
  tls?: { cert: string; key: string } | undefined
  trustedProxy?: string | undefined
  webCache: string | undefined
  /** How mail servers are asked about addresses; without it nobody is. */
  egress?: Egress | undefined
}

/** Reads the environment, once. Throws `bad_input` that lists all problems at once. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.keys(variables).map((name) => [name, environment[name] || undefined])
  const result = Environment.safeParse(Object.fromEntries(named))
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new AppError('bad_input', `The environment has ${problems.length === 1 ? 'a mistake' : 'mistakes'} in it:`, {
      detail: problems.join('\n'),
    })
  }
  const { DATABASE_URL, LOG_LEVEL, MAIL_FROM, PUBLIC_URL, SMTP_URL, WEB_CACHE } = result.data
  const { HOST, TLS_CERT, TLS_KEY, TRUSTED_PROXY } = result.data
  const support = readSupport(result.data)
  return {
    databaseUrl: DATABASE_URL,
    host: HOST,
    inboundMailSecret: result.data.INBOUND_MAIL_SECRET,
    logLevel: LOG_LEVEL,
    mailFrom: MAIL_FROM,
    publicUrl: PUBLIC_URL?.replace(/\/+$/, ''),
    smtpUrl: SMTP_URL,
    support,
    tlsCert: TLS_CERT,
    tlsKey: TLS_KEY,
    trustedProxy: TRUSTED_PROXY,
    webCache: WEB_CACHE ? resolve(WEB_CACHE) : undefined,
    egress: readEgress(result.data),
  }
}

function readEgress(given: z.output<typeof Environment>): Egress | undefined {
  if (given.VERIFY_EGRESS !== 'on') return undefined
  const proxy = given.VERIFY_PROXY === undefined ? null : new URL(given.VERIFY_PROXY)
  return {
    port: given.VERIFY_PORT ?? 25,
    helo: given.VERIFY_HELO!,
    sender: given.VERIFY_SENDER === '<>' ? '' : given.VERIFY_SENDER!,
    proxy: proxy && {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port || 1080),
      user: decodeURIComponent(proxy.username),
      password: decodeURIComponent(proxy.password),
    },
    nameServers: given.VERIFY_NAME_SERVERS ?? null,
    privateHosts: given.VERIFY_PRIVATE_HOSTS === 'allow',
  }
}

function readSupport(given: z.output<typeof Environment>): Support | undefined {
  const support: Support = {
    hours: given.SUPPORT_HOURS ?? [],
    email: given.SUPPORT_EMAIL ?? null,
    telephone: given.SUPPORT_TELEPHONE ?? null,
    post: given.SUPPORT_POST ?? null,
    answer: given.SUPPORT_ANSWER ?? null,
    responsible: given.PRIVACY_CONTACT ?? null,
  }
  const said = Object.values(support).some((each) => each !== null && each.length > 0)
  return said ? support : undefined
}
