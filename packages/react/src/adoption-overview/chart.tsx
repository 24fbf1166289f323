'use client'

import { type AdoptionResponse, products } from '@windmill/claude-core'
import { type CSSProperties, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { describeExtremes } from '../chart/describe-extremes.ts'
import { column, everywhere, field, label, percent, range, tickLine } from '../chart/places.ts'
import { formatPeriod } from '../format/days.ts'
import { formatDay, formatNumber } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import { enAdoptionMore } from '../texts/en-adoption-more.ts'
import { enChart } from '../texts/en-chart.ts'
import { productText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Sparkline } from '../ui/sparkline.tsx'
import { chartNotes, describePoint, nameOfBucket } from './describe.ts'
import { namedBuckets, pointsOf, scaleOf } from './points.ts'
import { Section } from './section.tsx'

interface ChartProps {
  readonly response: AdoptionResponse
  readonly level: number
}

const gutter = { '--_gutter': '2.25rem' } as CSSProperties

/** The drawing keeps six hundredths of itself free above and below. */
const drawing: CSSProperties = {
  ...everywhere,
  insetBlock: '-6.82%',
  clipPath: 'inset(0 -4px calc(6% - 1px))',
}

/** So many days, weeks or months are named under the chart; in a narrow place every other one, or third of them all. */
const mostNamed = 7

/**
 * Active people over time. Pointed at, or gone through with the arrow keys, it says what each point is, with the products.
 * The keys are those of a native slider, which lies under the drawing.
 */
export const Chart = ({ response, level }: ChartProps): ReactNode => {
  const words = useTexts(enAdoptionMore)
  const chartWords = useTexts(enChart)
  const { t, locale } = words
  const summaryId = useId()
  const [chosen, setChosen] = useState<number | null>(null)
  const { series, bucket } = response
  const points = pointsOf(response, 'any')
  const { max, ticks } = scaleOf(response)
  const newest = points.findLastIndex(({ value }) => value !== null)
  const last = series.length - 1
  // Another period may have fewer points.
  const index = chosen === null || chosen > last ? newest : chosen
  const point = points[index]
  const place = (at: number) => percent(last === 0 ? 50 : (at / last) * 100)
  const height = (value: number) => percent(100 - (value / max) * 100)
  const title = t('adoption.time', { bucket: chartWords.t(`chart.${bucket}`) })
  const values = points.map(({ value }) => value)
  const summary = describeExtremes(chartWords, { kind: 'sum' }, values, response)
  const named = namedBuckets(series.length, mostNamed)
  const narrowStep = named.length === mostNamed ? 3 : 2

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const isReversed = getComputedStyle(event.currentTarget).direction === 'rtl'
    const part = (isReversed ? box.right - event.clientX : event.clientX - box.left) / box.width
    setChosen(Math.min(last, Math.max(0, Math.round(part * last))))
  }

  return (
    <Section title={title} level={level}>
      <div className="claude-Chart-legend claude-Text" aria-hidden="true">
        <span>
          <strong>{nameOfBucket(words, response, index)}</strong>
        </span>
        <span>
          {t('adoption.any')} <strong>{formatValue(locale, { kind: 'sum' }, point?.value ?? null)}</strong>
        </span>
        {products.map(({ id }) => (
          <span key={id}>
            {productText(words, id)}{' '}
            <strong>{formatValue(locale, { kind: 'sum' }, series[index]?.active[id] ?? null)}</strong>
          </span>
        ))}
        {/* It keeps its room, so that nothing moves below the pointer. */}
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
              style={{ ...tickLine, insetBlockStart: height(tick) }}
            >
              <span>{formatNumber(locale, tick)}</span>
            </span>
          ))}
          <div
            className="claude-Chart-field"
            style={field}
            onPointerMove={onPointer}
            onPointerLeave={() => setChosen(null)}
          >
            <span style={drawing}>
              <Sparkline
                points={points}
                max={max}
                bare={false}
                label={`${title}, ${formatPeriod(locale, response.period, response.period.to)}. ${summary}`}
              />
            </span>
            {point && (
              <span className="claude-Chart-cursor" style={{ ...column, insetInlineStart: place(index) }}>
                {point.value !== null && <span style={{ insetBlockStart: height(point.value) }} />}
              </span>
            )}
            <input
              type="range"
              style={range}
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
          {named.map((at, order) => (
            <span
              key={at}
              data-minor={order % narrowStep ? '' : undefined}
              // The last one would stand over the edge.
              style={{ ...label, insetInlineStart: place(at), justifyContent: at && at === last ? 'end' : 'center' }}
            >
              {formatDay(locale, series[at]?.start ?? response.period.from)}
            </span>
          ))}
        </div>
      </div>
      <p className="claude-Quiet" id={summaryId}>
        {summary} {chartNotes(words, response).join(' ')}
      </p>
    </Section>
  )
}
