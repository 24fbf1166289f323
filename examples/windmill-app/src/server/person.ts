import type { Employee } from '@windmill/claude-core'

/** A person in Windmill's own directory. */
export interface Person extends Employee {
  readonly role: 'employee' | 'admin'
  /** Job title; null when unknown. */
  readonly title: string | null
}
