'use client'

import { isStatId, listProductStats, products } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import { type ReactNode, useRef } from 'react'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { PlainFieldset, PlainInput, PlainSelect } from '../../shared/ui/plain-controls.tsx'
import { useOwnKeys } from '../../shared/ui/use-own-keys.ts'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import type { TeamColumns, TeamColumnsEvent } from './team-columns-reducer.ts'

interface ColumnChooserProps {
  readonly columns: TeamColumns
  readonly onColumnsChange: (event: TeamColumnsEvent) => void
  /** Called on Escape. */
  readonly onClose: () => void
}

/** Lets the viewer choose the table's stats, grouped by product, and its trend column. */
export const ColumnChooser = ({ columns, onColumnsChange, onClose }: ColumnChooserProps): ReactNode => {
  const language = useTexts(enTeamTable)
  const { t } = language
  const trendId = useUniqueId()
  const ref = useRef<HTMLDivElement>(null)
  useOwnKeys(ref, {
    onEscape: () => {
      ref.current?.closest('section')?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
      onClose()
    },
  })
  return (
    <div ref={ref} className="claude-Section claude-TeamStats-columns">
      {products.map((product) => (
        <PlainFieldset key={product.id}>
          <legend>{getProductLabel(language, product.id)}</legend>
          {listProductStats(product.id).map((stat) => (
            <label key={stat.id} className="claude-Check">
              <PlainInput
                type="checkbox"
                checked={columns.statIds.includes(stat.id)}
                onChange={(event) => onColumnsChange({ type: 'stat', id: stat.id, isShown: event.target.checked })}
              />
              {getStatText(language, stat, 'shortLabel')}
            </label>
          ))}
        </PlainFieldset>
      ))}
      <div className="claude-Stack">
        <label htmlFor={trendId}>{t('team.trend')}</label>
        <PlainSelect
          id={trendId}
          className="claude-Field-input"
          value={columns.trendStatId ?? ''}
          onChange={({ target: { value } }) => onColumnsChange({ type: 'trend', id: isStatId(value) ? value : null })}
        >
          <option value="">{t('team.noTrend')}</option>
          {products.map((product) =>
            listProductStats(product.id).map((stat) => (
              <option key={stat.id} value={stat.id}>
                {/* A closed select shows the option alone, and several products have a stat of the same name. */}
                {`${getProductLabel(language, product.id)}: ${getStatText(language, stat, 'shortLabel')}`}
              </option>
            )),
          )}
        </PlainSelect>
        <label className="claude-Check">
          <PlainInput
            type="checkbox"
            checked={columns.shouldShowChanges}
            onChange={(event) => onColumnsChange({ type: 'changes', isShown: event.target.checked })}
          />
          {t('team.changes')}
        </label>
      </div>
    </div>
  )
}
