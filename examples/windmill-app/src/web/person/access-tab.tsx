import { AccessLog } from '@windmill/claude-react'
import type { PersonResponse } from '../../host-api.ts'

/** Shows who can see a person's Claude usage and who looked at it. Rendered for the person and for admins. */
export const AccessTab = ({ page: { person, isViewer } }: { readonly page: PersonResponse }) =>
  isViewer ? <AccessLog employeeId={person.id} /> : <AccessLog employeeId={person.id} employeeName={person.name} />
