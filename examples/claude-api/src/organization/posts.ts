import { chiefExecutive, type Department, departments, leadership, type Position } from './departments.ts'

/** A place in the organization chart. */
export interface Post {
  readonly position: Position
  readonly department: string
  /** Index of the manager's post in the same list; null for the chief executive. */
  readonly manager: number | null
  readonly isLead: boolean
}

/** Maximum direct reports of a lead. */
const maxReports = 8
/** Maximum teams below one manager in a department that needs several teams. */
const maxTeams = 7

/** Minimum company size that fills every department and persona. */
export const minPeople = 20

/** Creates the posts of a company: a chief executive, department heads, directors, and teams of five to eight. */
export const createPosts = (people: number): Post[] => {
  const posts: Post[] = [{ position: chiefExecutive, department: leadership, manager: null, isLead: true }]
  const add = (post: Post): number => posts.push(post) - 1
  const sizes = splitByShare(people - 1 - departments.length)

  const addTeams = (department: Department, count: number, manager: number): void => {
    const { name, staff, lead, director } = department
    if (count <= maxReports) {
      for (let nth = 0; nth < count; nth += 1) {
        const position = staff[posts.length % staff.length] ?? staff[0]
        add({ position, department: name, manager, isLead: false })
      }
      return
    }
    const teams = Math.min(maxTeams, Math.ceil(count / maxReports))
    for (let team = 0; team < teams; team += 1) {
      const reports = Math.floor((count + team) / teams) - 1
      const position = reports > maxReports ? director : lead
      addTeams(department, reports, add({ position, department: name, manager, isLead: true }))
    }
  }

  const heads = departments.map(({ head, name }) => add({ position: head, department: name, manager: 0, isLead: true }))
  for (const [index, department] of departments.entries()) addTeams(department, sizes[index] ?? 0, heads[index] ?? 0)
  return posts
}

/** Splits `count` by the departments' shares. The first departments get the remainder that rounding leaves. */
const splitByShare = (count: number): number[] => {
  const sizes = departments.map(({ share }) => Math.floor(share * count + 1e-9))
  const remainder = count - sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size, index) => (index < remainder ? size + 1 : size))
}
