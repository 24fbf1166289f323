'use client'

import { minGroupSize } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { more } from '../stats-panel/more.ts'
import { enAdoptionMore } from '../texts/en-adoption-more.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'

interface FootProps {
  /** Null where there are no numbers to put in a table. */
  readonly table: boolean | null
  readonly onTable: () => void
}

/** What these numbers are and are not, and who can see them. */
export const Foot = ({ table, onTable }: FootProps): ReactNode => {
  const { t } = useTexts(enAdoptionMore)
  const { t: tPanel } = useTexts(enStatsPanel)
  const { t: tMore } = useTexts(enStatsMore)
  return (
    <footer className="claude-Foot">
      <p>{t('adoption.promise')}</p>
      <div className="claude-StatsPanel-more">
        <Disclosure part={more} size="notes" summaryClassName="claude-Link" summary={tPanel('who.title')}>
          {() => (
            <>
              <p>{t('adoption.who', { size: minGroupSize })}</p>
              <p>{tMore('who.record')}</p>
            </>
          )}
        </Disclosure>
        <Disclosure part={more} size="notes" summaryClassName="claude-Link" summary={tPanel('about.title')}>
          {({ AboutNumbers }) => <AboutNumbers />}
        </Disclosure>
        {table !== null && (
          <button type="button" className="claude-Link" onClick={onTable}>
            {tPanel(table ? 'table.hide' : 'table.show')}
          </button>
        )}
      </div>
    </footer>
  )
}
