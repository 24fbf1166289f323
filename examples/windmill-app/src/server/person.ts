import type { Employee } from '@windmill/claude-core'

/** Someone in Windmill's own directory. */
export interface Person extends Employee {
  readonly role: 'employee' | 'admin'
  /** What they do, where that is known. */
  readonly title: string | null
}
