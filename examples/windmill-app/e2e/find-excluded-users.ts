import type { ClaudeApi } from '@windmill/example-claude-api'

/** Finds the ids of the excluded Claude users. Windmill must store nothing about them. */
export const findExcludedUsers = ({ organization }: Pick<ClaudeApi, 'organization'>): ReadonlySet<string> => {
  const excludedEmployeeIds = new Set(
    organization.directory.filter(({ participation }) => participation === 'excluded').map(({ id }) => id),
  )
  const users = organization.claudeUsers.filter(
    ({ employeeId }) => employeeId !== null && excludedEmployeeIds.has(employeeId),
  )
  return new Set(users.map(({ id }) => id))
}
