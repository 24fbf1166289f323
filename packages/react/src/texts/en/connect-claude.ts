/** English texts of `ConnectClaude`. `SyncStatus` uses some of them. */
export const enConnectClaude = {
  'connect.title': 'Connect Claude',
  'connect.subtitle': 'One admin connects once, for the whole organization. Nobody else has to do anything.',
  'connect.kept': 'The counts through {day} are kept. Connect again and reading goes on from there.',

  'connect.status.disconnected': 'Not connected',
  'connect.status.connecting': 'Connecting',
  'connect.status.connected': 'Connected',
  'connect.status.needs_attention': 'Needs attention',

  'connected.title': 'Claude',
  'connected.subtitle': 'Claude usage, for the whole organization',
  'connected.key': 'Key ending {lastFour}, saved {day}',
  'connected.keyAge': 'Key ending {lastFour}, saved {day} ({ago})',
  'connected.starting': 'Reading the newest days. The first numbers appear within the hour.',
  'connected.missing': {
    one: 'One day could not be read: {days}.',
    other: '{count} days could not be read: {days}.',
  },
  'connected.people': 'accounts matched',
  'connected.peopleIgnored': 'accounts matched, {count} ignored',
  'connected.peopleOf': '{matched} of {total}',
  'connected.latestDay': 'newest day read',
  'connected.lastSync': 'last success',
  'connected.nextSync': 'last success, next at {time}',
  'connected.syncing': 'Syncing now',
  'connected.never': 'Not yet',
  'connected.sync': 'Sync now',
  'connected.replace': 'Replace key',
  'connected.disconnect': 'Disconnect…',
  'connected.lag':
    'Read every hour. Claude publishes a day’s figures about a day later and may revise them for some days.',

  'attention.title': 'No new days can be read',
  'attention.tryAgain': 'Try again',
  'attention.history': 'Figures that were read stay visible. Reading continues where it stopped.',

  'directory.title': 'The employee directory is not up to date',
  'directory.old': 'It was last read on {day}. If this lasts, managers see nobody from {until} on.',
  'directory.stale': 'It was last read on {day}. Managers see nobody until it is read again.',
  'directory.unread': 'It was never read. Managers see nobody until it is.',
  'directory.log': 'The server’s log has the reason.',

  'status.disconnected': 'Claude is not connected. An admin connects it once, for everyone; you have nothing to do.',
  'status.connecting': 'The first days are being read. Numbers appear within the hour.',
  'status.connected': 'Claude usage is read every hour. There is nothing for you to do.',
  'status.connectedThrough': 'Claude usage is read every hour, now through {day}. There is nothing for you to do.',
  'status.needs_attention': 'New days are not being read at the moment. An admin can fix this.',

  'live.found': 'The key works.',
  'live.saved': 'The key is saved.',
  'live.disconnected': 'Claude is disconnected.',
  'live.syncing': 'A sync has started.',

  'loading.connection': 'Loading the connection to Claude',
} as const
