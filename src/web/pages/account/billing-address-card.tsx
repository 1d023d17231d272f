import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { billingAddress, invoices, type BillingAddress } from '../../api/billing.ts'
import { put } from '../../api/request.ts'
import { asTexts, FieldsForm, type FormField } from '../../components/fields-form.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'

const fields: FormField[] = [
  { name: 'name', label: 'Company', needed: true, autoComplete: 'organization' },
  { name: 'attention', label: 'To the attention of', autoComplete: 'name' },
  { name: 'street', label: 'Street', needed: true, autoComplete: 'street-address' },
  { name: 'postcode', label: 'Postcode', autoComplete: 'postal-code' },
  { name: 'city', label: 'City', needed: true, autoComplete: 'address-level2' },
  { name: 'region', label: 'State or region', autoComplete: 'address-level1' },
  { name: 'country', label: 'Country', about: 'Two letters, such as DE.', needed: true, autoComplete: 'country' },
  { name: 'vatId', label: 'VAT number', about: 'With the two letters of its country.' },
  { name: 'reference', label: 'Your reference', about: 'It stands on every invoice: an order number, say.' },
]

/** Where invoices go. There is no field for a card, and none takes the number of one. */
export function BillingAddressCard() {
  const query = useQuery(billingAddress())
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (typed: Record<string, string>) =>
      put<{ address: BillingAddress }>('/v1/billing-address', { ...typed, country: typed['country']?.toUpperCase() }),
    onSuccess: async (answer) => {
      client.setQueryData(billingAddress().queryKey, answer)
      await client.invalidateQueries({ queryKey: invoices().queryKey })
    },
  })
  return (
    <section className={page['card']} aria-label="Where invoices go">
      <h2>Where invoices go</h2>
      <Shown query={query}>
        {({ address }) => (
          <FieldsForm
            fields={fields}
            values={asTexts(address)}
            submit="Save the address"
            isBusy={save.isPending}
            error={save.error}
            onSubmit={(typed) => save.mutate(typed)}
          />
        )}
      </Shown>
      {save.isSuccess ? (
        <div className={page['inside']}>
          <Said>Saved. What waits for an address is invoiced now.</Said>
        </div>
      ) : null}
    </section>
  )
}
