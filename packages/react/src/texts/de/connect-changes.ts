import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConnectChanges } from '../en/connect-changes.ts'

/** German texts for connecting, replacing the key and disconnecting. */
export const deConnectChanges: TextsOf<typeof enConnectChanges> = {
  'connect.step1.title': 'In Claude einen Analytics-API-Schlüssel erstellen',
  'connect.step1.needs': 'Voraussetzungen',
  'connect.step1.plan': 'Der Tarif Claude Enterprise (nicht Free, Pro oder Team)',
  'connect.step1.owner':
    'Ein Primary Owner der Claude-Organisation: Nur mit dieser Rolle lässt sich der Schlüssel erstellen',
  'connect.step1.access': 'Eingeschalteter API-Zugriff, unter Organisationseinstellungen › API',
  'connect.step1.scope': 'Der Scope read:analytics am Schlüssel',
  'connect.step1.met': 'Der Schlüssel zeigt, dass alle Voraussetzungen erfüllt sind.',
  'connect.step1.link': 'Schlüsselseite von Claude öffnen',
  'connect.newTab': '(öffnet einen neuen Tab)',
  'connect.step2.title': 'Den Schlüssel einfügen',
  'connect.step2.text': 'Er wird verschlüsselt gespeichert und nur zum Lesen verwendet. In Claude ändert sich nichts.',
  'connect.step3.title': 'Verbinden',
  'connect.step3.text':
    'Innerhalb einer Stunde erscheinen die ersten Zahlen, die neuesten Tage zuerst; danach wird stündlich gelesen. Claude veröffentlicht die Zahlen eines Tages etwa einen Tag später und korrigiert sie manchmal noch einige Tage lang.',
  'connect.step3.wait': 'Zuerst den Schlüssel prüfen.',

  'connect.key.label': 'Analytics-API-Schlüssel',
  'connect.key.placeholder': 'sk-ant-…',
  'connect.key.reveal': 'Schlüssel zeigen',
  'connect.key.hide': 'Schlüssel verbergen',
  'connect.key.check': 'Prüfen',
  'connect.key.checking': 'Wird geprüft …',
  'connect.preview.title': 'Dieser Schlüssel funktioniert. Noch ist nichts gespeichert.',
  'connect.preview.opens': 'Er öffnet {reports}.',
  'connect.preview.counts': 'die täglichen Zahlen je Person',
  'connect.preview.skills': 'den Skill-Bericht',
  'connect.preview.connectors': 'den Konnektor-Bericht',
  'connect.preview.historyFrom': 'Ältester angefragter Tag',
  'connect.preview.historyServed': '{day}, soweit Claude ihn liefert',
  'connect.preview.latestDay': 'Neuester Tag von Claude',
  'connect.preview.people': 'An diesem Tag aktiv',
  'connect.preview.moreThan': 'mehr als {count}',
  'connect.preview.matched': 'Über die E‑Mail zugeordnet',
  'connect.preview.matchedOf': '{matched} von {total}',
  'connect.preview.matchedOfFirst': '{matched} der ersten {total}',
  'connect.preview.unmatched': {
    one: 'Eine Person hat in Claude eine andere E‑Mail als hier. Sobald Claude verbunden ist, lässt sie sich von Hand zuordnen.',
    other:
      '{count} Personen haben in Claude eine andere E‑Mail als hier. Sobald Claude verbunden ist, lassen sie sich von Hand zuordnen.',
  },
  'connect.preview.noSkills':
    'Claude bietet hier keinen Bericht über Skills, deshalb wird die Skill-Nutzung als Mindestwert gezeigt.',
  'connect.preview.noConnectors':
    'Claude bietet hier keinen Bericht über Konnektoren, deshalb wird ihre Nutzung als Mindestwert gezeigt.',
  'connect.invite': 'Nicht selbst Primary Owner? Einen Einmal-Link schicken',
  'connect.connect': 'Claude verbinden',
  'connect.connecting': 'Wird verbunden …',

  'replace.title': 'Den Schlüssel ersetzen',
  'replace.text': 'Der jetzige Schlüssel bleibt in Gebrauch, bis der neue gespeichert ist. So geht kein Tag verloren.',
  'replace.save': 'Diesen Schlüssel verwenden',
  'replace.saving': 'Wird gespeichert …',
  'replace.cancel': 'Abbrechen',

  'disconnect.title': 'Claude trennen?',
  'disconnect.text':
    'Das Lesen endet sofort, und der gespeicherte Schlüssel wird gelöscht. Damit er nirgends mehr gilt, muss er auch auf der Schlüsselseite von Claude gelöscht werden.',
  'disconnect.question': 'Was soll mit den vorhandenen Daten geschehen?',
  'disconnect.keep': 'Behalten',
  'disconnect.keepText':
    'Wer sie jetzt sehen kann, kann es weiterhin. Nach erneutem Verbinden geht das Lesen dort weiter.',
  'disconnect.erase': 'Löschen',
  'disconnect.eraseText':
    'Alle Zahlen und Zuordnungen werden gelöscht, für alle. Das lässt sich nicht rückgängig machen.',
  'disconnect.confirmKeep': 'Trennen',
  'disconnect.confirmErase': 'Trennen und löschen',
  'disconnect.working': 'Wird getrennt …',
  'disconnect.cancel': 'Abbrechen',
}
