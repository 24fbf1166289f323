/** A person of the host. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly emails: readonly string[]
  /** Null for the person at the top. */
  readonly managerId: string | null
  readonly isAdmin: boolean
}

/** What the widgets' provider needs to know about the person who is signed in. */
export interface PageViewer {
  readonly id: string
  readonly isAdmin: boolean
}

/** The account of the company. A host with many customers takes it from the session. */
export const accountId = 'halden'

/** Everyone in the company. A host reads them from its database. They also work at the company of the stand-in API. */
export const people: readonly Person[] = [
  {
    id: 'ananya',
    name: 'Ananya Krishnan',
    emails: ['ananya.krishnan@halden.example'],
    managerId: null,
    isAdmin: true,
  },
  {
    id: 'haruka',
    name: 'Haruka Tanaka',
    emails: ['haruka.tanaka@halden.example'],
    managerId: 'ananya',
    isAdmin: false,
  },
  {
    id: 'zofia',
    name: 'Zofia Nowak',
    emails: ['zofia.nowak@halden.example'],
    managerId: 'ananya',
    isAdmin: false,
  },
]

/** Finds a person by id. Undefined if there is none. */
export const findPerson = (id: string): Person | undefined => people.find((person) => person.id === id)

/**
 * Finds the person who is signed in. Undefined if nobody is. A host checks its session here: this example trusts the
 * cookie.
 */
export const findViewer = (cookie: string | null | undefined): Person | undefined =>
  findPerson(/(?:^|; )signed_in=(\w+)/.exec(cookie ?? '')?.[1] ?? '')
