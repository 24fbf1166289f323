// The host around the READMEs' code, as far as that names it. In a folder of its own, since what is declared here for all
// files must not be there for the repository's.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeUser, ClaudeUserId, Day, Employee, Link } from '@windmill/claude-core'
import type { ClaudeIntegration, ClaudeIntegrationOptions } from '@windmill/claude-server'
import type { RequestHandler } from 'express'
import type { FastifyInstance } from 'fastify'
import type { Handler } from 'hono'
import type { Pool } from 'pg'
import type { ReactNode } from 'react'

declare global {
  /** Whom a host's session knows: nothing of these packages. */
  interface YourUser {
    accountId: string
    employeeId: string
    role: 'employee' | 'admin'
  }
  // biome-ignore lint/style/noNamespace: so does Passport.
  namespace Express {
    interface Request {
      user?: YourUser
    }
  }

  // A server.
  const yourSession: (request: Request) => Promise<YourUser | null>
  const yourDirectory: (
    accountId: string,
  ) => Promise<{ id: string; name: string; emails: string[]; managerId: string | null; archivedOn: string | null }[]>
  const yourPages: (request: IncomingMessage, response: ServerResponse) => void
  const claude: ClaudeIntegration
  const options: ClaudeIntegrationOptions
  const pool: Pool
  const app: {
    all(path: string, handler: Handler): void
    all(path: RegExp, handler: RequestHandler): void
    register: FastifyInstance['register']
  }

  // Pages.
  const viewer: { id: string; name: string; isAdmin: boolean }
  const employee: { id: string; name: string }
  const manager: { id: string; name: string }
  const page: ReactNode
  const remember: (period: { from: string; to: string }) => void
  const agenda: { append: (markdown: string) => void }
  const review: { attach: (content: { data: object; text: string }) => void }
  const queryClient: QueryClient
  const withTheViewersCookie: typeof fetch
  const employeeId: string
  const from: Day
  const to: Day

  // What core is given.
  const apiKey: string
  const employees: readonly Employee[]
  const claudeUsers: readonly ClaudeUser[]
  const existing: ReadonlyMap<ClaudeUserId, Link>
  const firstActiveDays: (among: readonly ClaudeUserId[]) => Promise<ReadonlyMap<ClaudeUserId, Day>>
}
