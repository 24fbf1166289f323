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
import { connect, disconnect, getConnection, previewConnection, requestSync } from './connection.ts'
import type { Context } from './context.ts'
import { getEmployeeStats } from './employee-stats.ts'

/**
 * The operations of the HTTP contract, in process. The viewer comes first, and the same rules hold: what they may not
 * see or do is thrown as a `ProblemError`.
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

export const createApi = (context: Context): ClaudeApi => ({
  connection: (viewer) => getConnection(context, viewer),
  preview: (viewer, apiKey) => previewConnection(context, viewer, apiKey),
  connect: (viewer, apiKey) => connect(context, viewer, apiKey),
  disconnect: (viewer, data) => disconnect(context, viewer, data),
  sync: (viewer) => requestSync(context, viewer),
  employeeStats: (viewer, employeeId, query) => getEmployeeStats(context, viewer, employeeId, query),
})
