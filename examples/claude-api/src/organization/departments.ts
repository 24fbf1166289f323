import {
  dataScientist,
  designer,
  engineer,
  engineeringManager,
  executive,
  financeAnalyst,
  marketer,
  peopleAndLegal,
  productManager,
  salesperson,
  supportAgent,
  type UsageProfile,
} from './usage-profiles.ts'

/** A job and the typical Claude usage of people who have it. */
export interface Position {
  readonly title: string
  readonly usageProfile: UsageProfile
}

/** A department with its positions. */
export interface Department {
  readonly name: string
  /** Share of the employees below head level, from 0 to 1. The shares of all departments add up to 1. */
  readonly share: number
  /** Position of the department head, who reports to the chief executive. */
  readonly head: Position
  /** Position of a manager of leads. */
  readonly director: Position
  /** Position of a manager of a team. */
  readonly lead: Position
  /** Positions of employees who manage nobody, assigned in turn. A position listed twice is twice as frequent. */
  readonly staff: readonly [Position, ...Position[]]
}

const createPosition = (title: string, usageProfile: UsageProfile): Position => ({ title, usageProfile })

const createPositions = (usageProfile: UsageProfile, title: string, ...otherTitles: string[]): Department['staff'] => [
  createPosition(title, usageProfile),
  ...otherTitles.map((otherTitle) => createPosition(otherTitle, usageProfile)),
]

/** Name of the chief executive's department. */
export const leadershipDepartment = 'Leadership'
export const chiefExecutive: Position = createPosition('Chief Executive Officer', executive)

/** The departments below the chief executive, each with a department head. */
export const departments: readonly Department[] = [
  {
    name: 'Engineering',
    share: 0.4,
    head: createPosition('VP Engineering', engineeringManager),
    director: createPosition('Director of Engineering', engineeringManager),
    lead: createPosition('Engineering Manager', engineeringManager),
    staff: [
      ...createPositions(engineer, 'Senior Software Engineer', 'Software Engineer', 'Software Engineer'),
      createPosition('Data Scientist', dataScientist),
      ...createPositions(engineer, 'Staff Software Engineer', 'Site Reliability Engineer', 'Security Engineer'),
    ],
  },
  {
    name: 'Product and Design',
    share: 0.1,
    head: createPosition('VP Product', productManager),
    director: createPosition('Director of Product', productManager),
    lead: createPosition('Group Product Manager', productManager),
    staff: [
      createPosition('Product Manager', productManager),
      createPosition('Product Designer', designer),
      createPosition('UX Researcher', productManager),
    ],
  },
  {
    name: 'Sales',
    share: 0.16,
    head: createPosition('VP Sales', salesperson),
    director: createPosition('Regional Sales Director', salesperson),
    lead: createPosition('Sales Manager', salesperson),
    staff: createPositions(salesperson, 'Account Executive', 'Account Executive', 'Solutions Consultant'),
  },
  {
    name: 'Customer Success',
    share: 0.11,
    head: createPosition('VP Customer Success', supportAgent),
    director: createPosition('Director of Support', supportAgent),
    lead: createPosition('Customer Success Lead', supportAgent),
    staff: createPositions(supportAgent, 'Customer Success Manager', 'Support Specialist'),
  },
  {
    name: 'Marketing',
    share: 0.08,
    head: createPosition('VP Marketing', marketer),
    director: createPosition('Marketing Director', marketer),
    lead: createPosition('Marketing Manager', marketer),
    staff: createPositions(marketer, 'Content Strategist', 'Product Marketing Manager', 'Campaign Manager'),
  },
  {
    name: 'Finance',
    share: 0.08,
    head: createPosition('Chief Financial Officer', financeAnalyst),
    director: createPosition('Finance Director', financeAnalyst),
    lead: createPosition('Finance Manager', financeAnalyst),
    staff: createPositions(financeAnalyst, 'Financial Analyst', 'Accountant', 'Revenue Operations Analyst'),
  },
  {
    name: 'People and Legal',
    share: 0.07,
    head: createPosition('Head of People Operations', peopleAndLegal),
    director: createPosition('People Director', peopleAndLegal),
    lead: createPosition('People Partner Lead', peopleAndLegal),
    staff: createPositions(peopleAndLegal, 'People Partner', 'Recruiter', 'Legal Counsel'),
  },
]
