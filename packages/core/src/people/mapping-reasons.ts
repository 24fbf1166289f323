import { isolateText } from '../observations/texts/isolate-text.ts'
import type { EmployeeId } from './ids.ts'
import type { Mapping, MappingReasonCode } from './mapping.ts'
import type { Matcher } from './matcher.ts'
import { normalizeEmail } from './normalize-email.ts'

/** The values that the text of a reason may mention. */
interface ReasonContext {
  /** Name of the linked employee. */
  readonly name: string
  /** The address of the linked employee that matches the address of the Claude user. */
  readonly address: string
  /** Names of the candidates, as in "Ada, Bob and Cy". Empty without candidates. */
  readonly candidateNames: string
  /** Whether the directory still contains the linked employee. Archived employees stay in it. */
  readonly isInDirectory: boolean
}

/** Creates the text of each reason, for admins. */
export const mappingReasons: Readonly<Record<MappingReasonCode, (context: ReasonContext) => string>> = {
  same_email: ({ name }) => `${name} has this address.`,
  alias_domain: ({ name, address }) => `${name} has ${address}, and your rules take the two domains for one.`,
  plus_tag: ({ name, address }) => `${name} has ${address}, and your rules leave out what follows a plus.`,
  chosen: ({ name }) => `An admin chose ${name}.`,
  no_email: () => 'Claude gives no e‑mail for them.',
  not_an_address: () => 'What Claude gives as their e‑mail is not an address.',
  nobody_has_it: () => 'Nobody in the directory has this address.',
  taken_off: () => 'An admin unlinked them from their employee and has not chosen another one yet.',
  several_active: ({ candidateNames }) =>
    `Several people have this address: ${candidateNames}. Only you can say who uses it.`,
  several_archived: ({ candidateNames }) =>
    `Several people who have left have this address: ${candidateNames}. Only you can say who used it.`,
  several_accounts: ({ candidateNames }) =>
    `Several Claude users have this address. It was or is the address of ${candidateNames}. At least one of these people has left, so one of the Claude users may be theirs.`,
  former_owner: ({ candidateNames }) =>
    `Known with this address: ${candidateNames}. There is activity from before a former owner left, which may be theirs. Only you can say who uses it.`,
  email_changed: ({ name }) => `${name} does not have this address any more. They stay linked to ${name}.`,
  address_passed_on: ({ name, candidateNames }) =>
    `${name} has left, and the address is now with ${candidateNames}. The history stays ${name}’s until you move it.`,
  employee_gone: ({ name, candidateNames, isInDirectory }) => {
    if (isInDirectory) return `${name} has left, and nobody in the directory has this address any more.`
    const linkSentence = `They are linked to ${name}, who is no longer in the directory.`
    return candidateNames
      ? `${linkSentence} The address is now with ${candidateNames}: the history stays ${name}’s until you move it.`
      : linkSentence
  },
  set_aside: () => 'An admin said that this is nobody in the directory.',
}

/** Returns the text that explains why a Claude user has their mapping state. */
export const explainMapping = ({ user, reason, link, candidates }: Mapping, matcher: Matcher): string => {
  const getName = (id: EmployeeId) => isolateText(matcher.findEmployee(id)?.name ?? id)
  const employee = link?.employeeId ? matcher.findEmployee(link.employeeId) : undefined
  const address = employee?.emails
    .map(normalizeEmail)
    .find((email) => email !== null && matcher.getEmailKey({ ...user, email }) === matcher.getEmailKey(user))
  return mappingReasons[reason]({
    name: link?.employeeId ? getName(link.employeeId) : 'nobody',
    address: address ?? 'another address',
    candidateNames: joinNames(candidates.map(getName)),
    isInDirectory: employee !== undefined,
  })
}

/** Maximum number of names in a text. Further names are only counted, as in "and 2 more". */
const maxNames = 3

const joinNames = (names: readonly string[]): string => {
  const hiddenCount = names.length - maxNames
  const parts = hiddenCount > 0 ? [...names.slice(0, maxNames), `${hiddenCount} more`] : names
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
