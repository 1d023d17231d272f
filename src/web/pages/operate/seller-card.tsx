import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { seller as sellerQuery, type Seller } from '../../api/billing.ts'
import { post } from '../../api/request.ts'
import { asTexts, FieldsForm, type FormField } from '../../components/fields-form.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'

const PER_CENT = 100
const fields: FormField[] = [
  { name: 'name', label: 'Company', needed: true },
  { name: 'street', label: 'Street', needed: true },
  { name: 'postcode', label: 'Postcode' },
  { name: 'city', label: 'City', needed: true },
  { name: 'country', label: 'Country', about: 'Two letters, such as DE.', needed: true },
  { name: 'vatId', label: 'VAT number', about: 'With the two letters of its country.' },
  { name: 'iban', label: 'IBAN' },
  { name: 'bic', label: 'BIC' },
  { name: 'taxRate', label: 'Tax at home, per cent', needed: true },
  { name: 'paymentDays', label: 'Days to pay', needed: true },
]

function textsOf(seller: Seller | null): Record<string, string> {
  if (seller === null) return { taxRate: '19', paymentDays: '14' }
  return { ...asTexts(seller), taxRate: String(seller.taxRate / PER_CENT) }
}

function bodyOf(typed: Record<string, string>): object {
  return {
    ...typed,
    country: typed['country']?.trim().toUpperCase(),
    taxRate: Math.round(Number(typed['taxRate']?.replace(',', '.')) * PER_CENT),
    paymentDays: Number(typed['paymentDays']),
  }
}

/** Who sends invoices. What was sent stays as it was. */
export function SellerCard() {
  const query = useQuery(sellerQuery())
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (typed: Record<string, string>) =>
      post<{ seller: Seller }>('/v1/operator/billing/seller', bodyOf(typed)),
    onSuccess: async (answer) => {
      client.setQueryData(sellerQuery().queryKey, answer)
      await client.invalidateQueries({ queryKey: ['/v1/operator/invoices'] })
    },
  })
  return (
    <section className={page['card']} aria-label="Who sends the invoices">
      <h2>Who sends the invoices</h2>
      <Shown query={query}>
        {({ seller }) => (
          <FieldsForm
            fields={fields}
            values={textsOf(seller)}
            submit="Save"
            isBusy={save.isPending}
            error={save.error}
            onSubmit={(typed) => save.mutate(typed)}
          />
        )}
      </Shown>
      {save.isSuccess ? (
        <div className={page['inside']}>
          <Said>Saved: it stands on every invoice from now on.</Said>
        </div>
      ) : null}
    </section>
  )
}
