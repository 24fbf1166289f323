import type { Employee } from '@windmill/claude-server'
import type { AccessLevel } from '../host-api.ts'

/** A person in Windmill's own directory. */
export interface Person extends Employee {
  readonly accessLevel: AccessLevel
  /** The job title. Null if unknown. */
  readonly title: string | null
}
