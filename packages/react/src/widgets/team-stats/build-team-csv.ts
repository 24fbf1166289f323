import type { StatDefinition, TeamMember } from '@windmill/claude-core'
import { byteOrderMark, formatCsvLine } from '@windmill/claude-core/internal'
import { statText, unitText } from '../../shared/format/stat-texts.ts'
import type { Words } from '../../shared/format/use-texts.ts'

interface TeamCsvOptions {
  readonly words: Words<never>
  /** Headers of the name column and the partial column, and the unit that rates get in their header. */
  readonly labels: { readonly name: string; readonly partial: string; readonly rate: string }
  readonly stats: readonly StatDefinition[]
  readonly people: readonly TeamMember[]
}

/** The table as CSV, with one line per person. The last column names the person's partial stats. */
export const buildTeamCsv = ({ words, labels, stats, people }: TeamCsvOptions): string => {
  const getLabel = (stat: StatDefinition) => statText(words, stat, 'label')
  const getHeader = (stat: StatDefinition) =>
    `${getLabel(stat)} (${stat.kind === 'ratio' ? labels.rate : unitText(words, stat.unit)})`
  const lines = people.map((person) => [
    person.name,
    ...stats.map(({ id }) => person.stats[id]?.value ?? null),
    stats
      .filter(({ id }) => person.stats[id]?.partial)
      .map(getLabel)
      .join(', '),
  ])
  return byteOrderMark + [[labels.name, ...stats.map(getHeader), labels.partial], ...lines].map(formatCsvLine).join('')
}
