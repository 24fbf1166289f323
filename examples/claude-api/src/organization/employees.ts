import { addDays, type Day, type Employee, type EmployeeId, employeeId } from '@windmill/claude-core'
import { mix } from '../random.ts'
import { createName, toAddressPart } from './names.ts'
import { createPosts, type Post } from './posts.ts'

/** The company's email domain. */
export const domain = 'halden.example'
/** Email domain of an acquired company. Some employees still have an address there. */
export const formerDomain = 'brightloom.example'

/** An employee in the host app's directory, with the details on their page. */
export interface DirectoryEmployee extends Employee {
  readonly role: 'employee' | 'admin'
  readonly title: string
  readonly department: string
}

/** How an employee's Claude seat differs from the usual one: a single seat under their only address. */
export type SeatKind = 'plain' | 'none' | 'alias' | 'capitals' | 'two_accounts' | 'archived'

/** An employee with the details that their Claude seats are generated from. */
export interface GeneratedEmployee {
  readonly employee: DirectoryEmployee
  readonly post: Post
  readonly seatKind: SeatKind
  /** Part before the @ in all of the employee's addresses. */
  readonly localPart: string
}

/** Last day of the archived persona. Other archived employees leave 45 days before to 29 days after it. */
const personaArchivedOn: Day = '2026-06-30'

/** Chooses the kind for the nth employee without reports. Repeats every 50, so larger companies have more of each. */
const chooseSeatKind = (nth: number): SeatKind => {
  if (nth % 50 === 2) return 'archived'
  if (nth % 50 === 5) return 'capitals'
  if (nth % 50 === 7) return 'alias'
  if (nth % 50 === 12) return 'two_accounts'
  return nth % 12 === 9 ? 'none' : 'plain'
}

/** Creates the employees of a company with names, addresses and managers. The chief executive comes first. */
export const createEmployees = (people: number, seed: number): GeneratedEmployee[] => {
  const nameCounts = new Map<string, number>()
  let individualContributors = 0

  return createPosts(people).map((post, index): GeneratedEmployee => {
    const nth = post.isLead ? null : individualContributors++
    const seatKind = nth === null ? 'plain' : chooseSeatKind(nth)
    const { first, last } = createName(index)
    const name = `${toAddressPart(first)}.${toAddressPart(last)}`
    const namesakes = nameCounts.get(name) ?? 0
    nameCounts.set(name, namesakes + 1)
    const localPart = namesakes === 0 ? name : `${name}${namesakes + 1}`
    return {
      post,
      seatKind,
      localPart,
      employee: {
        id: createEmployeeId(index),
        name: `${first} ${last}`,
        emails: [`${localPart}@${domain}`, ...(seatKind === 'two_accounts' ? [`${localPart}@${formerDomain}`] : [])],
        managerId: post.manager === null ? null : createEmployeeId(post.manager),
        archivedOn:
          seatKind !== 'archived'
            ? null
            : nth === 2
              ? personaArchivedOn
              : addDays(personaArchivedOn, (mix(seed, index) % 75) - 45),
        role: post.position.title === 'Head of People Operations' ? 'admin' : 'employee',
        title: post.position.title,
        department: post.department,
      },
    }
  })
}

const createEmployeeId = (index: number): EmployeeId => employeeId(`e-${index + 1}`)
