'use client'

import type { ReactNode } from 'react'
import { useStatsTexts } from '../texts/use-texts.ts'

interface FooterProps {
  readonly employeeName: string | undefined
  /** Null where there are no numbers to put in a table. */
  readonly table: boolean | null
  readonly onTable: () => void
}

/** What these numbers are and are not, and who can see them. */
export const Footer = ({ employeeName, table, onTable }: FooterProps): ReactNode => {
  const { t } = useStatsTexts()
  return (
    <footer className="claude-StatsPanel-foot">
      <p>{t('footer.promise')}</p>
      <div className="claude-StatsPanel-more">
        <details>
          <summary className="claude-Link">{t('who.title')}</summary>
          <ul>
            <li>{employeeName ? t('who.self', { name: employeeName }) : t('who.selfUnnamed')}</li>
            <li>{t('who.managers')}</li>
            <li>{t('who.admins')}</li>
            <li>{t('who.never')}</li>
          </ul>
          <p>{t('who.record')}</p>
        </details>
        <details>
          <summary className="claude-Link">{t('about.title')}</summary>
          <p>{t('about.context')}</p>
          <p>{t('about.days')}</p>
          <p>{t('about.bedrock')}</p>
        </details>
        {table !== null && (
          <button type="button" className="claude-Link" onClick={onTable}>
            {t(table ? 'table.hide' : 'table.show')}
          </button>
        )}
      </div>
    </footer>
  )
}
