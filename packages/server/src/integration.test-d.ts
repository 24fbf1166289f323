import { expectTypeOf, test } from 'vitest'
import type { ClaudeIntegrationOptions, createClaudeIntegration } from './index.ts'

type Claude = ReturnType<typeof createClaudeIntegration>
type Api = Claude['api']
type Viewer = Parameters<Api['connection']>[0]

interface Session {
  accountId: string
  employeeId: string
  role: 'employee' | 'admin'
}

test('createClaudeIntegration and the methods of the integration accept the host’s ids as plain strings', () => {
  expectTypeOf<(request: Request) => Promise<Session | null>>().toExtend<ClaudeIntegrationOptions['getViewer']>()
  expectTypeOf<{ listEmployees: (accountId: string) => [] }>().toExtend<ClaudeIntegrationOptions['directory']>()
  expectTypeOf<Session>().toExtend<Viewer>()
  expectTypeOf<string>().toExtend<Parameters<Claude['sync']>[0]>()
  for (const method of ['upsert', 'refresh', 'acceptShrunk'] as const) {
    expectTypeOf<string>().toExtend<Parameters<Claude['directory'][typeof method]>[0]>()
  }
  for (const method of ['employeeStats', 'observations', 'teamStats', 'access', 'claudeUser', 'decideLink'] as const) {
    expectTypeOf<string>().toExtend<Parameters<Api[typeof method]>[1]>()
  }
})
