import type {
  Bucket,
  ConnectionResponse,
  DisconnectData,
  EmployeeId,
  EmployeeStatsResponse,
  Period,
  PreviewResponse,
  Viewer,
} from '@windmill/claude-core'
import { checkAccount } from '../account.ts'
import { connect, disconnect, getConnection, previewConnection, requestSync } from './connection.ts'
import type { Context } from './context.ts'
import { getEmployeeStats } from './employee-stats.ts'

/**
 * The operations of the HTTP contract, in process. The viewer comes first, and the same rules hold: what they may not
 * see or do is thrown as a `ProblemError`; an account that cannot be one, as a `ConfigurationError`.
 */
export interface ClaudeApi {
  readonly connection: (viewer: Viewer) => Promise<ConnectionResponse>
  readonly preview: (viewer: Viewer, apiKey: string) => Promise<PreviewResponse>
  readonly connect: (viewer: Viewer, apiKey: string) => Promise<ConnectionResponse>
  readonly disconnect: (viewer: Viewer, data: DisconnectData) => Promise<ConnectionResponse>
  readonly sync: (viewer: Viewer) => Promise<ConnectionResponse>
  readonly employeeStats: (
    viewer: Viewer,
    employeeId: EmployeeId,
    query: Period & { readonly bucket: Bucket },
  ) => Promise<EmployeeStatsResponse>
}

export const createApi = (context: Context): ClaudeApi => {
  const inAccount =
    <Rest extends readonly unknown[], Answer>(
      operation: (context: Context, viewer: Viewer, ...rest: Rest) => Promise<Answer>,
    ) =>
    async (viewer: Viewer, ...rest: Rest): Promise<Answer> => {
      checkAccount(viewer.accountId)
      return await operation(context, viewer, ...rest)
    }
  return {
    connection: inAccount(getConnection),
    preview: inAccount(previewConnection),
    connect: inAccount(connect),
    disconnect: inAccount(disconnect),
    sync: inAccount(requestSync),
    employeeStats: inAccount(getEmployeeStats),
  }
}
