import { Button, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { providers, type Provider, type ProviderItem } from '../../api/providers.ts'
import { post } from '../../api/request.ts'
import { formatCount, formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { ContractState } from './contract-state.tsx'
import { Empty } from './empty.tsx'
import { territoryOf } from './territory-of.ts'

function EnterForm() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const enter = useMutation({
    mutationFn: () => post<Provider>('/v1/providers', { name: name.trim() }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['/v1/providers'] })
      await navigate({ to: '/operate/providers/$provider', params: { provider: id } })
    },
  })
  return (
    <form
      className={page['filters']}
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <TextInput
        label="A new provider"
        placeholder="Its name, for this instance alone"
        maxLength={200}
        value={name}
        error={mistakeAt(enter.error, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ''} loading={enter.isPending}>
        Enter it
      </Button>
      {mistakeAt(enter.error, 'name') === undefined ? <Trouble error={enter.error} /> : null}
    </form>
  )
}

function Line({ item, now }: { item: ProviderItem; now: number }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/operate/providers/$provider" params={{ provider: item.id }}>
          {item.name}
        </Link>
      </th>
      <td>
        <ContractState state={item.state} contract={item.contract} now={now} />
      </td>
      <td data-label="Territory">{item.contract === null ? '–' : territoryOf(item.contract)}</td>
      <td data-label="Resale">{item.contract === null ? '–' : item.contract.resale ? 'Yes' : 'No'}</td>
      <td className={page['number']} data-label="Rows">
        {formatCount(item.rows)}
      </td>
      <td data-label="Delivered last">{formatDate(item.delivered)}</td>
    </tr>
  )
}

/** Who delivers under contract, and where each contract stands. */
export function ProvidersPage() {
  const list = useQuery(providers())
  useTitle('Providers')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Providers</Title>
      </div>
      <p className={page['lead']}>
        What a provider delivers is used as long as its contract runs. When it ends, what it alone supports is hidden at
        once, and the next edition is built without it.
      </p>
      <EnterForm />
      <Shown query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text="Enter a provider, write its contract down, then deliver files here or with fairlist provide." />
          ) : (
            <section className={`${page['card']} ${page['scroll']}`} aria-label="Providers">
              <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
                <thead>
                  <tr>
                    <th scope="col">Provider</th>
                    <th scope="col">Contract</th>
                    <th scope="col">Territory</th>
                    <th scope="col">Resale</th>
                    <th scope="col" className={page['number']}>
                      Rows
                    </th>
                    <th scope="col">Delivered last</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <Line key={item.id} item={item} now={list.dataUpdatedAt} />
                  ))}
                </tbody>
              </table>
            </section>
          )
        }
      </Shown>
    </div>
  )
}
