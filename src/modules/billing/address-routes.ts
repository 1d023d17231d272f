import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { findBillingAddress, setBillingAddress } from './billing-address.ts'
import { requireAccount } from './billing-dependencies.ts'
import type { BillingRouteDependencies } from './routes.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'
import { findSeller, setSeller } from './seller.ts'

const tags = ['Billing']

/** Where invoices go, and who sends them. */
export function addressRoutes(app: HttpApp, dependencies: BillingRouteDependencies): void {
  const { db, issueSoon } = dependencies
  app.get(
    '/v1/billing-address',
    {
      config: access.own,
      schema: { tags, summary: 'Where invoices go', response: { 200: schemas.BillingAddressAnswer } },
    },
    async (request) => ({ address: await findBillingAddress(db, requireAccount(request).account) }),
  )
  app.put(
    '/v1/billing-address',
    {
      config: access.own,
      schema: {
        tags,
        summary: 'Set where invoices go',
        description: 'No field takes the number of a card.',
        body: schemas.NewBillingAddress,
        response: { 200: schemas.BillingAddressAnswer },
      },
    },
    async (request) => {
      const { account } = requireAccount(request)
      await setBillingAddress(dependencies, { account, address: request.body, actor: actorOf(request) })
      await issueSoon()
      return { address: request.body }
    },
  )
  app.get(
    '/v1/operator/billing/seller',
    {
      config: access.operate,
      schema: { tags, summary: 'Who sends invoices', response: { 200: schemas.SellerAnswer } },
    },
    async () => ({ seller: await findSeller(db) }),
  )
  app.post(
    '/v1/operator/billing/seller',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'Set who sends invoices, from now on',
        body: schemas.NewSeller,
        response: { 200: schemas.SellerAnswer },
      },
    },
    async (request) => {
      await setSeller(dependencies, { seller: request.body, actor: actorOf(request) })
      await issueSoon()
      return { seller: request.body }
    },
  )
}
