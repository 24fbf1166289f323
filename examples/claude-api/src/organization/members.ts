import { addDays, claudeUserId, type Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createRandom, createToken, mix, pick, type Random } from '../random.ts'
import { sites } from './calendar.ts'
import { domain, formerDomain, type GeneratedEmployee } from './employees.ts'
import type { Member } from './member.ts'
import type { Post } from './posts.ts'
import { engineer } from './usage-profiles.ts'

/** First day on which the organization has seats. */
const openingDay: Day = '2026-01-01'
/** Day on which employees of the acquired company moved to accounts of this company. */
const migrationDay: Day = '2026-06-01'
/** Email domain of some Claude accounts that the directory does not know. */
const aliasDomain = 'halden-labs.example'

/** Day on which a department starts to get the unified experience. Its members get it within two weeks. */
const unifiedFromByDepartment: Readonly<Record<string, Day>> = {
  'Product and Design': '2026-09-14',
  Marketing: '2026-09-14',
  Engineering: '2026-11-02',
  Sales: '2026-11-02',
}

/** Creates the employees' Claude seats, plus one contractor's seat per 80 employees. */
export const createMembers = (employees: readonly GeneratedEmployee[], seed: number): Member[] => [
  ...employees.flatMap((employee, index) => createSeats(employee, index, seed)),
  ...Array.from({ length: Math.ceil(employees.length / 80) }, (_, index) => createContractor(index, seed)),
]

const createSeats = (
  { employee, post, seatKind, localPart }: GeneratedEmployee,
  index: number,
  seed: number,
): Member[] => {
  if (seatKind === 'none') return []
  const habits = createHabits(mix(seed, index), post)
  const plain: Member = {
    ...habits,
    email: `${localPart}@${domain}`,
    employeeId: employee.id,
    until: employee.archivedOn,
  }
  switch (seatKind) {
    case 'alias':
      return [{ ...plain, email: `${localPart}@${aliasDomain}` }]
    case 'capitals':
      return [{ ...plain, email: plain.email.replace(/(^|[.@])[a-z]/g, (start) => start.toUpperCase()) }]
    case 'archived':
      return [{ ...plain, from: openingDay }]
    case 'two_accounts': {
      const former = {
        ...plain,
        email: `${localPart}@${formerDomain}`,
        from: openingDay,
        until: addDays(migrationDay, -1),
      }
      const current: Member = { ...plain, id: createUserId(createRandom(mix(habits.seed, 1))), from: migrationDay }
      return [former, current]
    }
    default:
      return [plain]
  }
}

const createContractor = (index: number, seed: number): Member => ({
  ...createHabits(mix(seed, -1 - index), {
    position: { title: 'Contractor', usageProfile: engineer },
    department: 'Engineering',
  }),
  email: `contractor${index + 1}@partner.example`,
  employeeId: null,
  until: null,
})

/** Creates what differs between two people with the same job. */
const createHabits = (
  seed: number,
  { position, department }: Pick<Post, 'position' | 'department'>,
): Omit<Member, 'email' | 'employeeId' | 'until'> => {
  const random = createRandom(seed)
  const id = createUserId(random)
  // Two of five have a seat from the start, with experience. The others get one in weekly waves until September.
  const isEarlyMember = random() < 0.4
  const from = isEarlyMember ? openingDay : addDays(openingDay, 7 * Math.floor(random() * 36) + 4)
  const rampUpStart = startOfDay(from) / 86_400_000 - (isEarlyMember ? Math.floor(random() * 90) : 0)
  const departmentUnifiedFrom = unifiedFromByDepartment[department]
  return {
    id,
    group: createGroup(department),
    from,
    unifiedFrom: departmentUnifiedFrom ? addDays(departmentUnifiedFrom, Math.floor(random() * 15)) : null,
    usageProfile: position.usageProfile,
    usageProbability: 0.35 + 0.62 * Math.sqrt(random()),
    // Most members have a similar volume, a few have three times as much.
    volume: 0.45 * Math.exp(1.35 * random() ** 1.5),
    rejectionRate: 0.03 + 0.2 * random() ** 2,
    rampUpStart,
    site: pick(random, sites),
    vacationWeeks: [7, 14, 28, 33, 40].map((week) => week + Math.floor(random() * 6) - 2).filter(() => random() < 0.75),
    seed: mix(seed, 2),
  }
}

const createUserId = (random: Random): Member['id'] => claudeUserId(`user_01${createToken(random, 22)}`)

/** Creates the Claude group of a department. Its id does not depend on the seed. */
const createGroup = (department: string): Member['group'] => {
  const seed = Array.from(department).reduce((hash, letter) => mix(hash, letter.charCodeAt(0)), 0)
  return { id: `rbac_group_01${createToken(createRandom(seed), 22)}`, name: department }
}
