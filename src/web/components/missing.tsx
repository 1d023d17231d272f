import { RequestError } from '../api/request.ts'
import { Failure } from './failure.tsx'

/** Says that what an address names is not there, as the server would. */
export function Missing({ title, detail }: { title: string; detail: string }) {
  return <Failure isPage error={new RequestError({ title, status: 404, detail, errors: [] })} />
}
