import { addDays, type ClaudeUser, type ClaudeUserId, type Day, type Link, normalizeEmail } from '@windmill/claude-core'
import type { Organization } from '@windmill/example-claude-api'
import type { DirectoryEntry } from '../src/index.ts'
import type { Chance } from './random.ts'

/** The host's side of the world: who works there. People come and leave, and addresses change hands. */
export interface Office {
  readonly directory: () => readonly DirectoryEntry[]
  readonly change: (today: Day) => void
}

export const createOffice = (chance: Chance, { directory: atFirst, claudeUsers }: Organization): Office => {
  let people: readonly DirectoryEntry[] = atFirst
  const replace = (who: DirectoryEntry, change: Partial<DirectoryEntry>) => {
    people = people.map((person) => (person === who ? { ...person, ...change } : person))
  }
  return {
    directory: () => people,
    change(today) {
      const [who, other] = [chance.pick(people), chance.pick(people)]
      const hire = (emails: readonly string[]) => {
        people = [...people, { id: `new-${chance.integer(1, 1e9)}`, name: 'New Hire', emails, managerId: null }]
      }
      chance.pick<() => void>([
        () => replace(who, { emails: [chance.pick(claudeUsers).email] }),
        () => replace(who, { emails: [...who.emails, ...other.emails] }),
        () => replace(who, { emails: who.emails.map((email) => ` ${email.toUpperCase()} `) }),
        () => replace(who, { emails: [] }),
        () => replace(who, { archivedOn: addDays(today, chance.integer(-20, 5)) }),
        () => replace(who, { archivedOn: null }),
        () => replace(who, { managerId: other.id }),
        () => hire(who.emails),
        () => hire([chance.pick(claudeUsers).email]),
        () => {
          people = people.filter((person) => person !== who)
        },
      ])()
    },
  }
}

/**
 * What is wrong with the links, in the words of the rule: who alone has the address, or is the only one of those who
 * have it that is still there, is linked; where several are, nobody. A link to someone who has left or was removed may
 * stay, and so may any where nobody has the address. Where one who left and one who is here share it with several claude
 * users, there may be no link; and none to who is here where there was activity before the other left, unless both have
 * one name.
 */
export const wrongLinks = (
  people: readonly DirectoryEntry[],
  users: readonly ClaudeUser[],
  links: readonly Link[],
  firstActive: ReadonlyMap<ClaudeUserId, Day>,
  today: Day,
): string[] =>
  users.flatMap(({ id, email }) => {
    const address = email === null ? null : normalizeEmail(email)
    const isSame = (other: string | null) => other !== null && address !== null && normalizeEmail(other) === address
    const hasLeft = ({ archivedOn }: DirectoryEntry) => archivedOn != null && archivedOn <= today
    const owners = people.filter(({ emails }) => emails.some(isSame))
    const active = owners.filter((person) => !hasLeft(person))
    const candidates = active.length > 0 ? active : owners
    const mayBeAnothers = candidates.length < owners.length && users.filter((other) => isSame(other.email)).length > 1
    const first = firstActive.get(id)
    const former = active[0] ? owners.filter((person) => hasLeft(person) && person.name !== active[0]?.name) : []
    const isAnothers = former.some(({ archivedOn }) => archivedOn && first && first <= archivedOn)
    const mine = links.filter(({ claudeUserId }) => claudeUserId === id)
    const isTo = (some: readonly DirectoryEntry[]) => some.some((person) => person.id === mine[0]?.employeeId)
    const right =
      mine.length === 0
        ? candidates.length !== 1 || mayBeAnothers || isAnothers
        : mine.length === 1 &&
          (candidates.length === 0 ||
            !isTo(people.filter((person) => !hasLeft(person))) ||
            (candidates.length === 1 && isTo(candidates) && !isAnothers))
    return right ? [] : [`${id} (${email}) is linked to ${mine.map(({ employeeId }) => employeeId)}`]
  })
