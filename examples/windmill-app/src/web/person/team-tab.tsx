import { TeamStats } from '@windmill/claude-react'
import { useLocation } from 'wouter'
import type { PersonResponse } from '../../host-api.ts'
import { getPersonPath } from '../shell/side-nav.tsx'

/** Everyone below a manager, with a link to each person's page. */
export const TeamTab = ({ page: { person } }: { readonly page: PersonResponse }) => {
  const [, navigate] = useLocation()
  return (
    <TeamStats managerId={person.id} managerName={person.name} onPersonClick={(id) => navigate(getPersonPath(id))} />
  )
}
