import { Coming } from './coming.tsx'
import { useFrame } from './frame-context.ts'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** What this is, what changes soon, and the ways on. */
export function HomePage({ coming, edition, hours }: Pages['home']) {
  const { user, site } = useFrame()
  return (
    <Page title="Business contacts, kept fairly" width="wide" listed lead={<Lead edition={edition} site={site} />}>
      {coming.map((policy) => (
        <Coming key={policy.href} policy={policy} />
      ))}
      <p className="actions">
        {user ? (
          <a className="button" href="/search">
            Go to search
          </a>
        ) : (
          <>
            <a className="button" href="/sign-in">
              Sign in
            </a>
            <a className="button second" href="/sign-up">
              Open an account
            </a>
          </>
        )}
      </p>
      <Ways hours={hours} />
      <h2>What we promise</h2>
      <ul className="promises">
        <li>Only what belongs to people’s work is listed: no home address, no birth date, nothing sensitive.</li>
        <li>
          What you tell us when you register never enters the contact database. It is never sold, rented or shared.
        </li>
        <li>Whoever does not want to be listed is out at once, everywhere, and stays out.</li>
        <li>We write or call only where you said yes, and one click ends it.</li>
        <li>A policy changes only after it was announced here and by mail.</li>
      </ul>
    </Page>
  )
}

const count = new Intl.NumberFormat('en')

function Lead({ edition, site }: { edition: Pages['home']['edition']; site: string }) {
  const what = `${site} is a database of people at work and the companies they work for`
  if (!edition) return `${what}: put together from many sources, cleaned and verified.`
  const { contacts, companies } = edition
  return `${what}: ${count.format(contacts)} people at ${count.format(companies)} companies, each entry cleaned, verified and dated.`
}

function Ways({ hours }: { hours: string | null }) {
  const ways = [
    {
      href: '/stop',
      label: 'Do not sell or list my data',
      text: 'One field, and you are out, at once. No account, no proof.',
    },
    {
      href: '/your-data',
      label: 'See what is held about you',
      text: 'Every field, and who received it. Have it corrected or deleted.',
    },
    {
      href: '/scan',
      label: 'How healthy is your contact list?',
      text: 'Send a file, see how good it is. No account, and nothing is kept.',
    },
    {
      href: '/register/information-request',
      label: 'Ask for information',
      text: 'Put a question. A person answers by e-mail.',
    },
    {
      href: '/register/subscription',
      label: 'Subscribe to our news',
      text: 'What is new, about once a month. One click ends it.',
    },
    {
      href: '/policies',
      label: 'Read the policies',
      text: 'Privacy, terms, contributions, cookies: every version, with what changed.',
    },
    {
      href: '/contact',
      label: 'Contact us',
      text: hours ? `A person is there: ${hours}.` : 'How and when to reach a person.',
    },
  ]
  return (
    <ul className="ways">
      {ways.map(({ href, label, text }) => (
        <li key={href}>
          <a href={href}>{label}</a>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  )
}
