import {
  addDays,
  type Day,
  type Employee,
  type EmployeeId,
  employeeId,
  type Participation,
} from '@windmill/claude-core'
import { mix } from '../random.ts'
import { createName, toAddressPart } from './names.ts'
import { createPosts, type Post } from './posts.ts'

/** Email domain of the company. */
export const companyDomain = 'halden.example'
/** Email domain of a company that this company acquired. Some employees still have an address there. */
export const acquiredDomain = 'brightloom.example'

/** The access level of an employee in the host app. */
export type AccessLevel = 'admin' | 'hr_admin' | 'integration_manager' | 'data_analyst' | 'member'

/** The first employee with each of these job titles has an access level other than `member`. */
const accessLevelByTitle: ReadonlyMap<string, AccessLevel> = new Map([
  ['Head of People Operations', 'admin'],
  ['People Partner', 'hr_admin'],
  ['Solutions Consultant', 'integration_manager'],
  ['Revenue Operations Analyst', 'data_analyst'],
])

/** An employee in the host app's directory, with their access level in the host app, job title and department. */
export interface DirectoryEmployee extends Employee {
  readonly accessLevel: AccessLevel
  readonly title: string
  readonly department: string
}

/** Which Claude seats an employee has. */
export type SeatKind =
  /** One seat with the employee's address. */
  | 'plain'
  /** No seat. */
  | 'none'
  /** One seat with an address in a domain that the directory does not contain. */
  | 'alias'
  /** One seat with the employee's address, spelled with capitals. */
  | 'capitals'
  /**
   * Two consecutive seats: the first with an address in the domain of the acquired company, the second with an address
   * in the domain of the company.
   */
  | 'two_seats'
  /** One seat, which ends when the employee is archived. */
  | 'archived'

/** An employee with the details that their Claude seats are generated from. */
export interface GeneratedEmployee {
  readonly employee: DirectoryEmployee
  readonly post: Post
  readonly seatKind: SeatKind
  /** Part before the @ in all of the employee's addresses. */
  readonly localPart: string
}

/**
 * Day on which the archived persona leaves. The other leavers leave between 45 days before and 29 days after this day.
 */
const personaArchivedOn: Day = '2026-06-30'

/** First day of one in fifty of the employees who manage nobody. */
const newcomerStartedOn: Day = '2026-09-14'
/** First day of an employee in the manager persona's team, with so few days that nothing can be compared. */
const latestNewcomerStartedOn: Day = '2026-11-23'
const latestNewcomerContributorIndex = 3

const chooseStartedOn = (contributorIndex: number | null): Day | null => {
  if (contributorIndex === latestNewcomerContributorIndex) return latestNewcomerStartedOn
  return contributorIndex !== null && contributorIndex % 50 === 29 ? newcomerStartedOn : null
}

/** Offices of the company, as the directory names them. */
const locations = ['Berlin', 'Lisbon', 'Dublin'] as const

/** Index of the archived persona among the employees who manage nobody. */
const personaContributorIndex = 2

/**
 * Chooses the seat kind of an employee who manages nobody. `index` counts these employees from 0. Every kind recurs, so
 * larger companies have more of each. The first people below the manager personas have a seat, so that the first
 * page that someone opens in a demo has figures.
 */
const chooseSeatKind = (index: number): SeatKind => {
  if (index % 50 === personaContributorIndex) return 'archived'
  if (index % 50 === 5) return 'capitals'
  if (index % 50 === 7) return 'alias'
  if (index % 50 === 12) return 'two_seats'
  return index % 12 === 10 ? 'none' : 'plain'
}

/**
 * Chooses the participation of an employee. One in 50 employees without reports has `totals`, and one in 50 has
 * `excluded`.
 */
const chooseParticipation = (contributorIndex: number | null): Participation => {
  if (contributorIndex !== null && contributorIndex % 50 === 23) return 'totals'
  return contributorIndex !== null && contributorIndex % 50 === 26 ? 'excluded' : 'included'
}

/** Creates `people` employees with names, addresses and managers. The chief executive comes first. */
export const createEmployees = (people: number, seed: number): GeneratedEmployee[] => {
  const countByAddressName = new Map<string, number>()
  let contributorCount = 0
  const seenTitles = new Set<string>()

  return createPosts(people).map((post, index): GeneratedEmployee => {
    const contributorIndex = post.isLead ? null : contributorCount++
    const seatKind = contributorIndex === null ? 'plain' : chooseSeatKind(contributorIndex)
    const { title } = post.position
    const accessLevel = seenTitles.has(title) ? 'member' : (accessLevelByTitle.get(title) ?? 'member')
    seenTitles.add(title)
    const { first, last } = createName(index)
    const addressName = `${toAddressPart(first)}.${toAddressPart(last)}`
    const namesakeCount = countByAddressName.get(addressName) ?? 0
    countByAddressName.set(addressName, namesakeCount + 1)
    const localPart = namesakeCount === 0 ? addressName : `${addressName}${namesakeCount + 1}`
    return {
      post,
      seatKind,
      localPart,
      employee: {
        id: createEmployeeId(index),
        name: `${first} ${last}`,
        emails: [
          `${localPart}@${companyDomain}`,
          ...(seatKind === 'two_seats' ? [`${localPart}@${acquiredDomain}`] : []),
        ],
        managerId: post.managerIndex === null ? null : createEmployeeId(post.managerIndex),
        archivedOn:
          seatKind !== 'archived'
            ? null
            : contributorIndex === personaContributorIndex
              ? personaArchivedOn
              : addDays(personaArchivedOn, (mix(seed, index) % 75) - 45),
        startedOn: chooseStartedOn(contributorIndex),
        attributes: { department: post.department, location: locations[index % locations.length] ?? '' },
        participation: chooseParticipation(contributorIndex),
        accessLevel,
        title,
        department: post.department,
      },
    }
  })
}

const createEmployeeId = (index: number): EmployeeId => employeeId(`e-${index + 1}`)
