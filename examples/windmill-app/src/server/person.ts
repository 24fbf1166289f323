import type { Employee } from '@windmill/claude-server'

/** A person in Windmill's own directory. */
export interface Person extends Employee {
  readonly role: 'employee' | 'admin'
  /** The job title. Null if unknown. */
  readonly title: string | null
}
