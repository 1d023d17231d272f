/** What is to be paid. */
export type Payable = { number: string; account: string; totalCents: number; currency: string }

/**
 * A way in which customers pay. It knows invoices by number and never hands anything about a card to Fairlist: whoever
 * types one does so on the processor's own pages.
 */
export type PaymentProcessor = {
  name: string
  /** Asks for the money. `waiting`: it comes later, and is told apart by the reference. */
  charge: (payable: Payable) => Promise<{ state: 'paid' | 'waiting'; reference: string }>
  /** Gives money back. `waiting`: somebody does it by hand. */
  refund: (payable: Payable & { reference: string }) => Promise<{ state: 'done' | 'waiting' }>
}

/** Payment by transfer: the invoice asks for it, an operator marks it as paid, and pays back by hand. */
export const invoiceProcessor: PaymentProcessor = {
  name: 'invoice',
  charge: async ({ number }) => ({ state: 'waiting', reference: number }),
  refund: async () => ({ state: 'waiting' }),
}
