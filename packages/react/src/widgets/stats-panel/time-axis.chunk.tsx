'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ChartLegend } from '../../shared/chart/chart-legend.tsx'
import { buildAxisLabels } from '../../shared/chart/describe-bucket.ts'
import { columnStyle, toPercent } from '../../shared/chart/position-styles.ts'
import { buildTrendPoints } from '../../shared/chart/trend.ts'
import { getStatTrend } from '../../shared/figures/stat-trend.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

interface TimeAxisProps {
  readonly response: EmployeeStatsResponse
}

/** Labels the days or weeks above the rows, and explains which days may still change. The rows say the same in words. */
export const TimeAxis = ({ response }: TimeAxisProps): ReactNode => {
  const { locale } = useTexts(enStatsPanel)
  const trend = getStatTrend({ id: 'chat.messages' }, response)
  const points = buildTrendPoints(trend)
  const toPosition = (index: number) => toPercent((index / points.length) * 100)
  const firstProvisionalIndex = points.findIndex(({ isProvisional }) => isProvisional)
  return (
    <>
      <ChartLegend points={points} />
      <span className="claude-Stat-trend">
        {buildAxisLabels(
          locale,
          trend.series.map(({ start }) => start),
          trend.bucket,
        ).map(({ index, label, isMinor }) => (
          <span
            key={label}
            data-minor={isMinor || undefined}
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
    </>
  )
}
