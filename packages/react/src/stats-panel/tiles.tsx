import { type EmployeeStatsResponse, products } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Change } from './change.tsx'
import { Figure, PartialMark } from './figure.tsx'
import { highlightsOf } from './highlights.ts'
import { TrendLine } from './trend-line.tsx'

interface TilesProps {
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** The four stats that say most, at a glance. */
export const Tiles = ({ response, isCompared }: TilesProps): ReactNode => (
  <dl className="claude-StatsPanel-tiles">
    {highlightsOf(response.stats).map((stat) => (
      <div key={stat.id} className="claude-StatsPanel-tile">
        <dt>
          {stat.shortLabel}{' '}
          <span className="claude-Quiet">{products.find(({ id }) => id === stat.product)?.label}</span>
        </dt>
        <dd>
          <span>
            <Figure stat={stat} result={response.stats[stat.id]} />
            {response.stats[stat.id].partial && <PartialMark stat={stat} />}
          </span>
          <span>
            <Change stat={stat} response={response} isCompared={isCompared} />
          </span>
          <TrendLine stat={stat} response={response} />
        </dd>
      </div>
    ))}
  </dl>
)
