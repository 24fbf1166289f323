import type { MonthRow } from '../../host-api.ts'
import { useMonths } from '../host/host-queries.ts'
import { FailedPage } from '../pages/failed-page.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'

/** Shows viewers with `people:view` a report from Windmill's own table. */
export const MonthsPage = () => {
  usePageTitle('Claude by month')
  const { data, isError, refetch } = useMonths()
  if (isError) return <FailedPage onRetry={() => void refetch()} />
  return (
    <div className="page" data-width="narrow">
      <header className="page-head">
        <p className="overline">Reports</p>
        <h1>Claude by month</h1>
        <p className="lead">
          Messages in Claude’s chat, on the days that were read. The report comes from a table of Windmill’s own, which
          follows the figures from Claude, without people who count only in totals.
        </p>
      </header>
      {data?.months.length === 0 && <p className="quiet">Nothing has been read from Claude yet.</p>}
      {data && data.months.length > 0 && (
        <div className="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col" className="number">
                  Days
                </th>
                <th scope="col" className="number">
                  People
                </th>
                <th scope="col" className="number">
                  Messages
                </th>
              </tr>
            </thead>
            <tbody>
              {data.months.map((row) => (
                <tr key={row.month}>
                  <th scope="row">{formatMonth(row.month)}</th>
                  <td className="number">{row.days}</td>
                  <td className="number">{row.messages === null ? '–' : row.people}</td>
                  <td className="number">{formatMessages(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

const formatMonth = (month: string): string =>
  new Date(`${month}-01`).toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

const formatMessages = ({ messages, isAtLeast }: MonthRow): string => {
  if (messages === null) return '–'
  return `${isAtLeast ? 'at least ' : ''}${messages.toLocaleString('en-GB')}`
}
