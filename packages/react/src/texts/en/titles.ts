/**
 * English titles and loading messages of `AcceptInvitation`, `AccessLog`, `AuditLog`, `ClaudeUserMapping`,
 * `PublishedTotals` and `SyncStatus`. Their other texts load on demand.
 */
export const enTitles = {
  'accept.title': 'Connect Claude',
  'accept.loading': 'Checking the link',
  'access.title': 'Who can see your Claude usage',
  'access.titleOf': 'Who can see the Claude usage of {employee}',
  'access.loading': 'Loading the access history',
  'audit.title': 'Access and change history',
  'audit.loading': 'Loading the history',
  'mapping.title': 'Claude users',
  'mapping.loading': 'Loading the Claude users',
  'totals.title': 'Company totals',
  'totals.loading': 'Loading the company totals',
  'sync.title': 'Claude usage data',
  'sync.loading': 'Loading how current the Claude usage is',
} as const
