import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { provider, type Contract, type Provider } from '../../api/providers.ts'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { ContractEnding } from './contract-ending.tsx'
import { ContractForm } from './contract-form.tsx'
import { ContractState } from './contract-state.tsx'
import { DeliveryForm } from './delivery-form.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { territoryOf } from './territory-of.ts'

function Contracts({ contracts, now }: { contracts: Contract[]; now: number }) {
  return (
    <section className={page['card']} aria-label="Contracts">
      <h2>Contracts</h2>
      {contracts.length === 0 ? (
        <div className={page['inside']}>There is none yet. Write one down before anything is delivered.</div>
      ) : (
        <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
          <thead>
            <tr>
              {['From', 'State', 'Territory', 'Resale'].map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {contracts.map((contract) => (
              <tr key={contract.contract}>
                <th scope="row">{formatDate(contract.starts)}</th>
                <td>
                  <ContractState state={contract.state} contract={contract} now={now} />
                </td>
                <td data-label="Territory">{territoryOf(contract)}</td>
                <td data-label="Resale">{contract.resale ? 'Yes' : 'No'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Detail({ found, now }: { found: Provider; now: number }) {
  const { id, name, state, contract, contracts } = found
  return (
    <>
      <div className={page['head']}>
        <Title order={1}>{name}</Title>
      </div>
      {state === 'running' ? <DeliveryForm id={id} /> : null}
      <Contracts contracts={contracts} now={now} />
      <DeliveryList id={id} />
      <div className={page['pair']}>
        {state === 'running' && contract !== null ? (
          <ContractEnding key={contract.contract} id={id} contract={contract} />
        ) : null}
        <ContractForm id={id} />
      </div>
    </>
  )
}

/** One provider: its contracts, what it delivered, a file to deliver, and the end. */
export function ProviderPage() {
  const { provider: id } = useParams({ from: '/operate/providers/$provider' })
  const one = useQuery(provider(id))
  useTitle('Provider')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/providers">All providers</Link>
      </p>
      <Shown query={one}>{(found) => <Detail found={found} now={one.dataUpdatedAt} />}</Shown>
    </div>
  )
}
