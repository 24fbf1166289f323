'use client'

import { type CSSProperties, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { useTexts } from '../format/use-texts.ts'
import { buildTrendPaths } from '../ui/spark-path.ts'
import { ChartTable } from './chart-table.tsx'
import { columnStyle, fieldStyle, labelStyle, toPercent, rangeStyle, tickStyle } from './position-styles.ts'
import type { ChartPoint, ChartProps } from './props.ts'
import { findBand, getBandCenter } from './scale.ts'

/**
 * A trend to read from: with axes, its gaps named, and every point read out by mouse, touch or keyboard. The keyboard has
 * a native range over it, so that arrow keys, Home and End work as everywhere, in both directions of writing, and a screen
 * reader says each reading by itself. Behind it is a table of the same points.
 */
export const Chart = (props: ChartProps): ReactNode => {
  const { title, summary, points, headers: heads } = props
  const { t } = useTexts(enChart)
  const [isTable, setIsTable] = useState(false)
  const id = useId()
  return (
    <figure className="claude-Chart" style={{ '--_gutter': gutterOf(props) } as CSSProperties}>
      {isTable ? <ChartTable caption={title} points={points} headers={heads} /> : <Plot {...props} summaryId={id} />}
      <figcaption className="claude-Spread">
        <p id={id}>{summary}</p>
        <button type="button" className="claude-Link" onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'chart.asChart' : 'chart.asTable')}
        </button>
      </figcaption>
    </figure>
  )
}

/** As wide as the longest tick. */
const gutterOf = ({ scale, format }: ChartProps) =>
  `calc(${Math.max(...scale.ticks.map((tick) => format(tick).length))}ch + 0.75rem)`

const Plot = ({ summaryId, ...props }: ChartProps & { readonly summaryId: string }) => {
  const { title, points, scale, format, axis, bare = false } = props
  const { t } = useTexts(enChart)
  const [read, setRead] = useState<number | null>(null)
  const point = read === null ? undefined : points[read]
  const y = (value: number) => 100 - (value / scale.top) * 100
  const { solid, dashed, area } = buildTrendPaths(points, (index) => getBandCenter(index, points.length), y)
  const known = points.flatMap((one, index) =>
    one.value === null ? [] : [`M${getBandCenter(index, points.length)} ${y(one.value)}h0`],
  )

  const readAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, right, width } = currentTarget.getBoundingClientRect()
    const isReversed = getComputedStyle(currentTarget).direction === 'rtl'
    setRead(findBand((isReversed ? right - clientX : clientX - left) / width, points.length))
  }
  return (
    <>
      <p className="claude-Chart-reading">
        {point ? (
          <>
            <strong>{point.text}</strong> {point.label}
            {point.note && <span className="claude-Quiet"> · {point.note}</span>}
          </>
        ) : (
          title
        )}
      </p>
      <div className="claude-Chart-plot">
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            className="claude-Chart-tick"
            aria-hidden="true"
            style={{ ...tickStyle, insetBlockStart: toPercent(y(tick)) }}
          >
            <span>{format(tick)}</span>
          </span>
        ))}
        <div
          className="claude-Chart-field"
          style={fieldStyle}
          onPointerMove={readAt}
          onPointerDown={readAt}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setRead(null)}
        >
          {points.map(
            (one, index) =>
              one.missing && (
                <span
                  key={one.label}
                  className="claude-Chart-gap"
                  style={{
                    ...columnStyle,
                    insetInlineStart: toPercent((index / points.length) * 100),
                    inlineSize: toPercent(100 / points.length),
                  }}
                />
              ),
          )}
          <svg className="claude-Sparkline" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {!bare && <path className="claude-Sparkline-area" d={area} />}
            <path className="claude-Sparkline-line" d={solid} />
            <path className="claude-Sparkline-line" data-provisional="" d={dashed} />
            {points.length <= 31 && <path className="claude-Sparkline-line claude-Chart-dots" d={known.join('')} />}
          </svg>
          {read !== null && (
            <span
              className="claude-Chart-cursor"
              style={{ ...columnStyle, insetInlineStart: toPercent(getBandCenter(read, points.length)) }}
            >
              {point && point.value !== null && <span style={{ insetBlockStart: toPercent(y(point.value)) }} />}
            </span>
          )}
          <input
            type="range"
            style={rangeStyle}
            min={0}
            max={points.length - 1}
            value={read ?? points.length - 1}
            aria-label={title}
            aria-describedby={summaryId}
            aria-valuetext={valueText(points[read ?? points.length - 1])}
            onFocus={() => setRead(read ?? points.length - 1)}
            onBlur={() => setRead(null)}
            onChange={({ target }) => setRead(Number(target.value))}
          />
        </div>
      </div>
      <div className="claude-Chart-axis" aria-hidden="true">
        {axis.map(({ index, label: text }, at) => (
          <span
            key={text}
            data-minor={(axis.length - 1 - at) % 2 === 1 && axis.length > 3 ? '' : undefined}
            style={{ ...labelStyle, insetInlineStart: toPercent(getBandCenter(index, points.length)) }}
          >
            {text}
          </span>
        ))}
      </div>
      <p className="claude-Chart-legend" aria-hidden="true">
        {points.some(({ value, provisional }) => provisional && value !== null) && (
          <span data-kind="provisional">{t('chart.provisional')}</span>
        )}
        {points.some(({ missing }) => missing) && <span data-kind="missing">{t('chart.missing')}</span>}
      </p>
    </>
  )
}

/** A reading as it is heard. */
const valueText = (point: ChartPoint | undefined) =>
  point && [point.label, point.text, point.note].filter(Boolean).join(', ')
