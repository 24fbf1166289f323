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

export interface Department {
  readonly name: string
  /** Share of the employees below the department heads. All shares add up to 1. */
  readonly share: number
  readonly head: Position
  /** Manages leads. */
  readonly director: Position
  /** Manages a team. */
  readonly lead: Position
  /** Assigned in turn: a title that is listed twice is twice as frequent. */
  readonly staff: readonly [Position, ...Position[]]
}

const withProfile =
  (usageProfile: UsageProfile) =>
  (title: string): Position => ({ title, usageProfile })

/** Department of the chief executive. */
export const leadership = 'Leadership'
export const chiefExecutive: Position = { title: 'Chief Executive Officer', usageProfile: executive }

const software = withProfile(engineer)
const sales = withProfile(salesperson)
const support = withProfile(supportAgent)
const people = withProfile(peopleAndLegal)
const finance = withProfile(financeAnalyst)
const marketing = withProfile(marketer)

export const departments: readonly Department[] = [
  {
    name: 'Engineering',
    share: 0.4,
    head: { title: 'VP Engineering', usageProfile: engineeringManager },
    director: { title: 'Director of Engineering', usageProfile: engineeringManager },
    lead: { title: 'Engineering Manager', usageProfile: engineeringManager },
    staff: [
      software('Senior Software Engineer'),
      software('Software Engineer'),
      software('Software Engineer'),
      { title: 'Data Scientist', usageProfile: dataScientist },
      software('Staff Software Engineer'),
      software('Site Reliability Engineer'),
      software('Security Engineer'),
    ],
  },
  {
    name: 'Product and Design',
    share: 0.1,
    head: { title: 'VP Product', usageProfile: productManager },
    director: { title: 'Director of Product', usageProfile: productManager },
    lead: { title: 'Group Product Manager', usageProfile: productManager },
    staff: [
      { title: 'Product Manager', usageProfile: productManager },
      { title: 'Product Designer', usageProfile: designer },
      { title: 'UX Researcher', usageProfile: productManager },
    ],
  },
  {
    name: 'Sales',
    share: 0.16,
    head: sales('VP Sales'),
    director: sales('Regional Sales Director'),
    lead: sales('Sales Manager'),
    staff: [sales('Account Executive'), sales('Account Executive'), sales('Solutions Consultant')],
  },
  {
    name: 'Customer Success',
    share: 0.11,
    head: support('VP Customer Success'),
    director: support('Director of Support'),
    lead: support('Customer Success Lead'),
    staff: [support('Customer Success Manager'), support('Support Specialist')],
  },
  {
    name: 'Marketing',
    share: 0.08,
    head: marketing('VP Marketing'),
    director: marketing('Marketing Director'),
    lead: marketing('Marketing Manager'),
    staff: [marketing('Content Strategist'), marketing('Product Marketing Manager'), marketing('Campaign Manager')],
  },
  {
    name: 'Finance',
    share: 0.08,
    head: finance('Chief Financial Officer'),
    director: finance('Finance Director'),
    lead: finance('Finance Manager'),
    staff: [finance('Financial Analyst'), finance('Accountant'), finance('Revenue Operations Analyst')],
  },
  {
    name: 'People and Legal',
    share: 0.07,
    head: people('Head of People Operations'),
    director: people('People Director'),
    lead: people('People Partner Lead'),
    staff: [people('People Partner'), people('Recruiter'), people('Legal Counsel')],
  },
]
