import type { TextsOf } from '@windmill/claude-core/observations'
import type { enSyncStatus } from '../en/sync-status.ts'

/** German texts of `SyncStatus`. */
export const deSyncStatus: TextsOf<typeof enSyncStatus> = {
  'sync.status.disconnected': 'Nicht verbunden',
  'sync.status.connecting': 'Wird verbunden',
  'sync.status.connected': 'Auf dem neuesten Stand',
  'sync.status.backfill': 'Verlauf wird gelesen',
  'sync.status.syncing': 'Wird abgeglichen',
  'sync.status.failing': 'Letzter Abgleich fehlgeschlagen',
  'sync.status.gaps': 'Tage fehlen',
  'sync.status.needs_attention': 'Eingreifen nötig',

  'sync.through': 'Die Claude-Nutzung ist bis {day} gelesen.',
  'sync.provisional': 'Claude kann die Zahlen ab {day} noch ändern.',
  'sync.notServed': 'Claude liefert die Tage bis zum {day} zurzeit nicht. Sie werden täglich angefragt.',
  'sync.keptFrom': 'Zahlen werden ab dem {day} aufbewahrt.',
  'sync.kept': 'Die Zahlen bis {day} bleiben gespeichert und sichtbar.',
  'sync.disconnected':
    'Claude ist nicht verbunden, also werden keine neuen Tage gelesen. Ein Admin verbindet es einmal, für alle.',
  'sync.disconnectedAdmin':
    'Claude ist nicht verbunden, also werden keine neuen Tage gelesen. In den Claude-Einstellungen wird es einmal verbunden, für alle.',
  'sync.connecting': 'Die ersten Tage werden gelesen. Innerhalb einer Stunde erscheinen Zahlen.',
  'sync.attention': 'Zurzeit werden keine neuen Tage gelesen. Ein Admin kann das beheben; sonst ist nichts zu tun.',
  'sync.attentionAdmin':
    'Jede Stunde wird es erneut versucht. Liegt es am Schlüssel, lässt er sich in den Claude-Einstellungen ersetzen.',
  'sync.failing': 'Neue Tage ließen sich nicht lesen.',
  'sync.failing.log': 'Warum, steht im Protokoll des Servers.',
  'sync.failing.at': 'Der letzte Versuch war {ago}.',
  'sync.failing.next': 'Nächster Versuch um {time}. Gelesene Zahlen bleiben.',
  'sync.failing.again': 'Der nächste Versuch folgt von selbst. Gelesene Zahlen bleiben.',
  'sync.missing': { one: 'Ein Tag fehlt', other: '{count} Tage fehlen' },
  'sync.missingText': '{days}. Die Zahlen dieser Tage sind unbekannt, nicht null.',
  'sync.now': 'Jetzt abgleichen',
  'sync.again': 'Erneut versuchen',
  'months.title': 'Mit Claudes eigenen Summen verglichen',
  'months.none': 'Ein Monat wird verglichen, sobald alle seine Tage gelesen sind und feststehen.',
  'months.last': 'Zuletzt verglichen am {day}.',
  'months.lastEqual': 'Zuletzt verglichen am {day}. Alle sind gleich.',
  'months.equal': '{month}: gleich',
  'months.pending': '{month}: wird verglichen',
  'months.notChecked': '{month}: noch nicht verglichen',
  'months.differs': {
    one: '{month}: {stats} weichen bei einer Person ab.',
    other: '{month}: {stats} weichen bei {count} Personen ab.',
  },
  'months.notComparable': '{month}: Claude liefert keine Summen zum Vergleichen.',
  'months.disagreement':
    '{month}: Claude zählt in den Summen bei den meisten anders, deshalb ist kein Vergleich möglich.',
  'months.who': 'Bei wem, und um wie viel',
  'months.check': 'Alle erneut vergleichen',
  'months.checkStarted': 'Alle Monate werden erneut verglichen.',

  'sync.started': 'Ein Abgleich hat begonnen.',
}
