import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { why, type Explanation } from '../../api/review.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { HandParts } from './hand-parts.tsx'
import { SaidRecords } from './said-records.tsx'
import { SplitForm } from './split-form.tsx'
import { Waterfall } from './waterfall.tsx'

const route = getRouteApi('/operate/contacts/$id/why')

const decisions: Record<string, string> = {
  only: 'the only one',
  support: 'more sources',
  recency: 'seen more recently',
  sureness: 'cleaned more surely',
  rule: 'the rules of its field',
}

function Won({ fields }: Pick<Explanation, 'fields'>) {
  return (
    <section className={page['card']} aria-label="Which value won">
      <h2>Which value won</h2>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            {['Field', 'Value', 'Sources', 'By', 'Not'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, decided, candidates: [won, ...lost] }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td data-label="Value">{won?.value}</td>
              <td data-label="Sources">{won?.support}</td>
              <td data-label="By">{decisions[decided] ?? decided}</td>
              <td data-label="Not">{lost.map(({ value }) => value).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Why the records of a contact are one, and which value won each field. */
export function WhyPage() {
  const { id } = route.useParams()
  const query = useQuery(why(id))
  useTitle('Why this contact')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Why {id} is one contact</Title>
      </div>
      <Shown query={query}>
        {({ records, ties, hand, fields }) => (
          <>
            <p>
              <Link className={page['link']} to="/search" search={{ open: id }}>
                Show the contact
              </Link>
            </p>
            <HandParts parts={hand} />
            <SaidRecords label="What its records say" records={records} />
            {ties.map((tie) => (
              <Waterfall key={`${tie.a} ${tie.b}`} tie={tie} label={`Records ${tie.a + 1} and ${tie.b + 1}`} />
            ))}
            <Won fields={fields} />
            <SplitForm key={id} id={id} records={records} />
          </>
        )}
      </Shown>
    </div>
  )
}
