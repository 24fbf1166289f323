'use client'

import { type CSSProperties, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { useTexts } from '../format/use-texts.ts'
import { buildTrendPaths } from '../ui/build-spark-paths.ts'
import { PlainButton, PlainInput } from '../ui/plain-controls.tsx'
import { ChartTable } from './chart-table.tsx'
import { findDefaultPoint } from './find-default-point.ts'
import { columnStyle, fieldStyle, labelStyle, rangeStyle, tickStyle, toPercent } from './position-styles.ts'
import type { ChartPoint, ChartProps } from './props.ts'
import { findBand, getBandCenter } from './scale.ts'

/** Maximum number of points in a chart that marks each point with a dot. More dots would hide the line. */
const maxDots = 31

/**
 * A trend as a chart with axes and marked gaps. The viewer can switch it to a table. Mouse, touch and keyboard select a
 * point, and its value shows above the chart. A native range input on top of the chart handles the keyboard: arrow
 * keys, Home and End work in both writing directions, and screen readers announce each value.
 */
export const Chart = (props: ChartProps): ReactNode => {
  const { title, summary, points, headers } = props
  const { t } = useTexts(enChart)
  const [isTable, setIsTable] = useState(false)
  const id = useId()
  return (
    <figure className="claude-Chart" style={{ '--_gutter': getGutterWidth(props) } as CSSProperties}>
      {isTable ? <ChartTable caption={title} points={points} headers={headers} /> : <Plot {...props} summaryId={id} />}
      <figcaption className="claude-Spread">
        <p id={id}>{summary}</p>
        <PlainButton className="claude-Link" onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'chart.asChart' : 'chart.asTable')}
        </PlainButton>
      </figcaption>
    </figure>
  )
}

/** Returns the width of the widest tick label, as a CSS length. */
const getGutterWidth = ({ scale, formatTick }: ChartProps) =>
  `calc(${Math.max(...scale.ticks.map((tick) => formatTick(tick).length))}ch + 0.75rem)`

const Plot = ({ summaryId, ...props }: ChartProps & { readonly summaryId: string }) => {
  const { title, points, scale, formatTick, axisLabels, hasArea = true } = props
  const { t } = useTexts(enChart)
  const [selectedIndex, setSelectedIndex] = useState<number | null>(null)
  const point = selectedIndex === null ? undefined : points[selectedIndex]
  // The range input always has a value, also without a selection.
  const rangeIndex = selectedIndex ?? findDefaultPoint(points)
  const getY = (value: number) => 100 - (value / scale.top) * 100
  const { solid, dashed, area } = buildTrendPaths(points, (index) => getBandCenter(index, points.length), getY)
  const dots = points.flatMap(({ value }, index) =>
    value === null ? [] : [`M${getBandCenter(index, points.length)} ${getY(value)}h0`],
  )

  const selectAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, right, width } = currentTarget.getBoundingClientRect()
    const isReversed = getComputedStyle(currentTarget).direction === 'rtl'
    setSelectedIndex(findBand((isReversed ? right - clientX : clientX - left) / width, points.length))
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
            style={{ ...tickStyle, insetBlockStart: toPercent(getY(tick)) }}
          >
            <span>{formatTick(tick)}</span>
          </span>
        ))}
        <div
          className="claude-Chart-field"
          style={fieldStyle}
          onPointerMove={selectAt}
          onPointerDown={selectAt}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setSelectedIndex(null)}
        >
          {points.map(
            ({ label, isMissing }, index) =>
              isMissing && (
                <span
                  key={label}
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
            {hasArea && <path className="claude-Sparkline-area" d={area} />}
            <path className="claude-Sparkline-line" d={solid} />
            <path className="claude-Sparkline-line" data-provisional="" d={dashed} />
            {points.length <= maxDots && <path className="claude-Sparkline-line claude-Chart-dots" d={dots.join('')} />}
          </svg>
          {selectedIndex !== null && (
            <span
              className="claude-Chart-cursor"
              style={{ ...columnStyle, insetInlineStart: toPercent(getBandCenter(selectedIndex, points.length)) }}
            >
              {point && point.value !== null && <span style={{ insetBlockStart: toPercent(getY(point.value)) }} />}
            </span>
          )}
          <PlainInput
            type="range"
            style={rangeStyle}
            min={0}
            max={points.length - 1}
            value={rangeIndex}
            aria-label={title}
            aria-describedby={summaryId}
            aria-valuetext={formatPoint(points[rangeIndex])}
            onFocus={() => setSelectedIndex(rangeIndex)}
            onBlur={() => setSelectedIndex(null)}
            onChange={({ target }) => setSelectedIndex(Number(target.value))}
          />
        </div>
      </div>
      <div className="claude-Chart-axis" aria-hidden="true">
        {axisLabels.map(({ index, label }, order) => (
          <span
            key={label}
            // Marks every second label, counted back from the newest. A narrow chart hides the marked ones.
            data-minor={(axisLabels.length - 1 - order) % 2 === 1 && axisLabels.length > 3 ? '' : undefined}
            style={{ ...labelStyle, insetInlineStart: toPercent(getBandCenter(index, points.length)) }}
          >
            {label}
          </span>
        ))}
      </div>
      <p className="claude-Chart-legend" aria-hidden="true">
        {points.some(({ value, isProvisional }) => isProvisional && value !== null) && (
          <span data-kind="provisional">{t('chart.provisional')}</span>
        )}
        {points.some(({ isMissing }) => isMissing) && <span data-kind="missing">{t('chart.missing')}</span>}
      </p>
    </>
  )
}

/** Formats a point for screen readers. */
const formatPoint = (point: ChartPoint | undefined) =>
  point && [point.label, point.text, point.note].filter(Boolean).join(', ')
