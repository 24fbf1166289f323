'use client'

import type { ReactNode } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { useTexts } from '../format/use-texts.ts'
import { isFaint, type TrendPoint } from './trend.ts'

/** Explains the marks of a chart that are not plain values. Screen readers get the same from each point. */
export const ChartLegend = ({ points }: { readonly points: readonly TrendPoint[] }): ReactNode => {
  const { t } = useTexts(enChart)
  return (
    <p className="claude-Chart-legend" aria-hidden="true">
      {points.some((point) => isFaint(point) && point.value !== null) && (
        <span data-kind="faint">
          {t(points.some(({ isPartial }) => isPartial) ? 'chart.faint' : 'chart.provisional')}
        </span>
      )}
      {points.some(({ isMissing }) => isMissing) && <span data-kind="missing">{t('chart.missing')}</span>}
      {points.some(({ isOutside }) => isOutside) && <span data-kind="outside">{t('chart.outside')}</span>}
    </p>
  )
}
