'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { buildAxisLabels } from '../../shared/chart/describe-bucket.ts'
import { columnStyle, toPercent } from '../../shared/chart/position-styles.ts'
import { buildTrendPoints } from '../../shared/chart/trend.ts'
import { getStatTrend } from '../../shared/figures/stat-trend.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

interface TimeAxisProps {
  readonly response: EmployeeStatsResponse
}

/** Labels the days or weeks above the rows and marks the days that may still change. The rows say the same in words. */
export const TimeAxis = ({ response }: TimeAxisProps): ReactNode => {
  const { locale } = useTexts(enStatsPanel)
  const trend = getStatTrend({ id: 'chat.messages' }, response)
  const points = buildTrendPoints(trend)
  const toPosition = (index: number) => toPercent((index / points.length) * 100)
  const firstProvisionalIndex = points.findIndex(({ isProvisional }) => isProvisional)
  return (
    <span className="claude-Stat-trend">
      {buildAxisLabels(
        locale,
        trend.series.map(({ start }) => start),
        trend.bucket,
      ).map(({ index, label }, order, labels) => (
        <span
          key={label}
          data-minor={(labels.length - 1 - order) % 2 === 1 && labels.length > 3 ? '' : undefined}
          style={{ ...columnStyle, insetInlineStart: toPosition(index) }}
        >
          {label}
        </span>
      ))}
      {firstProvisionalIndex >= 0 && (
        <span
          data-provisional=""
          style={{ ...columnStyle, insetInlineStart: toPosition(firstProvisionalIndex), insetInlineEnd: 0 }}
        />
      )}
    </span>
  )
}
