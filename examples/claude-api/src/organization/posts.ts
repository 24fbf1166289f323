import { chiefExecutive, type Department, departments, leadershipDepartment, type Position } from './departments.ts'

/** A place in the organization chart. One employee fills it. */
export interface Post {
  readonly position: Position
  readonly department: string
  /** Index of the manager's post in the same list; null for the chief executive. */
  readonly managerIndex: number | null
  /** True for the chief executive, heads, directors and leads. A head in a small company can manage nobody. */
  readonly isLead: boolean
}

/** Maximum direct reports of a manager. */
const maxReports = 8
/** Maximum teams directly below one manager. In larger departments, directors manage teams of leads. */
const maxTeams = 7

/** Minimum number of employees of a company with every persona. */
export const minPeople = 20

/** Creates the posts of a company with `people` employees. The chief executive comes first. */
export const createPosts = (people: number): Post[] => {
  const posts: Post[] = [
    { position: chiefExecutive, department: leadershipDepartment, managerIndex: null, isLead: true },
  ]
  /** Adds a post and returns its index. */
  const addPost = (post: Post): number => posts.push(post) - 1
  const sizes = splitByShare(people - 1 - departments.length)

  /** Adds `count` posts below a manager. */
  const addTeams = (department: Department, count: number, managerIndex: number): void => {
    const { name, staff, lead, director } = department
    if (count <= maxReports) {
      for (let added = 0; added < count; added += 1) {
        const position = staff[posts.length % staff.length] ?? staff[0]
        addPost({ position, department: name, managerIndex, isLead: false })
      }
      return
    }
    const teamCount = Math.min(maxTeams, Math.ceil(count / maxReports))
    for (let team = 0; team < teamCount; team += 1) {
      const reportCount = Math.floor((count + team) / teamCount) - 1
      const position = reportCount > maxReports ? director : lead
      addTeams(department, reportCount, addPost({ position, department: name, managerIndex, isLead: true }))
    }
  }

  const headIndexes = departments.map(({ head, name }) =>
    addPost({ position: head, department: name, managerIndex: 0, isLead: true }),
  )
  for (const [index, department] of departments.entries())
    addTeams(department, sizes[index] ?? 0, headIndexes[index] ?? 0)
  return posts
}

/** Splits `count` by the departments' shares. Rounds down, then gives the first departments one more each. */
const splitByShare = (count: number): number[] => {
  // 1e-9 corrects products that rounding errors put just below an integer.
  const sizes = departments.map(({ share }) => Math.floor(share * count + 1e-9))
  const remainder = count - sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size, index) => (index < remainder ? size + 1 : size))
}
