/** How Fairlist reaches mail servers. Without one, nothing leaves the machine. */
export type Egress = {
  /** Port of mail hosts: 25, but in tests. */
  port: number
  /** Name that we give in EHLO: should resolve to where we call from, and back. */
  helo: string
  /** Sender of the envelope; empty for the null sender `<>`. */
  sender: string
  /** SOCKS5 proxy (RFC 1928) that every conversation goes through; null for none. */
  proxy: SocksProxy | null
  /** Name servers as `address` or `address:port`; null for those of the machine. */
  nameServers: readonly string[] | null
  /** Whether hosts of private networks may be called: a domain's owner chooses where its MX points, so not without reason. */
  privateHosts: boolean
}

export type SocksProxy = { host: string; port: number; user: string; password: string }

/** How fast, and how patiently. */
export type Pace = {
  /** Milliseconds. A tarpit gives up nothing: we do. */
  connectTimeout: number
  replyTimeout: number
  dnsTimeout: number
  /** Domains worked on at once. */
  domains: number
  /** Connections to one provider at once. */
  linesPerProvider: number
  /** Recipients on one connection, after which it is ended. */
  recipientsPerLine: number
  /** Milliseconds between two recipients at one provider. */
  gap: number
  /** Milliseconds that an idle connection is kept for the next address of its host. */
  idle: number
  /** Seconds that a put off address is waited for within a run. */
  patience: number
  /** Length of a second of such waiting, in milliseconds: 1000, but in tests. */
  second: number
}

/** Slow enough that nobody minds: RFC 5321 allows replies of five minutes, which no mailbox is worth. */
export const courteousPace: Pace = {
  connectTimeout: 15_000,
  replyTimeout: 45_000,
  dnsTimeout: 5000,
  domains: 32,
  linesPerProvider: 2,
  recipientsPerLine: 50,
  gap: 250,
  idle: 3000,
  patience: 900,
  second: 1000,
}
