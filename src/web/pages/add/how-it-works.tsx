import page from '../../components/page.module.css'
import classes from './add-page.module.css'

const steps: [string, string][] = [
  [
    'Files go in',
    'Each file is a batch of one source. Rows that cannot be read are kept aside with the reason; they never stop a good file.',
  ],
  [
    'Each value is cleaned once',
    'E-mail addresses, telephone numbers, names, titles, companies and addresses get a clean form, a verdict and the reasons for it.',
  ],
  [
    'Records become people and companies',
    'Records of the same person are found and merged; of every field the best-supported value survives, with its confidence.',
  ],
  [
    'The result is an edition',
    'It never changes. The next build makes the next one; any two can be compared, and going back takes one click.',
  ],
]

/** How a database is built, in four sentences. */
export function HowItWorks() {
  return (
    <section className={page['card']} id="how" aria-label="How this works" tabIndex={-1}>
      <h2>How this works</h2>
      <ol className={classes['how']}>
        {steps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <p className="quiet">{text}</p>
          </li>
        ))}
      </ol>
      <div className={page['inside']}>
        Fairlist holds business data only: columns with birth dates, home addresses, gender and the like are dropped as
        a file comes in.
      </div>
    </section>
  )
}
