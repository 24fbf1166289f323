import { StatsPanel } from '@windmill/claude-react'
import type { PersonResponse } from '../../host-api.ts'
import { usePeriodInAddress } from '../period/use-period-in-address.ts'
import { useNoteProps } from './use-note-props.ts'

export const ProfileTab = ({ page }: { readonly page: PersonResponse }) => (
  <StatsPanel
    employeeId={page.person.id}
    employeeName={page.person.name}
    {...usePeriodInAddress()}
    {...useNoteProps(page)}
  />
)
