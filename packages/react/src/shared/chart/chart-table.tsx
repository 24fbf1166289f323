import type { ReactNode } from 'react'
import { ScrollableTable } from '../ui/scrollable-table.tsx'
import { TableHead } from '../ui/table-head.tsx'
import type { ChartPoint, ChartProps } from './props.ts'

interface ChartTableProps extends Pick<ChartProps, 'points'> {
  readonly headers: NonNullable<ChartProps['headers']>
  /** The name of the table, for screen readers. */
  readonly caption: string
}

/** The points of a chart as a table, newest first. */
export const ChartTable = ({ caption, points, headers }: ChartTableProps): ReactNode => (
  <ScrollableTable label={caption} className="claude-Chart-table">
    <TableHead headers={headers} />
    <tbody>{points.map(renderRow).reverse()}</tbody>
  </ScrollableTable>
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
