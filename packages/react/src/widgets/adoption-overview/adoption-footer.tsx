'use client'

import type { ReactNode } from 'react'
import { lazyAboutNumbers } from '../../shared/coverage/about-numbers.lazy.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { PlainButton } from '../../shared/ui/plain-controls.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { lazyWhoCanSeeAdoption } from './who-can-see-adoption.lazy.ts'

interface AdoptionFooterProps {
  /** Whether a table is shown instead of the chart. Null hides the switch, because there is no chart. */
  readonly isTable: boolean | null
  readonly onToggleTable: () => void
}

/** The footer: the promise about the use of the counts, who can see them, what they mean, and the switch to a table. */
export const AdoptionFooter = ({ isTable, onToggleTable }: AdoptionFooterProps): ReactNode => {
  const { t } = useTexts(enAdoptionDetails)
  const { t: tPanel } = useTexts(enStatsPanel)
  return (
    <footer className="claude-Footer">
      <p>{t('adoption.promise')}</p>
      <div className="claude-Disclosures">
        <Disclosure
          part={lazyWhoCanSeeAdoption}
          size="notes"
          summaryClassName="claude-Link"
          summary={tPanel('who.title')}
        >
          {({ WhoCanSeeAdoption }) => <WhoCanSeeAdoption />}
        </Disclosure>
        <Disclosure part={lazyAboutNumbers} size="notes" summaryClassName="claude-Link" summary={tPanel('about.title')}>
          {({ AboutNumbers }) => <AboutNumbers />}
        </Disclosure>
        {isTable !== null && (
          <PlainButton className="claude-Link" onClick={onToggleTable}>
            {tPanel(isTable ? 'table.hide' : 'table.show')}
          </PlainButton>
        )}
      </div>
    </footer>
  )
}
