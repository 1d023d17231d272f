import { Checkbox } from './checkbox.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

const count = new Intl.NumberFormat('en')
const TAKEN = '.csv,.tsv,.txt,.xlsx,.json,.jsonl,.vcf,.gz,.zip'

/** Takes a file of contacts to say how good it is. Works without script; with it, files can be dropped and progress is seen. */
export function ScanPage({ error, industries, sizes, limits }: Pages['scan']) {
  return (
    <Page
      title="How healthy is your contact list?"
      lead="Send a file and see in seconds how many addresses can be written to, how complete it is, which numbers can be dialled, and how many entries are there twice. No account."
      mistakes={error !== null}
      script="/scan.js"
      listed
    >
      <ErrorSummary error={error} mistakes={[]} />
      <section id="scan-failed" className="summary" role="alert" hidden>
        <h2>This did not work</h2>
        <p />
      </section>
      <Form action="/scan" submit="Scan the file" files>
        <div className="field drop">
          <label htmlFor="file">Your file</label>
          <p className="why" id="file-why">
            CSV, Excel, JSON or vCards, also as gzip or ZIP. Up to {limits.megabytes} MB and {count.format(limits.rows)}{' '}
            rows. Choose it, or drop it here.
          </p>
          <input
            id="file"
            name="file"
            type="file"
            accept={TAKEN}
            aria-required
            aria-describedby="file-why"
            data-megabytes={limits.megabytes}
          />
        </div>
        <Choices name="industry" label="Your industry" why="To compare with others like you." choices={industries} />
        <Choices name="size" label="People in your company" choices={sizes} />
        <Checkbox name="keep">
          Keep the counts of this scan, so that others can compare: the day, the number of rows, what you chose above,
          and the four shares. Never a row, a name or an address. As nothing says whose they are, they cannot be taken
          back. Files below {limits.fewestRows} rows are not counted.
        </Checkbox>
      </Form>
      <Progress />
      <h2>What happens with the file</h2>
      <p>
        It is read on this server, by nobody but the program, and removed as soon as it was read. The result is held in
        memory for an hour, for whoever has its link, and then it is gone. Unless you tick the box, nothing of it stays.
        That this page was used is noted in the log of usage, like every page; not what was sent.
      </p>
    </Page>
  )
}

type ChoicesProps = { name: string; label: string; why?: string; choices: { value: string; label: string }[] }

function Choices({ name, label, why, choices }: ChoicesProps) {
  return (
    <div className="field">
      <label htmlFor={name}>
        {label} <span className="quiet">(optional)</span>
      </label>
      {why ? (
        <p className="why" id={`${name}-why`}>
          {why}
        </p>
      ) : null}
      <select id={name} name={name} defaultValue="" aria-describedby={why ? `${name}-why` : undefined}>
        <option value="">Not said</option>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What the script fills while the file is sent and read. */
function Progress() {
  return (
    <section id="scan-progress" className="card" aria-label="Progress" hidden>
      <p role="status">Sending</p>
      <progress max={1} value={0} aria-label="How far it is" />
      <dl className="facts" />
    </section>
  )
}
