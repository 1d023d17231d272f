import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { betterAuth } from 'better-auth'
import { organization } from 'better-auth/plugins'
import { AppError } from '../../platform/errors/index.ts'
import { writeFileAtomic } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids/index.ts'
import type { AccountDatabase } from './tables.ts'

/** What a request says of itself that sign-in needs to know. */
export type Visit = { address: string; browser: string; cookie: string }

/** Passwords and sessions, as better-auth keeps them. */
export type Auth = {
  /** A password as it is kept: scrypt with a salt of its own, after NFKC. */
  hash(password: string): Promise<string>
  /** Whether a password is the one that was kept. */
  verify(hash: string, password: string): Promise<boolean>
  /** Opens a session: gives the cookies to set, or null when address and password do not belong together. */
  signIn(who: { email: string; password: string }, visit: Visit): Promise<string[] | null>
  /** Ends the session of a cookie: gives the cookies to set. */
  signOut(visit: Visit): Promise<string[]>
  /** The session that a cookie opens; null when there is none, or it has ended. */
  findSession(cookie: string): Promise<{ session: string; user: string } | null>
}

type Options = {
  db: AccountDatabase
  /** File of the key that signs cookies; made when it is missing. */
  keyFile: string
  /** Whether people reach the instance by HTTPS, so that cookies may go by nothing else. */
  secure: boolean
}

/** How long a session lasts, in seconds; then people sign in again. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** Longest password, in characters: hashing costs time. */
export const PASSWORD_LIMIT = 1000

/** Names of better-auth's columns in our tables. */
const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
const schema = {
  session: { fields: { activeOrganizationId: 'active_organization_id' } },
  organization: { modelName: 'organizations', fields: { createdAt: 'created_at' } },
  member: {
    modelName: 'members',
    fields: { organizationId: 'organization_id', userId: 'user_id', createdAt: 'created_at' },
  },
  invitation: {
    modelName: 'invitations',
    fields: {
      organizationId: 'organization_id',
      inviterId: 'inviter_id',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
    },
  },
}
const models = {
  user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...times } },
  session: {
    modelName: 'sessions',
    fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
    expiresIn: SESSION_SECONDS,
    disableSessionRefresh: true,
  },
  account: {
    modelName: 'credentials',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...times,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...times } },
}

/**
 * Opens better-auth on our tables. It judges passwords and keeps sessions; users, organisations and their changes are
 * written by our own use cases, each in one transaction with its mail, agreement and trail, which its hooks cannot do.
 */
export async function openAuth({ db, keyFile, secure }: Options): Promise<Auth> {
  const auth = createAuth({ db, secure, secret: await keepKey(keyFile) })
  const { password } = await auth.$context
  return {
    hash: (text) => password.hash(text),
    verify: (hash, text) => password.verify({ hash, password: text }),
    signIn: async (who, visit) => {
      const headers = headersOf(visit)
      const answer = await auth.api.signInEmail({ body: who, headers, asResponse: true })
      if (answer.status === 200) return answer.headers.getSetCookie()
      if (answer.status < 500) return null
      throw new AppError('internal', 'Signing in failed on our side.')
    },
    signOut: async (visit) => {
      const answer = await auth.api.signOut({ headers: headersOf(visit), asResponse: true })
      return answer.headers.getSetCookie()
    },
    findSession: async (cookie) => {
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
      return found ? { session: found.session.id, user: found.user.id } : null
    },
  }
}

function createAuth({ db, secure, secret }: Omit<Options, 'keyFile'> & { secret: string }) {
  const name = secure ? '__Host-fairlist_session' : 'fairlist_session'
  return betterAuth({
    // Only for links and checks of requests that go to better-auth itself; none do.
    baseURL: 'http://localhost',
    secret,
    database: { db, type: 'postgres', schemaName: 'registration', transaction: true },
    ...models,
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      maxPasswordLength: PASSWORD_LIMIT,
    },
    plugins: [organization({ schema })],
    advanced: {
      useSecureCookies: false, // the prefix __Host- says more than its __Secure-
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      cookies: { session_token: { name } },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
    },
    rateLimit: { enabled: false }, // ours counts by address and account
    logger: { disabled: true }, // it names people
    telemetry: { enabled: false },
  })
}

function headersOf({ address, browser, cookie }: Visit): Headers {
  return new Headers({ cookie, 'x-client-address': address, 'user-agent': browser })
}

async function keepKey(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (kept === null) {
    const key = randomBytes(32).toString('hex')
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFileAtomic(path, `${key}\n`, { mode: 0o600 })
    return key
  }
  if (/^[0-9a-f]{64}\s*$/.test(kept)) return kept.trim()
  throw new AppError('internal', 'keys/accounts.key is damaged: it must hold 64 hex digits. Restore it from a backup.')
}
