import { Checkbox } from './checkbox.tsx'
import { Day } from './day.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'
import { ScrollRegion } from './scroll-region.tsx'

type Props = Pages['preferences']

const done: Record<NonNullable<Props['notice']>, { title: string; text: string }> = {
  saved: { title: 'Your choices are saved', text: 'They hold from now on.' },
  unchanged: { title: 'Nothing had to be changed', text: 'Everything is as you want it already.' },
  withdrawn: { title: 'Withdrawn', text: 'It holds from now on. Nothing else was changed.' },
  unsubscribed: { title: 'You are unsubscribed', text: 'It holds from now on. There is nothing more to do.' },
  everything: {
    title: 'Everything is withdrawn',
    text: 'We neither write nor call any more, but for what an account of yours needs: confirmations, renewals, security.',
  },
}

/** Who may write or call about what: seen and changed by signed link, without signing in. */
export function PreferencesPage(props: Props) {
  const { address, notice, oneClick, given, everything, action, policy } = props
  return (
    <Page
      title="Your preferences"
      lead={
        <>
          For <strong>{address}</strong>. No password is needed: you came by a link that only your mailbox knows.
        </>
      }
    >
      {notice ? (
        <Notice tone="done" title={done[notice].title}>
          <p>{done[notice].text}</p>
        </Notice>
      ) : null}
      {oneClick ? <OneClick {...oneClick} /> : null}
      <h2>What you allow now</h2>
      {given.length === 0 ? <p>Nothing. We neither write nor call, but for what you asked for yourself.</p> : null}
      <ul className="rows">
        {given.map(({ label, value }) => (
          <li key={value}>
            <form method="post" action={action}>
              <span>{label}</span>
              <button className="second" name="withdraw" value={value}>
                Withdraw <span className="visually-hidden">{label}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      {everything ? (
        <form method="post" action={action}>
          <p className="actions">
            <button className="second" name="withdraw" value="everything">
              Withdraw everything
            </button>
          </p>
        </form>
      ) : null}
      <Choices {...props} />
      <History history={props.history} />
      <p className="small quiet">
        How we keep these choices: <a href={policy.href}>privacy policy</a> (version {policy.version}).
      </p>
    </Page>
  )
}

function OneClick({ label, action }: NonNullable<Props['oneClick']>) {
  return (
    <section className="card" aria-labelledby="one-click">
      <h2 id="one-click">Stop: {label}</h2>
      <p>You came from a mail of this kind. One click ends it, at once.</p>
      <form method="post" action={action}>
        <p className="actions">
          <button name="List-Unsubscribe" value="One-Click">
            Unsubscribe
          </button>
        </p>
      </form>
    </section>
  )
}

function Choices({ topics, action }: Props) {
  return (
    <>
      <h2>Choose one by one</h2>
      <p>Ticked means yes, not ticked means no. It counts when you save.</p>
      <form method="post" action={action}>
        {topics.map((topic) => (
          <fieldset className="choices" key={topic.name}>
            <legend>{topic.label}</legend>
            <p className="why">{topic.about}</p>
            <div className="ticks">
              {topic.boxes.map((box) => (
                <Checkbox key={box.name} name={box.name} ticked={box.ticked}>
                  {box.label}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        ))}
        <p className="actions">
          <button name="save" value="save">
            Save my choices
          </button>
        </p>
      </form>
    </>
  )
}

function History({ history }: Pick<Props, 'history'>) {
  if (history.length === 0) return null
  return (
    <details>
      <summary>What was recorded, and when</summary>
      <ScrollRegion label="Record of your choices">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">What</th>
              <th scope="col">How</th>
              <th scope="col">Privacy policy</th>
            </tr>
          </thead>
          <tbody>
            {history.map(({ at, what, how, policyVersion }) => (
              <tr key={`${at} ${what}`}>
                <td>
                  <Day date={at} />
                </td>
                <td>{what}</td>
                <td>{how}</td>
                <td>Version {policyVersion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}
