import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { account, type Account } from '../../api/account.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { MembersCard } from './members-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

function WhoCard({ who }: { who: Account }) {
  return (
    <section className={page['card']} aria-label="Who you are here">
      <h2>Who you are here</h2>
      <dl className={`${page['facts']} ${page['inside']}`}>
        <dt>Name</dt>
        <dd>{who.name}</dd>
        <dt>E-mail address</dt>
        <dd>{who.email}</dd>
        <dt>Organisation</dt>
        <dd>
          {who.organisation === null ? 'None' : `${who.organisation.name}, where you are ${who.organisation.role}`}
        </dd>
        {who.staff.length === 0 ? null : (
          <>
            <dt>For this instance</dt>
            <dd>{who.staff.map((role) => role.replace('-', ' ')).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function RightsCard() {
  return (
    <section className={page['card']} aria-label="What you agreed to, and what you get">
      <h2>What you agreed to, and what you get</h2>
      <div className={page['inside']}>
        <p>
          The{' '}
          <a className={page['link']} href="/policies">
            policies
          </a>{' '}
          say what holds between you and this instance, with every earlier version. A change is announced before it
          holds, and you are asked when it touches your rights.
        </p>
        <p>
          What reaches you by mail, post or telephone is yours to choose:{' '}
          <a className={page['link']} href="/preferences">
            your preferences
          </a>
          . Something is not right?{' '}
          <a className={page['link']} href="/feedback">
            Tell us
          </a>
          .
        </p>
      </div>
    </section>
  )
}

/** Without an operator there are no accounts, and so nothing to show here yet. */
function NoAccountYet() {
  return (
    <section className={page['card']}>
      <div className={page['empty']}>
        <p>Nobody has an account here yet</p>
        <p>
          Whoever sits at this machine may do everything.{' '}
          <a className={page['link']} href="/first-operator">
            Become the operator
          </a>
          , and this page is about you.
        </p>
      </div>
    </section>
  )
}

/** One's own account: who one is, who else is in the organisation, the password, and where one is signed in. */
export function AccountPage() {
  const who = useQuery(account())
  useTitle('Account')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Account</Title>
      </div>
      <Shown query={who}>
        {(known) =>
          known.kind === 'local' ? (
            <NoAccountYet />
          ) : (
            <>
              <WhoCard who={known} />
              {known.organisation === null ? null : <MembersCard who={known} />}
              <SessionsCard />
              <PasswordCard />
              <RightsCard />
            </>
          )
        }
      </Shown>
    </div>
  )
}
