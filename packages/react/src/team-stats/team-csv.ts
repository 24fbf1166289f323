import { byteOrderMark, csvLine, type StatDefinition, type TeamMember } from '@windmill/claude-core'

interface TeamCsv {
  /** What the columns without a stat are called. */
  readonly labels: { readonly name: string; readonly partial: string }
  readonly stats: readonly StatDefinition[]
  readonly people: readonly TeamMember[]
}

/** The table as a file: a line for each person in view. The last column names the stats whose value is not the whole. */
export const teamCsv = ({ labels, stats, people }: TeamCsv): string => {
  const headOf = ({ label, kind, unit }: StatDefinition) => `${label} (${kind === 'ratio' ? '0 to 1' : unit})`
  const lines = people.map((person) => [
    person.name,
    ...stats.map(({ id }) => person.stats[id]?.value ?? null),
    stats
      .filter(({ id }) => person.stats[id]?.partial)
      .map(({ label }) => label)
      .join(', '),
  ])
  return byteOrderMark + [[labels.name, ...stats.map(headOf), labels.partial], ...lines].map(csvLine).join('')
}
