import type { Upload } from '../../modules/editions/index.ts'
import { RequestError, type Problem } from './request.ts'

function failure(status: number, text: string): RequestError {
  const unreachable = {
    title: 'The file did not arrive',
    status,
    detail: 'The connection ended before the file was read.',
    errors: [],
  }
  if (status === 0) return new RequestError(unreachable)
  try {
    return new RequestError({ ...unreachable, ...(JSON.parse(text) as Partial<Problem>) })
  } catch {
    return new RequestError({ ...unreachable, detail: `The server answered with status ${status}.` })
  }
}

type Options = {
  /** Where files are taken (default: those of the next build). */
  path?: string
  /** What goes beside the file. */
  parts?: Record<string, string>
}

/**
 * Sends a file to an address that takes files and gives the answer. `onShare` hears how much has been sent, 0–1.
 * @throws RequestError
 */
export function uploadFile<Answer = Upload>(
  file: File,
  onShare: (share: number) => void,
  { path = '/v1/uploads', parts = {} }: Options = {},
): Promise<Answer> {
  // fetch cannot tell how far an upload has come.
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open('POST', path)
    sending.setRequestHeader('accept', 'application/json')
    sending.upload.addEventListener('progress', (event) => onShare(event.total === 0 ? 1 : event.loaded / event.total))
    sending.addEventListener('load', () => {
      if (sending.status >= 200 && sending.status < 300) resolve(JSON.parse(sending.responseText) as Answer)
      else reject(failure(sending.status, sending.responseText))
    })
    sending.addEventListener('error', () => reject(failure(0, '')))
    const form = new FormData()
    // The server reads the parts before the file.
    for (const [name, text] of Object.entries(parts)) form.append(name, text)
    form.append('file', file)
    sending.send(form)
  })
}
