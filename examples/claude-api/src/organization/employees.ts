import { addDays, type Day, type Employee, type EmployeeId, employeeId } from '@windmill/claude-core'
import { mix } from '../random.ts'
import { addressPart, nameOf } from './names.ts'
import { createPosts, type Post } from './staff.ts'

/** The company's own mail domain. */
export const domain = 'halden.example'
/** The domain of a company it bought: some people still have an address there. */
export const formerDomain = 'brightloom.example'

/** Someone in the host app's directory, with what a page about them shows. */
export interface DirectoryEmployee extends Employee {
  readonly role: 'employee' | 'admin'
  readonly title: string
  readonly department: string
}

/** How an employee's seat in Claude differs from the plain one under their only address. */
export type Seat = 'plain' | 'none' | 'alias' | 'capitals' | 'two_accounts' | 'archived'

export interface Hire {
  readonly employee: DirectoryEmployee
  readonly post: Post
  readonly seat: Seat
  /** What stands before the @ of their addresses. */
  readonly localPart: string
}

/** The day on which the first of those who left did so; the others in the weeks around it. */
const firstLeave: Day = '2026-06-30'

/** Repeats with every fifty people who lead nobody, so that larger companies have more of each. */
const seatOf = (nth: number): Seat => {
  if (nth % 50 === 2) return 'archived'
  if (nth % 50 === 5) return 'capitals'
  if (nth % 50 === 7) return 'alias'
  if (nth % 50 === 12) return 'two_accounts'
  return nth % 12 === 9 ? 'none' : 'plain'
}

/** The people of a company: names, addresses and who reports to whom. The one at the top comes first. */
export const createHires = (people: number, seed: number): Hire[] => {
  const namesakes = new Map<string, number>()
  let led = 0

  return createPosts(people).map((post, index): Hire => {
    const nth = post.leads ? null : led++
    const seat = nth === null ? 'plain' : seatOf(nth)
    const { first, last } = nameOf(index)
    const name = `${addressPart(first)}.${addressPart(last)}`
    const before = namesakes.get(name) ?? 0
    namesakes.set(name, before + 1)
    const localPart = before === 0 ? name : `${name}${before + 1}`
    return {
      post,
      seat,
      localPart,
      employee: {
        id: idAt(index),
        name: `${first} ${last}`,
        emails: [`${localPart}@${domain}`, ...(seat === 'two_accounts' ? [`${localPart}@${formerDomain}`] : [])],
        managerId: post.manager === null ? null : idAt(post.manager),
        archivedOn:
          seat !== 'archived' ? null : nth === 2 ? firstLeave : addDays(firstLeave, (mix(seed, index) % 75) - 45),
        role: post.position.title === 'Head of People Operations' ? 'admin' : 'employee',
        title: post.position.title,
        department: post.department,
      },
    }
  })
}

const idAt = (index: number): EmployeeId => employeeId(`e-${index + 1}`)
