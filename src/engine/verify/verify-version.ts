import { kinds } from '../clean/index.ts'

/**
 * Versions of everything that decided: the rules and phrases of this folder (raise it when an answer may come out otherwise),
 * and the cleaner's lists of providers, roles and throw-away domains. Stored with every verdict.
 */
export const verifyVersion = `verify-1 email-${kinds.email.version}`
