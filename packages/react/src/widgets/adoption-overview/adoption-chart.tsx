'use client'

import { type AdoptionResponse, products } from '@windmill/claude-core'
import { formatNumber, formatValue, getProductLabel } from '@windmill/claude-core/internal'
import { type CSSProperties, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { describeExtremes } from '../../shared/chart/describe-extremes.ts'
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
import { Sparkline } from '../../shared/ui/sparkline.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enChart } from '../../texts/en/chart.ts'
import { buildChartPoints, chooseLabeledBuckets, computeScale } from './chart-points.ts'
import { describeChartNotes, describePoint, formatBucket } from './describe-adoption.ts'
import { Section } from './section.tsx'

interface AdoptionChartProps {
  readonly response: AdoptionResponse
  readonly level: number
}

const gutter = { '--_gutter': '2.25rem' } as CSSProperties

/** Cancels the sparkline's own margin of 6% above and below, so that zero lies on the axis. */
const sparklineBox: CSSProperties = {
  ...fillStyle,
  insetBlock: '-6.82%',
  clipPath: 'inset(0 -4px calc(6% - 1px))',
}

/** Maximum labels under the chart. A narrow widget shows every second or third of them. */
const maxLabels = 7

/**
 * Active people over time. The legend shows the counts of the point under the pointer, or of the point chosen with the
 * keyboard. A native slider under the drawing handles the keys.
 */
export const AdoptionChart = ({ response, level }: AdoptionChartProps): ReactNode => {
  const words = useTexts(enAdoptionDetails)
  const chartWords = useTexts(enChart)
  const { t, locale } = words
  const summaryId = useId()
  const [chosen, setChosen] = useState<number | null>(null)
  const { series, bucket } = response
  const points = buildChartPoints(response, 'any')
  const { top, ticks } = computeScale(response)
  const newest = points.findLastIndex(({ value }) => value !== null)
  const last = series.length - 1
  // A chosen index may be past the end after the period changed.
  const index = chosen === null || chosen > last ? newest : chosen
  const point = points[index]
  const inlinePosition = (at: number) => toPercent(last === 0 ? 50 : (at / last) * 100)
  const blockPosition = (value: number) => toPercent(100 - (value / top) * 100)
  const title = t('adoption.time', { bucket: chartWords.t(`chart.${bucket}`) })
  const values = points.map(({ value }) => value)
  const summary = describeExtremes(chartWords, { kind: 'sum' }, values, response)
  const labeled = chooseLabeledBuckets(series.length, maxLabels)
  const narrowStep = labeled.length === maxLabels ? 3 : 2

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
    const fraction = (isRightToLeft ? box.right - event.clientX : event.clientX - box.left) / box.width
    setChosen(Math.min(last, Math.max(0, Math.round(fraction * last))))
  }

  return (
    <Section title={title} level={level}>
      <div className="claude-Chart-legend claude-Text" aria-hidden="true">
        <span>
          <strong>{formatBucket(words, response, index)}</strong>
        </span>
        <span>
          {t('adoption.any')} <strong>{formatValue(locale, { kind: 'sum' }, point?.value ?? null)}</strong>
        </span>
        {products.map(({ id }) => (
          <span key={id}>
            {getProductLabel(words, id)}{' '}
            <strong>{formatValue(locale, { kind: 'sum' }, series[index]?.active[id] ?? null)}</strong>
          </span>
        ))}
        {/* Always takes its space, so that the chart does not move under the pointer. */}
        <span className="claude-Quiet" style={{ visibility: point?.provisional ? undefined : 'hidden' }}>
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
              style={{ ...tickStyle, insetBlockStart: blockPosition(tick) }}
            >
              <span>{formatNumber(locale, tick)}</span>
            </span>
          ))}
          <div
            className="claude-Chart-field"
            style={fieldStyle}
            onPointerMove={onPointer}
            onPointerLeave={() => setChosen(null)}
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
              <span className="claude-Chart-cursor" style={{ ...columnStyle, insetInlineStart: inlinePosition(index) }}>
                {point.value !== null && <span style={{ insetBlockStart: blockPosition(point.value) }} />}
              </span>
            )}
            <input
              type="range"
              style={rangeStyle}
              aria-label={t('adoption.read')}
              aria-describedby={summaryId}
              aria-valuetext={describePoint(words, response, index)}
              min={0}
              max={last}
              value={index}
              onChange={(event) => setChosen(Number(event.target.value))}
            />
          </div>
        </div>
        <div className="claude-Chart-axis" aria-hidden="true">
          {labeled.map((at, order) => (
            <span
              key={at}
              data-minor={order % narrowStep ? '' : undefined}
              // A centered last label would overflow the chart.
              style={{
                ...labelStyle,
                insetInlineStart: inlinePosition(at),
                justifyContent: at && at === last ? 'end' : 'center',
              }}
            >
              {formatDay(locale, series[at]?.start ?? response.period.from)}
            </span>
          ))}
        </div>
      </div>
      <p className="claude-Quiet" id={summaryId}>
        {summary} {describeChartNotes(words, response).join(' ')}
      </p>
    </Section>
  )
}
