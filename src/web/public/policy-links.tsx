import { Fragment } from 'react'
import type { PolicyLink } from './pages.ts'

/** Policies in a sentence, each with its version: `the privacy policy (version 2) and the terms of use (version 1)`. */
export function PolicyLinks({ policies }: { policies: PolicyLink[] }) {
  return policies.map((policy, index) => (
    <Fragment key={policy.href}>
      {index === 0 ? '' : index === policies.length - 1 ? ' and ' : ', '}
      <a href={policy.href}>{policy.title}</a> (version {policy.version})
    </Fragment>
  ))
}
