'use client'

import { type CSSProperties, type PointerEvent, type ReactNode, useState } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { useTexts } from '../format/use-texts.ts'
import { PlainButton, PlainInput } from '../ui/plain-controls.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import { buildBars, getVerticalPosition } from './build-bars.ts'
import { buildRateMarks } from './build-rate-marks.ts'
import { ChartLegend } from './chart-legend.tsx'
import { ChartMarks } from './chart-marks.tsx'
import { ChartTable } from './chart-table.tsx'
import { findDefaultPoint } from './find-default-point.ts'
import { columnStyle, fieldStyle, labelStyle, rangeStyle, tickStyle, toPercent } from './position-styles.ts'
import type { ChartPoint, ChartProps } from './props.ts'
import { findBand, getBandCenter } from './scale.ts'

/**
 * A trend as a chart with axes. Above the chart is the value of one point: the point that the viewer has chosen with
 * the mouse, a finger or the keyboard, or the last settled point before any choice. A native range input on top of the
 * chart handles the keyboard: arrow keys, Home and End work in both writing directions, and screen readers announce
 * each value. With `headers`, the viewer can switch the chart to a table.
 */
export const Chart = (props: ChartProps): ReactNode => {
  const { title, summary, points, headers } = props
  const { t } = useTexts(enChart)
  const [isTable, setIsTable] = useState(false)
  const id = useUniqueId()
  return (
    <figure className="claude-Chart" style={{ '--_gutter': getGutterWidth(props) } as CSSProperties}>
      {isTable && headers ? (
        <ChartTable caption={title} points={points} headers={headers} />
      ) : (
        <Plot {...props} summaryId={id} />
      )}
      <figcaption className="claude-Spread">
        <p id={id}>{summary}</p>
        {headers && (
          <PlainButton className="claude-Link" onClick={() => setIsTable(!isTable)}>
            {t(isTable ? 'chart.asChart' : 'chart.asTable')}
          </PlainButton>
        )}
      </figcaption>
    </figure>
  )
}

/** Returns the width of the widest tick label, as a CSS length. */
const getGutterWidth = ({ scale, formatTick }: ChartProps) =>
  `calc(${Math.max(...scale.ticks.map((tick) => formatTick(tick).length))}ch + 0.75rem)`

const Plot = ({ summaryId, ...props }: ChartProps & { readonly summaryId: string }) => {
  const { title, points, scale, formatTick, axisLabels, isRate } = props
  const [chosenIndex, setChosenIndex] = useState<number | null>(null)
  // After the period has changed, the chosen index may be past the end.
  const index = chosenIndex !== null && chosenIndex < points.length ? chosenIndex : findDefaultPoint(points, isRate)
  const point = points[index]

  const selectAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, right, width } = currentTarget.getBoundingClientRect()
    const isReversed = getComputedStyle(currentTarget).direction === 'rtl'
    setChosenIndex(findBand((isReversed ? right - clientX : clientX - left) / width, points.length))
  }
  return (
    <>
      <p className="claude-Chart-reading">
        <strong>{point?.text}</strong> {point?.label}
        {point?.note && <span className="claude-Quiet"> · {point.note}</span>}
      </p>
      <div className="claude-Chart-plot">
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            className="claude-Chart-tick"
            aria-hidden="true"
            style={{ ...tickStyle, insetBlockStart: toPercent(getVerticalPosition(tick, scale)) }}
          >
            <span>{formatTick(tick)}</span>
          </span>
        ))}
        <div
          className="claude-Chart-field"
          style={fieldStyle}
          onPointerMove={selectAt}
          onPointerDown={selectAt}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setChosenIndex(null)}
        >
          <span
            className="claude-Chart-cursor"
            style={{
              ...columnStyle,
              insetInlineStart: toPercent((index / points.length) * 100),
              inlineSize: toPercent(100 / points.length),
            }}
          />
          <ChartMarks marks={(isRate ? buildRateMarks : buildBars)(points, scale)} isRate={isRate} />
          <PlainInput
            type="range"
            style={rangeStyle}
            min={0}
            max={points.length - 1}
            value={index}
            aria-label={title}
            aria-describedby={summaryId}
            aria-valuetext={formatPoint(point)}
            onBlur={() => setChosenIndex(null)}
            onChange={({ target }) => setChosenIndex(Number(target.value))}
          />
        </div>
      </div>
      <div className="claude-Chart-axis" aria-hidden="true">
        {axisLabels.map(({ index: labeledIndex, label, isMinor }) => (
          <span
            key={label}
            data-minor={isMinor || undefined}
            style={{ ...labelStyle, insetInlineStart: toPercent(getBandCenter(labeledIndex, points.length)) }}
          >
            {label}
          </span>
        ))}
      </div>
      <ChartLegend points={points} />
    </>
  )
}

/** Formats a point for screen readers. */
const formatPoint = (point: ChartPoint | undefined) =>
  point && [point.label, point.text, point.note].filter(Boolean).join(', ')
