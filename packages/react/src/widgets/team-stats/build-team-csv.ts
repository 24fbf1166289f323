import type { Period, StatDefinition, TeamMember } from '@windmill/claude-core'
import { byteOrderMark, formatCsvLine, getProductLabel } from '@windmill/claude-core/internal'
import { getStatText, getUnitText } from '../../shared/format/get-stat-text.ts'
import type { HostTexts } from '../../shared/format/use-texts.ts'
import { shortenNote } from '../../shared/note/shorten-note.ts'

interface TeamCsvOptions {
  /** The language of stats and units. Its locale decides how the file separates cells and writes decimals. */
  readonly language: HostTexts
  readonly labels: {
    /** Headers of the columns with the person and the first and last day of the period. */
    readonly id: string
    readonly name: string
    readonly from: string
    readonly to: string
    /** Header of the column with the person's own note. */
    readonly note: string
    /** Header of the column that names the person's partial stats. */
    readonly partial: string
    /** Stands in place of the unit of a rate, for example `0 to 1`. */
    readonly rateRange: string
  }
  readonly period: Period
  readonly stats: readonly StatDefinition[]
  readonly people: readonly TeamMember[]
  /** The people's own notes, by employee id. Undefined leaves out their column. */
  readonly notes?: ReadonlyMap<string, string> | undefined
}

/** Builds the table as CSV, with one line per person. Unknown values are empty. */
export const buildTeamCsv = ({ language, labels, period, stats, people, notes }: TeamCsvOptions): string => {
  const getLabel = (stat: StatDefinition) =>
    `${getProductLabel(language, stat.product)}: ${getStatText(language, stat, 'shortLabel')}`
  const getHeader = (stat: StatDefinition) =>
    `${getLabel(stat)} (${stat.kind === 'ratio' ? labels.rateRange : getUnitText(language, stat.unit)})`
  const headers = [
    labels.id,
    labels.name,
    labels.from,
    labels.to,
    ...stats.map(getHeader),
    labels.partial,
    ...(notes ? [labels.note] : []),
  ]
  const lines = people.map((person) => [
    person.id,
    person.name,
    period.from,
    period.to,
    ...stats.map(({ id }) => person.stats[id]?.value ?? null),
    stats
      .filter(({ id }) => person.stats[id]?.partial)
      .map(getLabel)
      .join(', '),
    ...(notes ? [shortenNote(notes.get(person.id))] : []),
  ])
  return byteOrderMark + [headers, ...lines].map((line) => formatCsvLine(line, language.locale)).join('')
}
