import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { organisation as organisationQuery, type Account } from '../../api/account.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InviteForm } from './invite-form.tsx'
import { MemberList } from './member-list.tsx'

/** What was done last, and how it is taken back. */
export type Done = { text: string; undo?: () => void }

/** Who is in one's organisation; owners invite, change and remove. */
export function MembersCard({ who }: { who: Account }) {
  const query = useQuery(organisationQuery())
  const [done, setDone] = useState<Done | null>(null)
  return (
    <section className={page['card']} aria-label="Members">
      <div className={page['cardHead']}>
        <h2>Members of {who.organisation?.name}</h2>
        <span className="quiet">
          {who.organisation?.role === 'owner' ? 'You decide who is in.' : 'Owners decide who is in.'}
        </span>
      </div>
      <Shown query={query}>
        {(organisation) => {
          const isOwner = organisation.role === 'owner'
          return (
            <>
              {isOwner ? <InviteForm onDone={setDone} /> : null}
              {done === null ? null : (
                <div className={page['inside']}>
                  <Said undo={done.undo}>{done.text}</Said>
                </div>
              )}
              <MemberList organisation={organisation} self={who.id} onDone={setDone} />
              {organisation.invitations.length === 0 ? null : (
                <InvitationList invitations={organisation.invitations} onDone={setDone} />
              )}
            </>
          )
        }}
      </Shown>
    </section>
  )
}
