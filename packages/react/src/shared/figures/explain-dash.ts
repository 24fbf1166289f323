import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'

/** Returns the key of the text that explains why a stat shows a dash instead of a value, although days were read. */
export const explainDash = (stat: StatDefinition, { stats }: EmployeeStatsResponse): StatsPanelText =>
  stat.kind === 'ratio' && stats['code.edits_accepted'].value === 0 ? 'value.nothingProposed' : 'value.notReported'
