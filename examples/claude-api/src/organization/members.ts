import { addDays, claudeUserId, type Day, startOfDay } from '@windmill/claude-core'
import { mix, pick, type Random, randomFrom, token } from '../random.ts'
import { sites } from './calendar.ts'
import { domain, formerDomain, type Hire } from './employees.ts'
import type { Member } from './member.ts'
import type { Post } from './staff.ts'
import { engineer } from './work.ts'

const opening: Day = '2026-01-01'
/** When the company it bought was moved over to the company's own accounts. */
const move: Day = '2026-06-01'
/** The domain that some Claude accounts have and the directory does not know. */
const aliasDomain = 'halden-labs.example'

/** The departments whose chat and Cowork became one, and when; there, people are moved over within two weeks. */
const unifiedFrom: Readonly<Record<string, Day>> = {
  'Product and Design': '2026-09-14',
  Marketing: '2026-09-14',
  Engineering: '2026-11-02',
  Sales: '2026-11-02',
}

/** The seats that employees have in Claude, and one for every eighty people from outside. */
export const createMembers = (hires: readonly Hire[], seed: number): Member[] => [
  ...hires.flatMap((hire, index) => seatsOf(hire, index, seed)),
  ...Array.from({ length: Math.ceil(hires.length / 80) }, (_, index) => contractor(index, seed)),
]

const seatsOf = ({ employee, post, seat, localPart }: Hire, index: number, seed: number): Member[] => {
  if (seat === 'none') return []
  const habits = habitsOf(mix(seed, index), post)
  const plain: Member = {
    ...habits,
    email: `${localPart}@${domain}`,
    employeeId: employee.id,
    until: employee.archivedOn,
  }
  switch (seat) {
    case 'alias':
      return [{ ...plain, email: `${localPart}@${aliasDomain}` }]
    case 'capitals':
      return [{ ...plain, email: plain.email.replace(/(^|[.@])[a-z]/g, (start) => start.toUpperCase()) }]
    case 'archived':
      return [{ ...plain, from: opening }]
    case 'two_accounts': {
      const former = { ...plain, email: `${localPart}@${formerDomain}`, from: opening, until: addDays(move, -1) }
      const since: Member = { ...plain, id: idFrom(randomFrom(mix(habits.seed, 1))), from: move }
      return [former, since]
    }
    default:
      return [plain]
  }
}

const contractor = (index: number, seed: number): Member => ({
  ...habitsOf(mix(seed, -1 - index), { position: { title: 'Contractor', work: engineer }, department: 'Engineering' }),
  email: `contractor${index + 1}@partner.example`,
  employeeId: null,
  until: null,
})

/** What makes two people with the same job differ. */
const habitsOf = (
  seed: number,
  { position, department }: Pick<Post, 'position' | 'department'>,
): Omit<Member, 'email' | 'employeeId' | 'until'> => {
  const random = randomFrom(seed)
  const id = idFrom(random)
  // Two of five were there from the start and know their way about; the others came in waves until September.
  const first = random() < 0.4
  const from = first ? opening : addDays(opening, 7 * Math.floor(random() * 36) + 4)
  const learningSince = startOfDay(from) / 86_400_000 - (first ? Math.floor(random() * 90) : 0)
  const moving = unifiedFrom[department]
  return {
    id,
    group: groupOf(department),
    from,
    unifiedFrom: moving ? addDays(moving, Math.floor(random() * 15)) : null,
    work: position.work,
    pace: 0.35 + 0.62 * Math.sqrt(random()),
    // Most do about the same, a few three times as much.
    volume: 0.45 * Math.exp(1.35 * random() ** 1.5),
    caution: 0.03 + 0.2 * random() ** 2,
    learningSince,
    site: pick(random, sites),
    vacationWeeks: [7, 14, 28, 33, 40].map((week) => week + Math.floor(random() * 6) - 2).filter(() => random() < 0.75),
    seed: mix(seed, 2),
  }
}

const idFrom = (random: Random): Member['id'] => claudeUserId(`user_01${token(random, 22)}`)

/** A department is a group in Claude too, with the same id under every seed. */
const groupOf = (department: string): Member['group'] => {
  const seed = Array.from(department).reduce((hash, letter) => mix(hash, letter.charCodeAt(0)), 0)
  return { id: `rbac_group_01${token(randomFrom(seed), 22)}`, name: department }
}
