'use client'

import { type AdoptionResponse, products } from '@windmill/claude-core'
import { formatNumber, formatValue, getProductLabel } from '@windmill/claude-core/internal'
import { type CSSProperties, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { describeExtremes } from '../../shared/chart/describe-extremes.ts'
import { findDefaultPoint } from '../../shared/chart/find-default-point.ts'
import { maxLabels } from '../../shared/chart/max-labels.ts'
import {
  columnStyle,
  fieldStyle,
  fillStyle,
  labelStyle,
  rangeStyle,
  tickStyle,
  toPercent,
} from '../../shared/chart/position-styles.ts'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { PlainInput } from '../../shared/ui/plain-controls.tsx'
import { Sparkline } from '../../shared/ui/sparkline.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enChart } from '../../texts/en/chart.ts'
import { buildChartPoints } from './build-chart-points.ts'
import { chooseLabeledBuckets } from './choose-labeled-buckets.ts'
import { computePeopleScale } from './compute-people-scale.ts'
import { describeChartNotes } from './describe-chart-notes.ts'
import { describeChartPoint, formatBucket } from './describe-chart-point.ts'
import { Section } from './section.tsx'

interface AdoptionChartProps {
  readonly response: AdoptionResponse
  readonly level: number
}

const gutter = { '--_gutter': '2.25rem' } as CSSProperties

/** Crops the sparkline's margin of 6% above and below, so that zero lies on the axis. */
const sparklineBox: CSSProperties = {
  ...fillStyle,
  insetBlock: '-6.82%',
  clipPath: 'inset(0 -4px calc(6% - 1px))',
}

/**
 * Shows the active people over time. The legend has the counts of one point: the one under the pointer, the one chosen
 * with the keyboard, or the newest. A native range input handles the keyboard.
 */
export const AdoptionChart = ({ response, level }: AdoptionChartProps): ReactNode => {
  const language = useTexts(enAdoptionDetails)
  const chartLanguage = useTexts(enChart)
  const { t, locale } = language
  const summaryId = useId()
  const [chosenIndex, setChosenIndex] = useState<number | null>(null)
  const { series, bucket } = response
  const points = buildChartPoints(response, 'any')
  const { top, ticks } = computePeopleScale(response)
  const lastIndex = series.length - 1
  // After the period has changed, the chosen index may be past the end.
  const index = chosenIndex === null || chosenIndex > lastIndex ? findDefaultPoint(points) : chosenIndex
  const point = points[index]
  const getInlinePosition = (pointIndex: number) => toPercent(lastIndex === 0 ? 50 : (pointIndex / lastIndex) * 100)
  const getBlockPosition = (value: number) => toPercent(100 - (value / top) * 100)
  const title = t('adoption.time', { bucket: chartLanguage.t(`chart.${bucket}`) })
  const values = points.map(({ value }) => value)
  const summary = describeExtremes(chartLanguage, { kind: 'sum' }, values, response)
  const labeledIndexes = chooseLabeledBuckets(series.length, maxLabels)
  // A narrow widget shows only every second or third label.
  const narrowStep = labeledIndexes.length === maxLabels ? 3 : 2

  const choosePointUnderPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
    const fraction = (isRightToLeft ? box.right - event.clientX : event.clientX - box.left) / box.width
    setChosenIndex(Math.min(lastIndex, Math.max(0, Math.round(fraction * lastIndex))))
  }

  return (
    <Section title={title} level={level}>
      <div className="claude-Chart-legend claude-Text" aria-hidden="true">
        <span>
          <strong>{formatBucket(language, response, index)}</strong>
        </span>
        <span>
          {t('adoption.any')} <strong>{formatValue(locale, { kind: 'sum' }, point?.value ?? null)}</strong>
        </span>
        {products.map(({ id }) => (
          <span key={id}>
            {getProductLabel(language, id)}{' '}
            <strong>{formatValue(locale, { kind: 'sum' }, series[index]?.active[id] ?? null)}</strong>
          </span>
        ))}
        {/* Hidden instead of removed: the chart must not move under the pointer. */}
        <span className="claude-Quiet" style={{ visibility: point?.isProvisional ? undefined : 'hidden' }}>
          {t('adoption.point.provisional')}
        </span>
      </div>
      <div className="claude-Chart" style={gutter}>
        <div className="claude-Chart-plot">
          {ticks.map((tick) => (
            <span
              key={tick}
              className="claude-Chart-tick"
              aria-hidden="true"
              style={{ ...tickStyle, insetBlockStart: getBlockPosition(tick) }}
            >
              <span>{formatNumber(locale, tick)}</span>
            </span>
          ))}
          <div
            className="claude-Chart-field"
            style={fieldStyle}
            onPointerMove={choosePointUnderPointer}
            onPointerLeave={() => setChosenIndex(null)}
          >
            <span style={sparklineBox}>
              <Sparkline
                points={points}
                max={top}
                hasArea
                label={`${title}, ${formatPeriod(locale, response.period, response.period.to)}. ${summary}`}
              />
            </span>
            {point && (
              <span
                className="claude-Chart-cursor"
                style={{ ...columnStyle, insetInlineStart: getInlinePosition(index) }}
              >
                {point.value !== null && <span style={{ insetBlockStart: getBlockPosition(point.value) }} />}
              </span>
            )}
            <PlainInput
              type="range"
              style={rangeStyle}
              aria-label={t('adoption.read')}
              aria-describedby={summaryId}
              aria-valuetext={describeChartPoint(language, response, index)}
              min={0}
              max={lastIndex}
              value={index}
              onChange={(event) => setChosenIndex(Number(event.target.value))}
            />
          </div>
        </div>
        <div className="claude-Chart-axis" aria-hidden="true">
          {labeledIndexes.map((labeledIndex, order) => (
            <span
              key={labeledIndex}
              data-minor={order % narrowStep ? '' : undefined}
              // The last label is not centered, because it would overflow the chart.
              style={{
                ...labelStyle,
                insetInlineStart: getInlinePosition(labeledIndex),
                justifyContent: labeledIndex && labeledIndex === lastIndex ? 'end' : 'center',
              }}
            >
              {formatDay(locale, series[labeledIndex]?.start ?? response.period.from)}
            </span>
          ))}
        </div>
      </div>
      <p className="claude-Quiet" id={summaryId}>
        {summary} {describeChartNotes(language, response).join(' ')}
      </p>
    </Section>
  )
}
