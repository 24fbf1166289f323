/** English texts of `SyncStatus`. */
export const enSyncStatus = {
  'sync.status.disconnected': 'Not connected',
  'sync.status.connecting': 'Connecting',
  'sync.status.connected': 'Up to date',
  'sync.status.backfill': 'Reading history',
  'sync.status.syncing': 'Syncing now',
  'sync.status.failing': 'Last sync failed',
  'sync.status.gaps': 'Days missing',
  'sync.status.needs_attention': 'Needs attention',

  'sync.through': 'Claude usage is read through {day}.',
  'sync.provisional': 'Claude may still revise the figures from {day} on.',
  'sync.notServed': 'Claude does not provide the days through {day} at the moment. They are requested every day.',
  'sync.keptFrom': 'Figures are kept from {day} on.',
  'sync.kept': 'The counts through {day} are kept and stay visible.',
  'sync.disconnected': 'Claude is not connected, so no new days are read. An admin connects it once, for everyone.',
  'sync.disconnectedAdmin':
    'Claude is not connected, so no new days are read. Connect it once, for everyone, in the Claude settings.',
  'sync.connecting': 'The first days are being read. Numbers appear within the hour.',
  'sync.attention': 'New days are not being read at the moment. An admin can fix this; you have nothing to do.',
  'sync.attentionAdmin': 'The sync retries every hour. If the key is the cause, replace it in the Claude settings.',
  'sync.failing': 'No new days could be read.',
  'sync.failing.log': 'The server’s log has the reason.',
  'sync.failing.at': 'The last try was {ago}.',
  'sync.failing.next': 'The next try is at {time}. Figures that were read stay.',
  'sync.failing.again': 'The sync retries by itself. Figures that were read stay.',
  'sync.missing': { one: 'One day is missing', other: '{count} days are missing' },
  'sync.missingText': '{days}. The figures of these days are unknown, not zero.',
  'sync.now': 'Sync now',
  'sync.again': 'Try again',
  'sync.started': 'A sync has started.',

  'months.title': 'Checked against Claude’s totals',
  'months.none': 'A month is checked once all its days are read and settled.',
  'months.last': 'Last checked on {day}.',
  'months.lastEqual': 'Last checked on {day}. All equal.',
  'months.equal': '{month}: equal',
  'months.pending': '{month}: being checked',
  'months.notChecked': '{month}: not checked yet',
  'months.differs': {
    one: '{month}: {stats} differ for one person.',
    other: '{month}: {stats} differ for {count} people.',
  },
  'months.notComparable': '{month}: Claude gives no totals to compare with.',
  'months.disagreement': '{month}: Claude’s totals count differently for most people, so nothing can be compared.',
  'months.who': 'Who, and by how much',
  'months.check': 'Check all again',
  'months.checkStarted': 'All months are being checked again.',
} as const

/** A key of `enSyncStatus`. */
export type SyncStatusText = keyof typeof enSyncStatus
