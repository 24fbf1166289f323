import { addDays, claudeUserId, type Day, maxDay } from '@windmill/claude-core'
import { createRandom, createToken, mix, pick, type Random } from '../random.ts'
import { createCalendarDay, weightedOfficeCountries } from './calendar.ts'
import { acquiredDomain, companyDomain, type GeneratedEmployee } from './employees.ts'
import type { Member } from './member.ts'
import type { Post } from './posts.ts'
import { engineer } from './usage-profiles.ts'

/** First day on which the organization has seats. */
const openingDay: Day = '2026-01-01'
/** First day of the seats under `companyDomain` that replace seats under `acquiredDomain`. */
const migrationDay: Day = '2026-06-01'
/** Email domain of some seats. No address in the directory has this domain. */
const aliasDomain = 'halden-labs.example'

/** Day on which the first members of a department get the unified experience. The others get it within two weeks. */
const unifiedFromByDepartment: Readonly<Record<string, Day>> = {
  'Product and Design': '2026-09-14',
  Marketing: '2026-09-14',
  Engineering: '2026-11-02',
  Sales: '2026-11-02',
}

/** Creates the employees' Claude seats, plus one contractor's seat for every 80 employees or part of 80. */
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
  const memberBase = createMemberBase(mix(seed, index), post)
  const plainMember: Member = {
    ...memberBase,
    email: `${localPart}@${companyDomain}`,
    employeeId: employee.id,
    from: employee.startedOn ? maxDay(employee.startedOn, memberBase.from) : memberBase.from,
    until: employee.archivedOn,
  }
  switch (seatKind) {
    case 'alias':
      return [{ ...plainMember, email: `${localPart}@${aliasDomain}` }]
    case 'capitals':
      return [{ ...plainMember, email: plainMember.email.replace(/(^|[.@])[a-z]/g, (start) => start.toUpperCase()) }]
    case 'archived':
      return [{ ...plainMember, from: openingDay }]
    case 'two_seats': {
      const earlierSeat: Member = {
        ...plainMember,
        email: `${localPart}@${acquiredDomain}`,
        from: openingDay,
        until: addDays(migrationDay, -1),
      }
      const laterSeat: Member = {
        ...plainMember,
        id: createUserId(createRandom(mix(memberBase.seed, 1))),
        from: migrationDay,
      }
      return [earlierSeat, laterSeat]
    }
    default:
      return [plainMember]
  }
}

const createContractor = (index: number, seed: number): Member => ({
  ...createMemberBase(mix(seed, -1 - index), {
    position: { title: 'Contractor', usageProfile: engineer },
    department: 'Engineering',
  }),
  email: `contractor${index + 1}@partner.example`,
  employeeId: null,
  until: null,
})

/** Creates the properties of a member that depend only on the job and on chance. */
const createMemberBase = (
  seed: number,
  { position, department }: Pick<Post, 'position' | 'department'>,
): Omit<Member, 'email' | 'employeeId' | 'until'> => {
  const random = createRandom(seed)
  const id = createUserId(random)
  // About two of five members have a seat from the opening day, and up to 90 days of experience with Claude on that
  // day. The others get a seat in weekly waves until September.
  const isEarlyMember = random() < 0.4
  const from = isEarlyMember ? openingDay : addDays(openingDay, 7 * Math.floor(random() * 36) + 4)
  const rampUpStartDayNumber = createCalendarDay(from).dayNumber - (isEarlyMember ? Math.floor(random() * 90) : 0)
  const departmentUnifiedFrom = unifiedFromByDepartment[department]
  return {
    id,
    group: createGroup(department),
    from,
    unifiedFrom: departmentUnifiedFrom ? addDays(departmentUnifiedFrom, Math.floor(random() * 15)) : null,
    usageProfile: position.usageProfile,
    usageProbability: 0.35 + 0.62 * Math.sqrt(random()),
    // The distribution is skewed: half of the members are below 0.73, a few are above 1.5.
    volume: 0.45 * Math.exp(1.35 * random() ** 1.5),
    rejectionRate: 0.03 + 0.2 * random() ** 2,
    rampUpStartDayNumber,
    officeCountry: pick(random, weightedOfficeCountries),
    vacationWeeks: [7, 14, 28, 33, 40].map((week) => week + Math.floor(random() * 6) - 2).filter(() => random() < 0.75),
    seed: mix(seed, 2),
  }
}

const createUserId = (random: Random): Member['id'] => claudeUserId(`user_01${createToken(random, 22)}`)

/** Creates the RBAC group of a department. Its id depends only on the name, not on the seed of the organization. */
const createGroup = (department: string): Member['group'] => {
  const nameHash = Array.from(department).reduce((hash, letter) => mix(hash, letter.charCodeAt(0)), 0)
  return { id: `rbac_group_01${createToken(createRandom(nameHash), 22)}`, name: department }
}
