import { AccessLog } from '@windmill/claude-react'
import type { PersonResponse } from '../../host-api.ts'

/** Who can see a person's Claude usage, and who looked. Shown to the person and to admins. */
export const AccessTab = ({ page: { person, isViewer } }: { readonly page: PersonResponse }) =>
  isViewer ? <AccessLog employeeId={person.id} /> : <AccessLog employeeId={person.id} employeeName={person.name} />
