import { normalizeEmail } from './email.ts'
import type { EmployeeId } from './ids.ts'
import type { Mapping, MappingReasonCode } from './mapping.ts'
import type { Matcher } from './matcher.ts'

interface ReasonContext {
  /** Name of the linked employee. */
  readonly name: string
  /** The linked employee's address that matches the Claude user's. */
  readonly address: string
  /** Names of the candidates as a list in words; empty without candidates. */
  readonly others: string
  /** Whether the linked employee is still in the directory. */
  readonly isInDirectory: boolean
}

/** The text of every reason, for admins. */
export const mappingReasons: Readonly<Record<MappingReasonCode, (context: ReasonContext) => string>> = {
  same_email: ({ name }) => `${name} has this address.`,
  alias_domain: ({ name, address }) => `${name} has ${address}, and your rules take the two domains for one.`,
  plus_tag: ({ name, address }) => `${name} has ${address}, and your rules leave out what follows a plus.`,
  chosen: ({ name }) => `An admin chose ${name}.`,
  no_email: () => 'Claude gives no e-mail for them.',
  not_an_address: () => 'What Claude gives as their e-mail is not an address.',
  nobody_has_it: () => 'Nobody in the directory has this address.',
  taken_off: () => 'An admin unlinked them from their employee and has not chosen another one yet.',
  several_active: ({ others }) => `Several people have this address: ${others}. Only you can say whose it is.`,
  several_archived: ({ others }) =>
    `Several people who have left have this address: ${others}. Only you can say whose it was.`,
  several_accounts: ({ others }) =>
    `Several Claude users have this address, and so do ${others}, but not all of them are still here. One of the Claude users may be a former owner’s.`,
  former_owner: ({ others }) =>
    `${others} have this address, but not all of them are still here. There is activity from before a former owner left, which may be theirs. Only you can say whose it is.`,
  email_changed: ({ name }) => `Nobody in the directory has this address any more. They stay linked to ${name}.`,
  address_passed_on: ({ name, others }) =>
    `${name} has left, and the address is now with ${others}. The history stays ${name}’s until you move it.`,
  employee_gone: ({ name, others, isInDirectory }) => {
    if (isInDirectory) return `${name} has left, and nobody in the directory has this address any more.`
    const linked = `They are linked to ${name}, who is no longer in the directory.`
    return others
      ? `${linked} The address is now with ${others}: the history stays ${name}’s until you move it.`
      : linked
  },
  set_aside: () => 'An admin said that this is nobody in the directory.',
}

/** Explains in words why a Claude user has their mapping state. */
export const explainMapping = ({ user, reason, link, candidates }: Mapping, matcher: Matcher): string => {
  const getName = (id: EmployeeId) => matcher.findEmployee(id)?.name ?? id
  const employee = link?.employeeId ? matcher.findEmployee(link.employeeId) : undefined
  const address = employee?.emails
    .map(normalizeEmail)
    .find((email) => email !== null && matcher.getEmailKey({ ...user, email }) === matcher.getEmailKey(user))
  return mappingReasons[reason]({
    name: link?.employeeId ? getName(link.employeeId) : 'nobody',
    address: address ?? 'another address',
    others: joinNames(candidates.map(getName)),
    isInDirectory: employee !== undefined,
  })
}

/** Maximum number of names in a text. The rest is counted: "and 2 more". */
const maxNames = 3

const joinNames = (names: readonly string[]): string => {
  const more = names.length - maxNames
  const parts = more > 0 ? [...names.slice(0, maxNames), `${more} more`] : names
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
