/** English texts of the people with figures that differ from Claude's totals, in `SyncStatus`. */
export const enFindings = {
  'findings.title': 'Differences to Claude’s totals',
  'findings.text': 'This look is recorded in the access history of each person. The figures here are not changed.',
  'findings.loading': 'Loading the differences',
  'findings.person': 'Person',
  'findings.month': 'Month',
  'findings.figure': 'Figure',
  'findings.here': 'Here',
  'findings.claude': 'Claude',
  'findings.noTotal': 'none',
  'findings.unlinked': 'Claude account without an employee ({id})',
  'findings.none': 'No figure differs any more.',
  'findings.more': { one: 'One more is not listed.', other: '{count} more are not listed.' },
} as const
