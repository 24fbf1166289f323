/** The texts of `SyncStatus` in English. */
export const enSyncStatus = {
  'sync.status.disconnected': 'Not connected',
  'sync.status.connecting': 'Connecting',
  'sync.status.connected': 'Up to date',
  'sync.status.backfill': 'Reading history',
  'sync.status.syncing': 'Syncing now',
  'sync.status.gaps': 'Days missing',
  'sync.status.needs_attention': 'Needs attention',

  'sync.through': 'Claude usage is read through {day}.',
  'sync.provisional': 'Claude may still revise the figures from {day} on.',
  'sync.kept': 'The counts through {day} are kept and stay visible.',
  'sync.disconnected': 'Claude is not connected, so no new days are read. An admin connects it once, for everyone.',
  'sync.disconnectedAdmin':
    'Claude is not connected, so no new days are read. Connect it once, for everyone, in the Claude settings.',
  'sync.connecting': 'The first days are being read. Numbers appear within the hour.',
  'sync.attention': 'New days are not being read at the moment. An admin can put this right; you have nothing to do.',
  'sync.attentionAdmin': 'Replace the key in the Claude settings, or try again once the cause is gone.',
  'sync.missing': { one: 'One day is missing', other: '{count} days are missing' },
  'sync.missingText': '{days}. What is missing counts as not known, never as zero.',
  'sync.now': 'Sync now',
  'sync.again': 'Try again',
  'sync.started': 'A sync has started.',
} as const
