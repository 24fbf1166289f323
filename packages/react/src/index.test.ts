import { expect, test } from 'vitest'
import * as entry from './index.ts'

test('the package exports exactly what hosts may build on', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'ClaudeProblem',
    'ClaudeProvider',
    'ConnectClaude',
    'ConnectClaudeView',
    'StatsPanel',
    'StatsPanelView',
    'claudeKey',
    'connectionKey',
    'deleteConnection',
    'employeeStatsKey',
    'en',
    'getConnection',
    'getConnectionQueryOptions',
    'getEmployeeStats',
    'getEmployeeStatsQueryOptions',
    'isClaudeProblem',
    'postSync',
    'previewConnection',
    'putConnection',
    'useClaude',
    'useConnection',
    'useConnectionActions',
    'useEmployeeStats',
  ])
})
