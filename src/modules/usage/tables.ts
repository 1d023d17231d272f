/** A row of `registration.usage`: who did what, when and from where. */
export type UsageTable = {
  at: Date
  action: string
  account: string | null
  remote_address: string | null
  browser: string | null
  gpc: boolean
}

/** The tables that this module owns. */
export type UsageTables = { usage: UsageTable }
