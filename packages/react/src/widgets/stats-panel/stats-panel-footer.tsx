'use client'

import type { Day } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { lazyAboutNumbers } from '../../shared/coverage/about-numbers.lazy.ts'
import { lazyWhoCanSeeStats } from '../../shared/coverage/who-can-see-stats.lazy.ts'
import { lazyProductTables } from '../../shared/figures/product-tables.lazy.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { PlainButton } from '../../shared/ui/plain-controls.tsx'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

interface StatsPanelFooterProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
  /** The day on which the employee left. Null if they are still employed, or if it is not known. */
  readonly archivedOn: Day | null
  /** Whether the figures are shown as tables. Null hides the switch, because there are no figures. */
  readonly isTable: boolean | null
  readonly onToggleTable: () => void
}

/** The footer: the promise about the use of the numbers, who can see them, what they mean, and the switch to tables. */
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
          <PlainButton className="claude-Link" onClick={onToggleTable} {...lazyProductTables.preloadHandlers}>
            {t(isTable ? 'table.hide' : 'table.show')}
          </PlainButton>
        )}
      </div>
    </footer>
  )
}
