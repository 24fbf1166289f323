'use client'

import { isStatId, products, listProductStats } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { enTeamTable } from '../texts/en-team-table.ts'
import { productText, statText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { TeamColumns, TeamEvent } from './machine.ts'

interface ColumnChooserProps {
  readonly columns: TeamColumns
  readonly onColumns: (event: TeamEvent) => void
  readonly onClose: () => void
}

/** Which stats the table has, by product, and which of them over time. */
export const ColumnChooser = ({ columns, onColumns, onClose }: ColumnChooserProps): ReactNode => {
  const words = useTexts(enTeamTable)
  const { t } = words
  const trend = useId()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is open, from anything in it.
    <div
      className="claude-Section claude-TeamStats-columns"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.currentTarget.closest('section')?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
        onClose()
      }}
    >
      {products.map((product) => (
        <fieldset key={product.id}>
          <legend>{productText(words, product.id)}</legend>
          {listProductStats(product.id).map((stat) => (
            <label key={stat.id} className="claude-Check">
              <input
                type="checkbox"
                checked={columns.stats.includes(stat.id)}
                onChange={(event) => onColumns({ type: 'stat', id: stat.id, on: event.target.checked })}
              />
              {statText(words, stat, 'shortLabel')}
            </label>
          ))}
        </fieldset>
      ))}
      <div className="claude-Stack">
        <label htmlFor={trend}>{t('team.trend')}</label>
        <select
          id={trend}
          className="claude-Field-input"
          value={columns.trend ?? ''}
          onChange={({ target: { value } }) => onColumns({ type: 'trend', id: isStatId(value) ? value : null })}
        >
          <option value="">{t('team.noTrend')}</option>
          {products.map((product) => (
            <optgroup key={product.id} label={productText(words, product.id)}>
              {listProductStats(product.id).map((stat) => (
                <option key={stat.id} value={stat.id}>
                  {statText(words, stat, 'shortLabel')}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <label className="claude-Check">
          <input
            type="checkbox"
            checked={columns.changes}
            onChange={(event) => onColumns({ type: 'changes', on: event.target.checked })}
          />
          {t('team.changes')}
        </label>
      </div>
    </div>
  )
}
