import type { StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import type { Language } from '../format/use-texts.ts'

/** Formats a stat's value, with "at least" before a partial count, and "partial" before a partial rate. */
export const formatStatValue = (
  { t, locale }: Language<StatsPanelText>,
  stat: Pick<StatDefinition, 'kind'>,
  value: number | null,
  isPartial: boolean,
): string =>
  `${isPartial ? `${t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')} ` : ''}${formatValue(locale, stat, value)}`
