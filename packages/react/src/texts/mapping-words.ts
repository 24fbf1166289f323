import type { MappedClaudeUser, DirectoryProblem, DirectoryStatus, MappingReasonCode } from '@windmill/claude-core'
import { formatList } from '../format/formatters.ts'
import { fillText, type Text } from './text.ts'
import type { Words } from './use-texts.ts'

type HeldBack = NonNullable<DirectoryStatus['heldBack']>

/** What the server says in English about whose a claude user is and about the directory, in another language. */
export type MappingWords = {
  readonly [Key in
    | `mapping.reason.${MappingReasonCode}`
    | `mapping.heldBack.${HeldBack['reason']}`
    | `mapping.directory.${DirectoryProblem['code']}`
    /** Stands at the end of a list that is too long to name everyone. */
    | 'mapping.reason.others']: Text
}

type Language = Pick<Words<never>, 'locale' | 'texts'>

const mostNamed = 3

/** Why a claude user is in their state: the host's words for the code, else the server's. */
export const reasonText = ({ texts, locale }: Language, user: MappedClaudeUser): string => {
  const { reason, employee, candidates } = user
  const own = texts[`mapping.reason.${reason.code}`]
  if (own === undefined) return reason.message
  const names = candidates.slice(0, mostNamed).map(({ name }) => name)
  const count = candidates.length - mostNamed
  const others = count > 0 ? [...names, fillText(locale, texts['mapping.reason.others'] ?? '…', { count })] : names
  return fillText(locale, own, { who: employee?.name ?? '', others: formatList(locale, others) })
}

/** Why a newer directory is not in use. */
export const heldBackText = ({ texts, locale }: Language, { reason, message }: HeldBack): string =>
  fillText(locale, texts[`mapping.heldBack.${reason}`] ?? message)

export const directoryProblemText = ({ texts, locale }: Language, problem: DirectoryProblem): string => {
  const own = texts[`mapping.directory.${problem.code}`]
  return own === undefined ? problem.message : fillText(locale, own, { employee: problem.employeeId })
}
