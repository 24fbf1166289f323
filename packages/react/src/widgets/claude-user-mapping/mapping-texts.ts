import type { DirectoryProblem, MappedClaudeUser } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import { formatList } from '../../shared/format/formatters.ts'
import type { HostTexts, Language } from '../../shared/format/use-texts.ts'
import type { MappingText } from '../../texts/en/mapping.ts'
import type { HeldBack } from '../../texts/text-types.ts'

/** Maximum number of candidates of a conflict that are named. The others are only counted. */
const maxNamedCandidates = 3

/** Formats a Claude user's e-mail, or their id if Claude gives no e-mail. */
export const formatUserLabel = ({ t }: Language<MappingText>, { id, email }: MappedClaudeUser): string =>
  email ?? t('mapping.noEmail', { id })

/**
 * Describes why a Claude user is in their state: the host's text for the code, or the server's message if there is no
 * such text.
 */
export const describeReason = ({ texts, locale }: HostTexts, user: MappedClaudeUser): string => {
  const { reason, employee, candidates } = user
  const hostText = texts[`mapping.reason.${reason.code}`]
  if (hostText === undefined) return reason.message
  const names = candidates.slice(0, maxNamedCandidates).map(({ name }) => name)
  const moreCount = candidates.length - maxNamedCandidates
  const others =
    moreCount > 0
      ? [...names, fillText(locale, texts['mapping.reason.others'] ?? '…', { count: moreCount }, texts.language)]
      : names
  return fillText(locale, hostText, { who: employee?.name ?? '', others: formatList(locale, others) }, texts.language)
}

/**
 * Describes why a newer directory is held back: the host's text for the reason, or the server's message if there is no
 * such text.
 */
export const describeHeldBack = ({ texts, locale }: HostTexts, { reason, message }: HeldBack): string =>
  fillText(locale, texts[`mapping.heldBack.${reason}`] ?? message)

/** Describes a directory problem: the host's text for the code, or the server's message if there is no such text. */
export const describeDirectoryProblem = ({ texts, locale }: HostTexts, problem: DirectoryProblem): string => {
  const hostText = texts[`mapping.directory.${problem.code}`]
  return hostText === undefined ? problem.message : fillText(locale, hostText, { employee: problem.employeeId })
}
