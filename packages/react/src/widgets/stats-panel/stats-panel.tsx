'use client'

import type { ReactNode } from 'react'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import type { StatsPanelProps } from './props.ts'
import { StatsPanelView } from './stats-panel-view.tsx'
import { useStatsPanel } from './use-stats-panel.ts'

/**
 * Shows on how many days an employee was active, and their twenty stats by product, each with its trend and its change
 * from the previous period.
 * @example
 * ```tsx
 * import { StatsPanel } from '@windmill/claude-react'
 *
 * <StatsPanel
 *   employeeId={employee.id}
 *   employeeName={employee.name}
 *   period={periodInAddress}
 *   onPeriodChange={writePeriodToAddress}
 * />
 * ```
 */
export const StatsPanel: (props: StatsPanelProps) => ReactNode = perViewer((props) => {
  const { employeeName, note, onNoteChange, headingLevel = 2 } = props
  return (
    <StatsPanelView
      {...useStatsPanel(props)}
      employeeName={employeeName}
      note={note}
      onNoteChange={onNoteChange}
      headingLevel={headingLevel}
    />
  )
})
