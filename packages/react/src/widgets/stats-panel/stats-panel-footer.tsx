'use client'

import type { ReactNode } from 'react'
import { lazyAboutNumbers } from '../../shared/coverage/about-numbers.lazy.ts'
import { lazyWhoCanSeeStats } from '../../shared/coverage/who-can-see-stats.lazy.ts'
import { lazyStatTable } from '../../shared/figures/stat-table.lazy.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

interface StatsPanelFooterProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
  /** Whether tables are shown. Null when there are no figures, which hides the switch. */
  readonly isTable: boolean | null
  readonly onToggleTable: () => void
}

/** The footer: what the numbers mean, who can see them, and the switch between charts and tables. */
export const StatsPanelFooter = ({ isTable, onToggleTable, ...employee }: StatsPanelFooterProps): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <footer className="claude-Footer">
      <p>{t('footer.promise')}</p>
      <div className="claude-Disclosures">
        <Disclosure part={lazyWhoCanSeeStats} size="notes" summaryClassName="claude-Link" summary={t('who.title')}>
          {({ WhoCanSeeStats }) => <WhoCanSeeStats {...employee} />}
        </Disclosure>
        <Disclosure part={lazyAboutNumbers} size="notes" summaryClassName="claude-Link" summary={t('about.title')}>
          {({ AboutNumbers }) => <AboutNumbers />}
        </Disclosure>
        {isTable !== null && (
          <button type="button" className="claude-Link" onClick={onToggleTable} {...lazyStatTable.onIntent}>
            {t(isTable ? 'table.hide' : 'table.show')}
          </button>
        )}
      </div>
    </footer>
  )
}
