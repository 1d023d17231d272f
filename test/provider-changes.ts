import type { LightMyRequestResponse } from 'fastify'

type Change = () => Promise<{
  url: string
  body?: object
  headers?: Record<string, string>
  action: string
  row: string | null
  schema: 'intake'
}>
type Inject = (method: 'POST', url: string, body?: object) => Promise<LightMyRequestResponse>
type Made = { id: string; contract: { contract: string } | null }

/** Every route by which staff works on providers, with a way to try it. */
export function providerChanges(inject: Inject): Record<string, Change> {
  const enter = async () => (await inject('POST', '/v1/providers', { name: 'Example Lists' })).json<Made>()
  const agree = async () => {
    const { id } = await enter()
    return (await inject('POST', `/v1/providers/${id}/contracts`, { resale: true })).json<Made>()
  }
  const common = { schema: 'intake' } as const
  const last = (table: string, provider: string) =>
    `SELECT xmin::text AS tx FROM ${table} WHERE provider = '${provider}' ORDER BY id DESC LIMIT 1`
  return {
    'POST /v1/providers': async () => ({
      ...common,
      url: '/v1/providers',
      body: { name: 'Example Lists' },
      action: 'provider.create',
      row: 'SELECT xmin::text AS tx FROM providers ORDER BY created_at DESC, id DESC LIMIT 1',
    }),
    'POST /v1/providers/{id}/contracts': async () => {
      const { id } = await enter()
      const body = { resale: false, territory: ['DE'] }
      const row = last('contracts', id)
      return { ...common, url: `/v1/providers/${id}/contracts`, body, action: 'provider.contract', row }
    },
    'POST /v1/providers/{id}/contracts/{contract}/end': async () => {
      const { id, contract } = await agree()
      const url = `/v1/providers/${id}/contracts/${contract?.contract}/end`
      return { ...common, url, body: {}, action: 'provider.end', row: last('contracts', id) }
    },
    'POST /v1/providers/{id}/batches': async () => {
      const { id } = await agree()
      const form = new FormData()
      form.set('file', new Blob([`name,email\nAda Example,ada@${id}.example\n`]), 'june.csv')
      const sent = new Request('http://localhost/', { method: 'POST', body: form })
      const headers = { 'content-type': sent.headers.get('content-type') ?? '' }
      const body = Buffer.from(await sent.arrayBuffer())
      // The row is written once more when the file is in its place, by which its transaction is another.
      return { ...common, url: `/v1/providers/${id}/batches`, body, headers, action: 'provider.deliver', row: null }
    },
  }
}
