import { StatsPanel } from '@windmill/claude-react'
import type { PersonResponse } from '../../host-api.ts'
import { usePeriodInAddress } from '../period/use-period-in-address.ts'

export const ProfileTab = ({ page: { person } }: { readonly page: PersonResponse }) => (
  <StatsPanel employeeId={person.id} employeeName={person.name} {...usePeriodInAddress()} />
)
