import type { ReactNode } from 'react'
import type { ChartPoint, ChartProps } from './props.ts'

interface ChartTableProps extends Pick<ChartProps, 'points'> {
  readonly headers: NonNullable<ChartProps['headers']>
  /** The name of the table, for screen readers. */
  readonly caption: string
}

/** The points of a chart as a table, newest first. */
export const ChartTable = ({ caption, points, headers }: ChartTableProps): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1).
  <section className="claude-Table claude-Chart-table" aria-label={caption} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {headers.map((header) => (
            <th key={header} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{points.map(renderRow).reverse()}</tbody>
    </table>
  </section>
)

const renderRow = ({ label, text, note }: ChartPoint) => (
  <tr key={label}>
    <th scope="row">{label}</th>
    <td>
      {note && <span className="claude-Quiet">{note} · </span>}
      {text}
    </td>
  </tr>
)
