import { employeeId, type Viewer } from '@windmill/claude-core'
import { parseAccount } from './account.ts'

/** The signed-in employee behind a request, as the host's session knows them. */
export interface HostViewer {
  /** The customer whose employee this is. */
  readonly accountId: string
  /** As in the directory. */
  readonly employeeId: string
  readonly role: 'employee' | 'admin'
}

/** Throws a `ConfigurationError` where the account cannot be one. */
export const parseViewer = ({ accountId, employeeId: id, role }: HostViewer): Viewer => ({
  accountId: parseAccount(accountId),
  employeeId: employeeId(id),
  role,
})
