import { lastDays } from '@windmill/claude-core'
import type { Answers } from '../data/answers/answers.ts'
import { createAdoptionFixture } from './adoption-fixtures.ts'
import { createMappingServer } from './create-mapping-server.ts'
import {
  connections,
  createDaysFixture,
  createStatsFixture,
  invitationFixture,
  latestDay,
  previewFixture,
} from './fixtures.ts'
import { accessLogs, employeeDataFixture, employees, logs, mappings } from './people-fixtures.ts'
import { findingsFixture, reconciliations } from './reconciliation-fixtures.ts'
import { createTeamFixture, teams } from './team-fixtures.ts'
import { totalsFixtures } from './totals-fixtures.ts'

/** Short, so that a test can damage every part. */
const period = lastDays(3, latestDay)
const mapping = createMappingServer(mappings.mixedStates)
const claudeUsers = mapping.listClaudeUsers(new URLSearchParams())

/** Answers of each route, which together have every field. */
export const answerFixtures: { readonly [Name in keyof Answers]: readonly Answers[Name][] } = {
  connection: Object.values(connections),
  preview: [previewFixture],
  invitation: [invitationFixture],
  invitedPreview: [{ reports: previewFixture.reports }],
  invitedConnect: [{ accepted: true }],
  employeeStats: [createStatsFixture({ period })],
  employeeDays: [createDaysFixture({ period, missing: [latestDay] })],
  teamStats: [createTeamFixture({ period, people: teams.extreme })],
  adoption: [createAdoptionFixture({ period })],
  totals: Object.values(totalsFixtures),
  reconciliation: Object.values(reconciliations),
  reconciliationFindings: [findingsFixture],
  claudeUsers: [claudeUsers],
  claudeUser: claudeUsers.claudeUsers.flatMap(({ id }) => mapping.findClaudeUser(id) ?? []),
  employees: [{ employees: employees.slice(0, 3) }],
  access: Object.values(accessLogs),
  log: Object.values(logs),
  employeeData: [employeeDataFixture],
}
