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
import { type HostViewer, parseViewer } from '../host-viewer.ts'
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
 * see or do is thrown as a `ProblemError`; a viewer that cannot be one, as a `ConfigurationError`.
 */
export interface ClaudeApi {
  readonly connection: (viewer: HostViewer) => Promise<ConnectionResponse>
  readonly preview: (viewer: HostViewer, apiKey: string) => Promise<PreviewResponse>
  readonly connect: (viewer: HostViewer, apiKey: string) => Promise<ConnectionResponse>
  readonly disconnect: (viewer: HostViewer, data: DisconnectData) => Promise<ConnectionResponse>
  readonly sync: (viewer: HostViewer) => Promise<ConnectionResponse>
  readonly employeeStats: (
    viewer: HostViewer,
    employeeId: string,
    query: Period & { readonly bucket: Bucket },
  ) => Promise<EmployeeStatsResponse>
  readonly teamStats: (viewer: HostViewer, managerId: string, query: TeamStatsQuery) => Promise<TeamStatsResponse>
  readonly adoption: (viewer: HostViewer, query: Period & { readonly bucket: Bucket }) => Promise<AdoptionResponse>
  /** CSV in UTF-8, read from the store as it is pulled. Cancel it when it is not read to its end. */
  readonly exportCsv: (viewer: HostViewer, period: Period) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  readonly access: (
    viewer: HostViewer,
    employeeId: string,
    query?: { readonly page?: string },
  ) => Promise<AccessResponse>
  readonly claudeUsers: (viewer: HostViewer, query: ClaudeUsersQuery) => Promise<ClaudeUsersResponse>
  readonly claudeUser: (viewer: HostViewer, claudeUserId: string) => Promise<ClaudeUserResponse>
  readonly decideLink: (viewer: HostViewer, claudeUserId: string, request: LinkRequest) => Promise<ClaudeUserResponse>
  readonly employees: (viewer: HostViewer, query: { readonly search: string }) => Promise<EmployeesResponse>
}

export const createApi = (context: Context): ClaudeApi => {
  /** Takes what a host gives for what the operations know. They look every id up, so that any text may be one. */
  const forHost =
    <Rest extends readonly unknown[], Answer>(
      operation: (context: Context, viewer: Viewer, ...rest: Rest) => Promise<Answer>,
    ) =>
    async (viewer: HostViewer, ...rest: WithPlainIds<Rest>): Promise<Answer> =>
      await operation(context, parseViewer(viewer), ...(rest as readonly unknown[] as Rest))
  return {
    connection: forHost(getConnection),
    preview: forHost(previewConnection),
    connect: forHost(connect),
    disconnect: forHost(disconnect),
    sync: forHost(requestSync),
    employeeStats: forHost(getEmployeeStats),
    teamStats: forHost(getTeamStats),
    adoption: forHost(getAdoption),
    exportCsv: forHost(exportCsv),
    access: forHost(getAccess),
    claudeUsers: forHost(listClaudeUsers),
    claudeUser: forHost(getClaudeUser),
    decideLink: forHost(decideLink),
    employees: forHost(searchEmployees),
  }
}

/** Arguments as a host gives them: ids are plain texts there. */
type WithPlainIds<Arguments extends readonly unknown[]> = {
  [Index in keyof Arguments]: Arguments[Index] extends EmployeeId | ClaudeUserId ? string : Arguments[Index]
}
