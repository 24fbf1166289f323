import type {
  AccessResponse,
  AdoptionResponse,
  Bucket,
  ClaudeUserId,
  ClaudeUserResponse,
  ClaudeUsersResponse,
  ConnectionResponse,
  DisconnectData,
  EmployeeId,
  EmployeeStatsResponse,
  EmployeesResponse,
  LinkRequest,
  Period,
  PreviewResponse,
  TeamStatsResponse,
  Viewer,
} from '@windmill/claude-core'
import type { ClaudeUsersQuery } from '@windmill/claude-core/contract'
import { checkViewer } from '../viewer.ts'
import { getAccess } from './access.ts'
import { getAdoption } from './adoption.ts'
import { decideLink, getClaudeUser, listClaudeUsers } from './claude-users.ts'
import { connect, disconnect, getConnection, previewConnection, requestSync } from './connection.ts'
import type { Context } from './context.ts'
import { getEmployeeStats } from './employee-stats.ts'
import { searchEmployees } from './employees.ts'
import { exportCsv } from './export.ts'
import { getTeamStats, type TeamStatsQuery } from './team-stats.ts'

/**
 * The operations of the HTTP contract, in process. The viewer comes first, and the same rules hold: what they may not
 * see or do is thrown as a `ProblemError`; a viewer that cannot be one, as a `ConfigurationError`.
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
  readonly teamStats: (viewer: Viewer, managerId: EmployeeId, query: TeamStatsQuery) => Promise<TeamStatsResponse>
  readonly adoption: (viewer: Viewer, query: Period & { readonly bucket: Bucket }) => Promise<AdoptionResponse>
  /** CSV in UTF-8, read from the store as it is pulled. Cancel it when it is not read to its end. */
  readonly exportCsv: (viewer: Viewer, period: Period) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  readonly access: (
    viewer: Viewer,
    employeeId: EmployeeId,
    query?: { readonly page?: string },
  ) => Promise<AccessResponse>
  readonly claudeUsers: (viewer: Viewer, query: ClaudeUsersQuery) => Promise<ClaudeUsersResponse>
  readonly claudeUser: (viewer: Viewer, claudeUserId: ClaudeUserId) => Promise<ClaudeUserResponse>
  readonly decideLink: (viewer: Viewer, claudeUserId: ClaudeUserId, request: LinkRequest) => Promise<ClaudeUserResponse>
  readonly employees: (viewer: Viewer, query: { readonly search: string }) => Promise<EmployeesResponse>
}

export const createApi = (context: Context): ClaudeApi => {
  const asViewer =
    <Rest extends readonly unknown[], Answer>(
      operation: (context: Context, viewer: Viewer, ...rest: Rest) => Promise<Answer>,
    ) =>
    async (viewer: Viewer, ...rest: Rest): Promise<Answer> => {
      checkViewer(viewer)
      return await operation(context, viewer, ...rest)
    }
  return {
    connection: asViewer(getConnection),
    preview: asViewer(previewConnection),
    connect: asViewer(connect),
    disconnect: asViewer(disconnect),
    sync: asViewer(requestSync),
    employeeStats: asViewer(getEmployeeStats),
    teamStats: asViewer(getTeamStats),
    adoption: asViewer(getAdoption),
    exportCsv: asViewer(exportCsv),
    access: asViewer(getAccess),
    claudeUsers: asViewer(listClaudeUsers),
    claudeUser: asViewer(getClaudeUser),
    decideLink: asViewer(decideLink),
    employees: asViewer(searchEmployees),
  }
}
