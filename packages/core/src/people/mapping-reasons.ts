import { normalizeEmail } from './email.ts'
import type { EmployeeId } from './ids.ts'
import type { Mapping, MappingReasonCode } from './mapping.ts'
import type { Matcher } from './matcher.ts'

interface Words {
  /** Whom they are linked to. */
  readonly who: string
  /** Which of their addresses is taken for the claude user's. */
  readonly address: string
  /** The candidates; empty where there are none. */
  readonly others: string
  /** Whether the one they are linked to is still in the directory. */
  readonly isKnown: boolean
}

/** Every reason in words, for admins. */
export const mappingReasons: Readonly<Record<MappingReasonCode, (words: Words) => string>> = {
  same_email: ({ who }) => `${who} has this address.`,
  alias_domain: ({ who, address }) => `${who} has ${address}, and your rules take the two domains for one.`,
  plus_tag: ({ who, address }) => `${who} has ${address}, and your rules leave out what follows a plus.`,
  chosen: ({ who }) => `An admin chose ${who}.`,
  no_email: () => 'Claude gives no e-mail for them.',
  not_an_address: () => 'What Claude gives as their e-mail is not an address.',
  nobody_has_it: () => 'Nobody in the directory has this address.',
  taken_off: () => 'An admin took them off whom they were linked to, and chose nobody else so far.',
  several_active: ({ others }) => `Several people have this address: ${others}. Only you can say whose it is.`,
  several_archived: ({ others }) =>
    `Several people who have left have this address: ${others}. Only you can say whose it was.`,
  several_accounts: ({ others }) =>
    `Several claude users have this address, and so have ${others}, of whom not all are still here. One of the claude users may be a former owner’s.`,
  former_owner: ({ others }) =>
    `${others} have this address, of whom not all are still here. There is activity from before a former owner left, which may be theirs. Only you can say whose it is.`,
  email_changed: ({ who }) => `Nobody in the directory has this address any more. They stay linked to ${who}.`,
  address_passed_on: ({ who, others }) =>
    `${who} has left, and the address is now with ${others}. The history stays ${who}’s until you move it.`,
  employee_gone: ({ who, others, isKnown }) => {
    if (isKnown) return `${who} has left, and nobody in the directory has this address any more.`
    const linked = `They are linked to ${who}, who is no longer in the directory.`
    return others
      ? `${linked} The address is now with ${others}: the history stays ${who}’s until you move it.`
      : linked
  },
  set_aside: () => 'An admin said that this is nobody in the directory.',
}

/** Why a claude user is in their state, in words. */
export const explainMapping = ({ user, reason, link, candidates }: Mapping, matcher: Matcher): string => {
  const nameOf = (id: EmployeeId) => matcher.employee(id)?.name ?? id
  const employee = link?.employeeId ? matcher.employee(link.employeeId) : undefined
  const address = employee?.emails
    .map(normalizeEmail)
    .find((email) => email !== null && matcher.keyOf({ ...user, email }) === matcher.keyOf(user))
  return mappingReasons[reason]({
    who: link?.employeeId ? nameOf(link.employeeId) : 'nobody',
    address: address ?? 'another address',
    others: listed(candidates.map(nameOf)),
    isKnown: employee !== undefined,
  })
}

const maxNames = 3

const listed = (names: readonly string[]): string => {
  const more = names.length - maxNames
  const parts = more > 0 ? [...names.slice(0, maxNames), `${more} more`] : names
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
