import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConnectClaude } from '../en/connect-claude.ts'

/** German texts of `ConnectClaude`. */
export const deConnectClaude: TextsOf<typeof enConnectClaude> = {
  'connect.title': 'Claude verbinden',
  'connect.subtitle': 'Ein Admin verbindet einmal, für das ganze Unternehmen. Sonst hat niemand etwas zu tun.',
  'connect.kept': 'Die Zahlen bis {day} sind noch da. Nach erneutem Verbinden geht das Lesen dort weiter.',

  'connect.status.disconnected': 'Nicht verbunden',
  'connect.status.connecting': 'Wird verbunden',
  'connect.status.connected': 'Verbunden',
  'connect.status.needs_attention': 'Eingreifen nötig',

  'connected.title': 'Claude',
  'connected.subtitle': 'Claude-Nutzung, für das ganze Unternehmen',
  'connected.key': 'Schlüssel …{lastFour}, gespeichert am {day}',
  'connected.keyAge': 'Schlüssel …{lastFour}, gespeichert am {day} ({ago})',
  'connected.starting': 'Die neuesten Tage werden gelesen. Innerhalb einer Stunde erscheinen die ersten Zahlen.',
  'connected.missing': {
    one: 'Ein Tag ({days}) ließ sich nicht lesen.',
    other: '{count} Tage ({days}) ließen sich nicht lesen.',
  },
  'connected.people': 'Konten zugeordnet',
  'connected.peopleIgnored': 'Konten zugeordnet, {count} ignoriert',
  'connected.peopleOf': '{matched} von {total}',
  'connected.latestDay': 'neuester gelesener Tag',
  'connected.lastSync': 'zuletzt gelesen',
  'connected.nextSync': 'zuletzt gelesen, wieder um {time}',
  'connected.syncing': 'Wird abgeglichen',
  'connected.never': 'Noch nie',
  'connected.sync': 'Jetzt abgleichen',
  'connected.replace': 'Schlüssel ersetzen',
  'connected.disconnect': 'Trennen …',
  'connected.lag':
    'Wird stündlich gelesen. Claude veröffentlicht die Zahlen eines Tages etwa einen Tag später und korrigiert sie manchmal noch einige Tage lang.',

  'attention.title': 'Neue Tage lassen sich nicht lesen',
  'attention.tryAgain': 'Erneut versuchen',
  'attention.history': 'Was schon gelesen ist, bleibt sichtbar. Das Lesen geht weiter, wo es aufgehört hat.',

  'directory.title': 'Das Mitarbeiterverzeichnis ist nicht aktuell',
  'directory.old': 'Zuletzt gelesen am {day}. Bleibt es dabei, sehen Führungskräfte ab {until} niemanden.',
  'directory.stale': 'Zuletzt gelesen am {day}. Bis es wieder gelesen ist, sehen Führungskräfte niemanden.',
  'directory.unread': 'Es wurde nie gelesen. So lange sehen Führungskräfte niemanden.',
  'directory.log': 'Warum, steht im Protokoll des Servers.',

  'status.disconnected': 'Claude ist nicht verbunden. Ein Admin verbindet es einmal, für alle; mehr ist nicht zu tun.',
  'status.connecting': 'Die ersten Tage werden gelesen. Innerhalb einer Stunde erscheinen Zahlen.',
  'status.connected': 'Die Claude-Nutzung wird stündlich gelesen. Es ist nichts zu tun.',
  'status.connectedThrough':
    'Die Claude-Nutzung ist bis {day} gelesen, stündlich kommt Neues dazu. Es ist nichts zu tun.',
  'status.needs_attention': 'Neue Tage werden zurzeit nicht gelesen. Ein Admin kann das beheben.',

  'live.found': 'Der Schlüssel funktioniert.',
  'live.saved': 'Der Schlüssel ist gespeichert.',
  'live.disconnected': 'Claude ist getrennt.',
  'live.syncing': 'Ein Abgleich hat begonnen.',

  'loading.connection': 'Die Verbindung zu Claude wird geladen',
}
