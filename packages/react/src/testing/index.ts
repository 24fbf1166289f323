/**
 * Fixtures, a server in memory and a provider, for a host's own tests.
 * @module
 */
export type { ClaudeUser, Link } from '@windmill/claude-core'
export { type AdoptionFixtureOptions, createAdoptionFixture } from '../test/adoption-fixtures.ts'
export {
  analyst,
  connections,
  createStatsFixture,
  engineer,
  engineerBefore,
  type Habits,
  latestDay,
  omitAdminFields,
  type StatsFixtureOptions,
} from '../test/fixtures.ts'
export { accessLogs, logs, type MappingFixture, mappings } from '../test/people-fixtures.ts'
export { reconciliations } from '../test/reconciliation-fixtures.ts'
export { createTeamFixture, type TeamFixtureOptions, type TeamMemberOptions, teams } from '../test/team-fixtures.ts'
export { totalsFixtures as totals } from '../test/totals-fixtures.ts'
export { ClaudeTestProvider, type ClaudeTestProviderProps } from './claude-test-provider.tsx'
export {
  createFakeServer,
  type FakeServer,
  type FakeServerOptions,
  type Fault,
  type SentRequest,
} from './create-fake-server.ts'
