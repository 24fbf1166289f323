import { TeamStats } from '@windmill/claude-react'
import { useLocation } from 'wouter'
import type { PersonResponse } from '../../host-api.ts'
import { usePeople } from '../host/host-queries.ts'
import { usePeriodInAddress } from '../period/use-period-in-address.ts'
import { getPersonPath } from './get-person-path.ts'

/** Shows everyone below a manager. A click on a person opens the person's page. */
export const TeamTab = ({ page: { person } }: { readonly page: PersonResponse }) => {
  const [, navigate] = useLocation()
  const people = usePeople().data?.people ?? []
  return (
    <TeamStats
      managerId={person.id}
      managerName={person.name}
      onPersonClick={(id) => navigate(getPersonPath(id))}
      personNotes={new Map(people.flatMap(({ id, note }) => (note === null ? [] : [[id, note]])))}
      {...usePeriodInAddress()}
    />
  )
}
