import type { ReactNode } from 'react'
import type { ChartPoint, ChartProps } from './props.ts'

interface ChartTableProps extends Pick<ChartProps, 'points' | 'heads'> {
  readonly caption: string
}

/** The points of a chart, newest first. */
export const ChartTable = ({ caption, points, headers: heads }: ChartTableProps): ReactNode => (
  // Focusable, so that the keyboard can scroll it.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1).
  <section className="claude-Table claude-Chart-table" aria-label={caption} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{points.map(row).reverse()}</tbody>
    </table>
  </section>
)

const row = ({ label, text, note }: ChartPoint) => (
  <tr key={label}>
    <th scope="row">{label}</th>
    <td>
      {note && <span className="claude-Quiet">{note} · </span>}
      {text}
    </td>
  </tr>
)
