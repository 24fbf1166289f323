import { chiefExecutive, type Department, departments, leadership, type Position } from './departments.ts'

/** A place in the company. */
export interface Post {
  readonly position: Position
  readonly department: string
  /** The place above, as an index into the same list; null for the one at the top. */
  readonly manager: number | null
  readonly leads: boolean
}

/** As many people as one lead has below them, at most. */
const span = 8
const widest = 7

/** The smallest company that has every department and everyone whom a demonstration needs. */
export const fewestPeople = 20

/** The places of a company of `people`: a head, department heads, leads of leads, teams of five to eight. */
export const createPosts = (people: number): Post[] => {
  const posts: Post[] = [{ position: chiefExecutive, department: leadership, manager: null, leads: true }]
  const add = (post: Post): number => posts.push(post) - 1
  const sizes = shareOut(people - 1 - departments.length)

  const fill = (department: Department, count: number, manager: number): void => {
    const { name, staff, lead, director } = department
    if (count <= span) {
      for (let nth = 0; nth < count; nth += 1) {
        const position = staff[posts.length % staff.length] ?? staff[0]
        add({ position, department: name, manager, leads: false })
      }
      return
    }
    const teams = Math.min(widest, Math.ceil(count / span))
    for (let team = 0; team < teams; team += 1) {
      const below = Math.floor((count + team) / teams) - 1
      const position = below > span ? director : lead
      fill(department, below, add({ position, department: name, manager, leads: true }))
    }
  }

  const heads = departments.map(({ head, name }) => add({ position: head, department: name, manager: 0, leads: true }))
  for (const [index, department] of departments.entries()) fill(department, sizes[index] ?? 0, heads[index] ?? 0)
  return posts
}

/** Whole numbers by the departments' shares that add up to `count`: what rounding leaves over goes to the first. */
const shareOut = (count: number): number[] => {
  const sizes = departments.map(({ share }) => Math.floor(share * count + 1e-9))
  const left = count - sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size, index) => (index < left ? size + 1 : size))
}
