'use client'

import type { ReactNode } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { more } from './more.ts'

interface FooterProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
  /** Null where there are no numbers to put in a table. */
  readonly table: boolean | null
  readonly onTable: () => void
}

/** What these numbers are and are not, and who can see them. */
export const Footer = ({ table, onTable, ...who }: FooterProps): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <footer className="claude-Foot">
      <p>{t('footer.promise')}</p>
      <div className="claude-StatsPanel-more">
        <Disclosure part={more} size="notes" summaryClassName="claude-Link" summary={t('who.title')}>
          {({ WhoCanSeeStats }) => <WhoCanSeeStats {...who} />}
        </Disclosure>
        <Disclosure part={more} size="notes" summaryClassName="claude-Link" summary={t('about.title')}>
          {({ AboutNumbers }) => <AboutNumbers />}
        </Disclosure>
        {table !== null && (
          <button type="button" className="claude-Link" onClick={onTable} {...more.onIntent}>
            {t(table ? 'table.hide' : 'table.show')}
          </button>
        )}
      </div>
    </footer>
  )
}
