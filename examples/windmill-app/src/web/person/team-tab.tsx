import { TeamStats } from '@windmill/claude-react'
import { useLocation } from 'wouter'
import type { PersonResponse } from '../../host-api.ts'
import { personPath } from '../shell/side-nav.tsx'

/** Everyone below a manager, with a way to each one's page. */
export const TeamTab = ({ page: { person } }: { readonly page: PersonResponse }) => {
  const [, navigate] = useLocation()
  return <TeamStats managerId={person.id} managerName={person.name} onPerson={(id) => navigate(personPath(id))} />
}
