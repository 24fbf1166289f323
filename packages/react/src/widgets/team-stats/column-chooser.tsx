'use client'

import { isStatId, listProductStats, products } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import { type ReactNode, useId } from 'react'
import { statText } from '../../shared/format/stat-texts.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import type { TeamColumns, TeamColumnsEvent } from './team-columns-reducer.ts'

interface ColumnChooserProps {
  readonly columns: TeamColumns
  readonly onColumns: (event: TeamColumnsEvent) => void
  readonly onClose: () => void
}

/** Lets the viewer choose the table's stats, grouped by product, and its trend column. */
export const ColumnChooser = ({ columns, onColumns, onClose }: ColumnChooserProps): ReactNode => {
  const words = useTexts(enTeamTable)
  const { t } = words
  const trendId = useId()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the chooser from any of its controls.
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
          <legend>{getProductLabel(words, product.id)}</legend>
          {listProductStats(product.id).map((stat) => (
            <label key={stat.id} className="claude-Check">
              <input
                type="checkbox"
                checked={columns.stats.includes(stat.id)}
                onChange={(event) => onColumns({ type: 'stat', id: stat.id, isShown: event.target.checked })}
              />
              {statText(words, stat, 'shortLabel')}
            </label>
          ))}
        </fieldset>
      ))}
      <div className="claude-Stack">
        <label htmlFor={trendId}>{t('team.trend')}</label>
        <select
          id={trendId}
          className="claude-Field-input"
          value={columns.trend ?? ''}
          onChange={({ target: { value } }) => onColumns({ type: 'trend', id: isStatId(value) ? value : null })}
        >
          <option value="">{t('team.noTrend')}</option>
          {products.map((product) => (
            <optgroup key={product.id} label={getProductLabel(words, product.id)}>
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
            onChange={(event) => onColumns({ type: 'changes', isShown: event.target.checked })}
          />
          {t('team.changes')}
        </label>
      </div>
    </div>
  )
}
