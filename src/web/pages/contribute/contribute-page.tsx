import { SegmentedControl, Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contributions, contributionTerms, type ContributionDetail } from '../../api/contributions.ts'
import { formatCounted } from '../../codes/format.ts'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { ContributionList } from './contribution-list.tsx'
import { GiveContact } from './give-contact.tsx'
import { GiveFile } from './give-file.tsx'
import { TermsCard } from './terms-card.tsx'

const ways = [
  { value: 'file', label: 'A file' },
  { value: 'contact', label: 'One contact' },
]

function sentenceOf({ rows, rejected, dropped }: ContributionDetail): string {
  const refused = rejected === 0 ? '' : ` ${formatCounted(rejected, 'row')} refused; open it below to see why.`
  const left = dropped.length === 0 ? '' : ` Left out: ${dropped.join(', ')}.`
  return `Thank you. ${formatCounted(rows, 'row')} taken, for the next edition.${refused}${left}`
}

function Give() {
  const [way, setWay] = useState('file')
  const [given, setGiven] = useState<ContributionDetail | null>(null)
  return (
    <>
      <div className={page['filters']}>
        <SegmentedControl aria-label="What you give" data={ways} value={way} onChange={setWay} />
      </div>
      <Said>{given === null ? null : sentenceOf(given)}</Said>
      {way === 'file' ? <GiveFile onGiven={setGiven} /> : <GiveContact onGiven={setGiven} />}
    </>
  )
}

/** Give contacts, and see what became of what was given. */
export function ContributePage() {
  const terms = useQuery(contributionTerms())
  const list = useInfiniteQuery(contributions())
  useTitle('Contribute')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Contribute</Title>
      </div>
      <p className={page['lead']}>
        Give contacts that you may give, as a file or one by one. What the next edition confirms or adds earns credits;
        who gave it is never shown, and you can take it back.
      </p>
      <Shown query={terms}>{(answer) => (answer.accepted ? <Give /> : <TermsCard terms={answer} />)}</Shown>
      <Shown query={list}>{({ pages }) => <ContributionList items={pages.flatMap(({ items }) => items)} />}</Shown>
      <More list={list} />
    </div>
  )
}
