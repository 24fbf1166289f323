'use client'

import type { Period } from '@windmill/claude-core'
import { computeCountedValue, getComparedDays, sumDayCounts } from '@windmill/claude-core/internal'
import { type ReactNode, useEffect, useState } from 'react'
import { useEmployeeDays } from '../../data/hooks/use-employee-days.ts'
import { claudeKey } from '../../data/query/query-keys.ts'
import { useClaude } from '../../provider.tsx'
import { enStatDays } from '../../texts/en/stat-days.ts'
import { formatPeriod } from '../format/format-period.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Segmented } from '../ui/segmented.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import { buildDaysCsv } from './build-days-csv.ts'
import { detailTexts } from './detail-texts.ts'
import type { StatProps } from './props.ts'
import { StatDaysTable } from './stat-days-table.tsx'

const texts = { ...detailTexts, ...enStatDays }

/**
 * The days behind a figure, as a table and as a file. Each day has its count, when it was read and whether it may still
 * change. With a comparison, the days behind the previous figure can be chosen too.
 */
export const StatDays = ({ stat, response, hasComparison, purpose }: StatProps): ReactNode => {
  const language = useTexts(texts)
  const { t, locale } = language
  const { client, queryClient } = useClaude()
  const name = useUniqueId()
  const [choice, setChoice] = useState<'value' | 'previous'>('value')
  const shownFigure = hasComparison ? choice : 'value'
  const { employeeId, stats, coverage } = response
  const periods: Record<typeof choice, Period> = { value: response.period, previous: response.previous }
  const period = periods[shownFigure]
  const { data, error, isFetching, refetch } = useEmployeeDays({ employeeId, ...period, purpose })

  // Reads the days again with each new figure, because the sum of older days may differ from the figure.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new response has new figures.
  useEffect(() => {
    void refetch({ cancelRefetch: false })
  }, [refetch, response])

  const isChanged =
    data && !isFetching && computeCountedValue(stat, sumDayCounts(stat, data.days)) !== stats[stat.id][shownFigure]
  const { to } = getComparedDays(response)
  return (
    <div className="claude-Stack">
      <p>{t(stat.kind === 'ratio' ? 'days.ratio' : 'days.sum')}</p>
      <div className="claude-Spread">
        {hasComparison && (
          <Segmented
            label={t('days.of')}
            name={name}
            values={['value', 'previous']}
            renderLabel={(value) => formatPeriod(locale, periods[value], response.period.to)}
            value={shownFigure}
            onChange={setChoice}
          />
        )}
        {data && (
          <Button
            onClick={() =>
              saveFile(
                `claude-usage-${stat.id.replace(/\W/g, '-')}-${period.from}-to-${period.to}.csv`,
                'text/csv',
                buildDaysCsv({ language, stat, days: data.days, archivedOn: coverage.archivedOn }),
              )
            }
          >
            {t('days.csv')}
          </Button>
        )}
      </div>
      {isChanged && (
        <p className="claude-Failure" role="status">
          {t('days.changed')}{' '}
          <Button onClick={() => void queryClient.invalidateQueries({ queryKey: claudeKey(client) })}>
            {t('days.reload')}
          </Button>
        </p>
      )}
      {data ? (
        <StatDaysTable
          language={language}
          stat={stat}
          period={period}
          days={data.days}
          comparedTo={hasComparison && shownFigure === 'value' && to < period.to ? to : null}
          archivedOn={coverage.archivedOn}
        />
      ) : error ? (
        <ProblemMessage problem={error} onRetry={() => void refetch()} isBusy={isFetching} />
      ) : (
        <Loading>{t('days.loading')}</Loading>
      )}
    </div>
  )
}
