import type { StatDefinition, TeamMember } from '@windmill/claude-core'
import { byteOrderMark, formatCsvLine } from '@windmill/claude-core/internal'
import { statText, unitText } from '../texts/stat-texts.ts'
import type { Words } from '../texts/use-texts.ts'

interface TeamCsv {
  readonly words: Words<never>
  /** What the columns without a stat are called. */
  readonly labels: { readonly name: string; readonly partial: string; readonly rate: string }
  readonly stats: readonly StatDefinition[]
  readonly people: readonly TeamMember[]
}

/** The table as a file: a line for each person in view. The last column names the stats whose value is not the whole. */
export const teamCsv = ({ words, labels, stats, people }: TeamCsv): string => {
  const nameOf = (stat: StatDefinition) => statText(words, stat, 'label')
  const headOf = (stat: StatDefinition) =>
    `${nameOf(stat)} (${stat.kind === 'ratio' ? labels.rate : unitText(words, stat.unit)})`
  const lines = people.map((person) => [
    person.name,
    ...stats.map(({ id }) => person.stats[id]?.value ?? null),
    stats
      .filter(({ id }) => person.stats[id]?.partial)
      .map(nameOf)
      .join(', '),
  ])
  return byteOrderMark + [[labels.name, ...stats.map(headOf), labels.partial], ...lines].map(formatCsvLine).join('')
}
