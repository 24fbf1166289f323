import type { DirectoryProblem, MappedClaudeUser } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import { formatList } from '../../shared/format/formatters.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { MappingText } from '../../texts/en/mapping.ts'
import type { HeldBack } from '../../texts/text-types.ts'

type Language = Pick<Words<never>, 'locale' | 'texts'>

const maxNamedCandidates = 3

/** A Claude user's e-mail, or their id when Claude gives no e-mail. */
export const formatUserLabel = ({ t }: Words<MappingText>, { id, email }: MappedClaudeUser): string =>
  email ?? t('mapping.noEmail', { id })

/** Why a Claude user is in their state: the host's text for the code, with the server's message as the fallback. */
export const describeReason = ({ texts, locale }: Language, user: MappedClaudeUser): string => {
  const { reason, employee, candidates } = user
  const hostText = texts[`mapping.reason.${reason.code}`]
  if (hostText === undefined) return reason.message
  const names = candidates.slice(0, maxNamedCandidates).map(({ name }) => name)
  const moreCount = candidates.length - maxNamedCandidates
  const others =
    moreCount > 0 ? [...names, fillText(locale, texts['mapping.reason.others'] ?? '…', { count: moreCount })] : names
  return fillText(locale, hostText, { who: employee?.name ?? '', others: formatList(locale, others) })
}

/** Why a newer directory is held back: the host's text, with the server's message as the fallback. */
export const describeHeldBack = ({ texts, locale }: Language, { reason, message }: HeldBack): string =>
  fillText(locale, texts[`mapping.heldBack.${reason}`] ?? message)

/** A directory problem: the host's text for the code, with the server's message as the fallback. */
export const describeDirectoryProblem = ({ texts, locale }: Language, problem: DirectoryProblem): string => {
  const hostText = texts[`mapping.directory.${problem.code}`]
  return hostText === undefined ? problem.message : fillText(locale, hostText, { employee: problem.employeeId })
}
