/** One message on its way out. */
export type Parcel = {
  /** Our id of it: a file name, safe in a path. */
  id: string
  /** Envelope: the sender's address and the recipient's. */
  from: string
  to: string
  bytes: Buffer
}

/** How it went. `answer` is the server's own word, for the operator to read; it may name the recipient. */
export type Delivery = {
  /**
   * `sent`: the other side has it · `refused`: never will, for this message · `deferred`: not now, for this message ·
   * `trouble`: the server cannot be reached or does not let us send at all.
   */
  outcome: 'sent' | 'refused' | 'deferred' | 'trouble'
  answer: string
}

/** A way out for mail. */
export type MailTransport = {
  kind: 'smtp' | 'folder'
  /** How many messages may be handed over at once. */
  connections: number
  /** Hands one message over; never throws for what may happen to mail. */
  deliver(parcel: Parcel): Promise<Delivery>
  close(): Promise<void>
}
