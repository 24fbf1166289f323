import type { StatDefinition, TeamMember } from '@windmill/claude-core'
import { byteOrderMark, formatCsvLine } from '@windmill/claude-core/internal'
import { getStatText, getUnitText } from '../../shared/format/get-stat-text.ts'
import type { HostTexts } from '../../shared/format/use-texts.ts'

interface TeamCsvOptions {
  /** The language of stats and units. */
  readonly language: HostTexts
  readonly labels: {
    /** Header of the name column. */
    readonly name: string
    /** Header of the last column, which names the person's partial stats. */
    readonly partial: string
    /** The range of a rate, shown in place of a unit. */
    readonly rate: string
  }
  readonly stats: readonly StatDefinition[]
  readonly people: readonly TeamMember[]
}

/** Builds the table as CSV, with one line per person. Unknown values are empty. */
export const buildTeamCsv = ({ language, labels, stats, people }: TeamCsvOptions): string => {
  const getLabel = (stat: StatDefinition) => getStatText(language, stat, 'label')
  const getHeader = (stat: StatDefinition) =>
    `${getLabel(stat)} (${stat.kind === 'ratio' ? labels.rate : getUnitText(language, stat.unit)})`
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
