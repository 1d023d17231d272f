import { useFrame } from './frame-context.ts'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'
import { ScrollRegion } from './scroll-region.tsx'

type Props = Pages['cookies']

/** Which cookies there are, and the choice about those that remember preferences. */
export function CookiesPage({ cookies, choice, saved, policy }: Props) {
  const { gpc } = useFrame()
  return (
    <Page
      title="Cookies"
      lead="Two kinds: one that keeps you signed in, and one that remembers how you like things. None follows you, none is from others."
      listed
    >
      {saved ? (
        <Notice
          tone="done"
          title={
            choice === 'declined' ? 'Preference cookies are declined and deleted' : 'Preference cookies are allowed'
          }
        />
      ) : null}
      <Notice
        tone={gpc ? 'done' : 'plain'}
        title={
          gpc
            ? 'Your browser sends a Global Privacy Control signal'
            : 'Your browser sends no Global Privacy Control signal'
        }
      >
        <p>
          {gpc
            ? 'It is honoured: nothing about your visit is sold or shared, and your visit is left out of all statistics.'
            : 'Nothing about your visit is sold or shared either way. With the signal your visit is left out of all statistics, too.'}
        </p>
      </Notice>
      <h2>Preference cookies</h2>
      <p>
        {gpc
          ? 'The signal declines them for you: none is set. Everything works, but choices such as density are forgotten when you leave.'
          : choice === 'declined'
            ? 'You declined them: none is set. Everything works, but choices such as density are forgotten when you leave.'
            : choice === 'allowed'
              ? 'You allowed them. You can decline at any time; those that are set are deleted.'
              : 'You have not said anything yet. You can decline them; everything works without.'}
      </p>
      {gpc ? null : <Choice declined={choice === 'declined'} />}
      <h2>All of them</h2>
      <Cookies cookies={cookies} />
      {policy ? (
        <p className="small quiet">
          In full: <a href={policy.href}>{policy.title}</a> (version {policy.version})
        </p>
      ) : null}
    </Page>
  )
}

function Choice({ declined }: { declined: boolean }) {
  return (
    <form method="post" action="/cookies">
      <p className="actions">
        <button className={declined ? 'second' : undefined} name="preferences" value="decline">
          Decline
        </button>
        <button className="second" name="preferences" value="allow">
          Allow
        </button>
      </p>
    </form>
  )
}

function Cookies({ cookies }: Pick<Props, 'cookies'>) {
  return (
    <ScrollRegion label="All cookies">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">What for</th>
            <th scope="col">How long</th>
          </tr>
        </thead>
        <tbody>
          {cookies.map(({ name, purpose, kept, kind }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>
                {purpose}
                {kind === 'session' ? ' (needed for signing in)' : ' (preference)'}
              </td>
              <td>{kept}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
