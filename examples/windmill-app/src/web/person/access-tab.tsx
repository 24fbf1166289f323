import { AccessLog } from '@windmill/claude-react'
import type { PersonResponse } from '../../host-api.ts'

/** Shows the person and admins who can see the person's Claude usage and who looked at it. */
export const AccessTab = ({ page: { person, isViewer } }: { readonly page: PersonResponse }) =>
  isViewer ? <AccessLog employeeId={person.id} /> : <AccessLog employeeId={person.id} employeeName={person.name} />
