import {
  dataScientist,
  designer,
  engineer,
  engineeringManager,
  executive,
  financier,
  marketer,
  peopleAndLegal,
  productManager,
  seller,
  supporter,
  type Work,
} from './work.ts'

export interface Position {
  readonly title: string
  readonly work: Work
}

export interface Department {
  readonly name: string
  /** Of everyone below the heads. The shares add up to 1. */
  readonly share: number
  readonly head: Position
  /** Leads other leads. */
  readonly director: Position
  /** Leads a team. */
  readonly lead: Position
  /** Handed out in turn: a title that stands twice is twice as frequent. */
  readonly staff: readonly [Position, ...Position[]]
}

const position =
  (work: Work) =>
  (title: string): Position => ({ title, work })

/** Where the one at the top is. */
export const leadership = 'Leadership'
export const chiefExecutive: Position = { title: 'Chief Executive Officer', work: executive }

const software = position(engineer)
const sales = position(seller)
const support = position(supporter)
const people = position(peopleAndLegal)
const finance = position(financier)
const marketing = position(marketer)

export const departments: readonly Department[] = [
  {
    name: 'Engineering',
    share: 0.4,
    head: { title: 'VP Engineering', work: engineeringManager },
    director: { title: 'Director of Engineering', work: engineeringManager },
    lead: { title: 'Engineering Manager', work: engineeringManager },
    staff: [
      software('Senior Software Engineer'),
      software('Software Engineer'),
      software('Software Engineer'),
      { title: 'Data Scientist', work: dataScientist },
      software('Staff Software Engineer'),
      software('Site Reliability Engineer'),
      software('Security Engineer'),
    ],
  },
  {
    name: 'Product and Design',
    share: 0.1,
    head: { title: 'VP Product', work: productManager },
    director: { title: 'Director of Product', work: productManager },
    lead: { title: 'Group Product Manager', work: productManager },
    staff: [
      { title: 'Product Manager', work: productManager },
      { title: 'Product Designer', work: designer },
      { title: 'UX Researcher', work: productManager },
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
