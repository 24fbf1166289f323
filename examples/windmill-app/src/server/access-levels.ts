import type { Permission } from '@windmill/claude-server'
import type { AccessLevel } from '../host-api.ts'

/** The permissions of each access level, beyond what every employee and manager may do. */
export const permissionsByAccessLevel: Readonly<Record<AccessLevel, readonly Permission[]>> = {
  admin: ['connection:manage', 'connection:erase', 'users:match', 'people:view', 'audit:view'],
  hr_admin: ['connection:manage', 'users:match', 'totals:view'],
  integration_manager: ['connection:manage', 'users:match'],
  data_analyst: ['people:view'],
  member: [],
}
