'use client'

import type { Period } from '@windmill/claude-core'
import { getComparedDays, sumDayCounts } from '@windmill/claude-core/internal'
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
import { createActiveDaysFigure } from './create-active-days-figure.ts'
import { createStatFigure } from './create-stat-figure.ts'
import type { DaysFigure, DaysFigureLanguage } from './days-figure.ts'
import { DaysTable } from './days-table.tsx'
import { detailTexts } from './detail-texts.ts'
import type { ResponseProps, StatProps } from './props.ts'

const texts = { ...detailTexts, ...enStatDays }

/** The days behind a stat. */
export const StatDays = ({ stat, ...props }: StatProps): ReactNode => {
  const language = useTexts(texts)
  return <FigureDays {...props} language={language} figure={createStatFigure(language, stat, props.response)} />
}

/** The days behind the active days: whether each is active, with any product and with each product. */
export const ActiveDays = (props: ResponseProps): ReactNode => {
  const language = useTexts(texts)
  return <FigureDays {...props} language={language} figure={createActiveDaysFigure(language, props.response)} />
}

interface FigureDaysProps extends ResponseProps {
  readonly language: DaysFigureLanguage
  readonly figure: DaysFigure
}

/**
 * The days behind a figure, as a table and as a file. Each day has its count, when it was read and whether it may still
 * change. With a comparison, the days behind the previous figure can be chosen too.
 */
const FigureDays = ({ language, figure, response, hasComparison, purpose }: FigureDaysProps) => {
  const { t, locale } = language
  const { client, queryClient } = useClaude()
  const name = useUniqueId()
  const [choice, setChoice] = useState<'value' | 'previous'>('value')
  const shownFigure = hasComparison ? choice : 'value'
  const { employeeId } = response
  const periods: Record<typeof choice, Period> = { value: response.period, previous: response.previous }
  const period = periods[shownFigure]
  const { data, error, isFetching, refetch } = useEmployeeDays({ employeeId, ...period, purpose })

  // Reads the days again with each new figure, because the sum of older days may differ from the figure.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new response has new figures.
  useEffect(() => {
    void refetch({ cancelRefetch: false })
  }, [refetch, response])

  const isChanged = data && !isFetching && !figure.isSumOf(sumDayCounts(data.days.map(figure.listCounts)), shownFigure)
  const { to } = getComparedDays(response)
  return (
    <div className="claude-Stack">
      <p>{figure.explanation}</p>
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
                `claude-usage-${figure.fileName}-${period.from}-to-${period.to}.csv`,
                'text/csv',
                buildDaysCsv(language, figure, data.days),
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
        <DaysTable
          language={language}
          figure={figure}
          period={period}
          days={data.days}
          comparedTo={hasComparison && shownFigure === 'value' && to < period.to ? to : null}
        />
      ) : error ? (
        <ProblemMessage problem={error} onRetry={() => void refetch()} isBusy={isFetching} />
      ) : (
        <Loading>{t('days.loading')}</Loading>
      )}
    </div>
  )
}
