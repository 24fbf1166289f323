// Declares the names of the host that the code of READMEs, guides, skills and examples uses. These declarations are
// global, so this file is in a folder that the repository's tsconfig.json does not include.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DehydratedState, QueryClient } from '@tanstack/react-query'
import type { Day, Employee } from '@windmill/claude-core'
import type { ClaudeIntegrationOptions, StatsRow, StorageAdapter, Vault } from '@windmill/claude-server'
import type { NextIntegration } from '@windmill/claude-server/next'
import type { RequestHandler } from 'express'
import type { FastifyInstance } from 'fastify'
import type { Handler } from 'hono'
import type { Pool } from 'pg'
import type { ReactNode } from 'react'

declare global {
  /** The user in a host's session. Its type is the host's own. */
  interface YourUser {
    accountId: string
    employeeId: string
    role: 'employee' | 'admin'
  }
  /** The dismissed observations that a host stores, by employee and period. */
  interface YourDismissals {
    dismissedIds: readonly string[]
    setDismissed: (observationId: string, isDismissed: boolean) => void
  }
  /** A host's own table of figures. */
  interface YourTable {
    deleteBefore(day: Day): Promise<void>
    deleteAllBut(employeeIds: readonly string[]): Promise<void>
    deleteDays(days: readonly Day[]): Promise<void>
    deleteEmployees(employeeIds: readonly string[]): Promise<void>
    insert(rows: readonly StatsRow[]): Promise<void>
    saveCursor(cursor: string): Promise<void>
  }
  // biome-ignore lint/style/noNamespace: Passport extends Express the same way.
  namespace Express {
    interface Request {
      user?: YourUser
    }
  }

  // Server
  const yourSession: (request: Request) => Promise<YourUser | null>
  const yourDirectory: (
    accountId: string,
  ) => Promise<{ id: string; name: string; emails: string[]; managerId: string | null; archivedOn: string | null }[]>
  const yourPages: (request: IncomingMessage, response: ServerResponse) => void
  const claude: NextIntegration
  const options: ClaudeIntegrationOptions
  const pool: Pool
  const kms: Vault
  const yourStorage: () => StorageAdapter
  const yourTable: YourTable & {
    readCursor(accountId: string): Promise<string | null>
    transaction(run: (table: YourTable) => Promise<void>): Promise<void>
    upsert(accountId: string, record: object): Promise<void>
  }
  const app: {
    all(path: string, handler: Handler): void
    all(path: RegExp, handler: RequestHandler): void
    register: FastifyInstance['register']
  }

  // Pages
  const viewer: { id: string; name: string; isAdmin: boolean }
  const employee: { id: string; name: string }
  const manager: { id: string; name: string }
  const page: ReactNode
  const periodInAddress: { from: string; to: string }
  const writePeriodToAddress: (period: { from: string; to: string }) => void
  const agenda: {
    observationIds: readonly string[]
    append: (text: string, observationId: string) => void
    remove: (observationId: string) => void
  }
  const meeting: YourDismissals
  const review: YourDismissals & {
    added: readonly { observationId: string; questionId: string | null }[]
    add: (questionId: string | null, text: string, observationId: string) => void
    remove: (questionId: string | null, observationId: string) => void
    scrollTo: (questionId: string | null) => void
  }
  const queryClient: QueryClient
  const state: DehydratedState
  const employeeId: string
  const from: Day
  const to: Day

  // Arguments of core's functions
  const apiKey: string
  const employees: readonly Employee[]
}
