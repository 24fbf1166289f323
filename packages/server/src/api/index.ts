import type {
  AccessResponse,
  AdoptionResponse,
  Bucket,
  ClaudeUserId,
  ClaudeUserResponse,
  ClaudeUsersQuery,
  ClaudeUsersResponse,
  ConnectionResponse,
  DisconnectData,
  EmployeeId,
  EmployeeStatsResponse,
  EmployeesResponse,
  LinkRequest,
  Period,
  PreviewResponse,
  TeamStatsQuery,
  TeamStatsResponse,
  Viewer,
} from '@windmill/claude-core'
import { checkAccount } from '../account.ts'
import { getAccess } from './access.ts'
import { getAdoption } from './adoption.ts'
import { decideLink, getClaudeUser, listClaudeUsers } from './claude-users.ts'
import { connect, disconnect, getConnection, previewConnection, requestSync } from './connection.ts'
import type { Context } from './context.ts'
import { getEmployeeStats } from './employee-stats.ts'
import { searchEmployees } from './employees.ts'
import { exportCsv } from './export.ts'
import { getTeamStats } from './team-stats.ts'

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
    teamStats: inAccount(getTeamStats),
    adoption: inAccount(getAdoption),
    exportCsv: inAccount(exportCsv),
    access: inAccount(getAccess),
    claudeUsers: inAccount(listClaudeUsers),
    claudeUser: inAccount(getClaudeUser),
    decideLink: inAccount(decideLink),
    employees: inAccount(searchEmployees),
  }
}
