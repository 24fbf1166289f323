import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConnectInvitation } from '../en/connect-invitation.ts'

/** German texts of the part of `ConnectClaude` that invites the Primary Owner. */
export const deConnectInvitation: TextsOf<typeof enConnectInvitation> = {
  'invite.text':
    'Ein Link genügt: Auf der verlinkten Seite fügt der Primary Owner den Schlüssel selbst ein, ohne Konto hier, und sieht sonst nichts.',
  'invite.make': 'Link erstellen',
  'invite.again': 'Neuen Link erstellen',
  'invite.making': 'Link wird erstellt …',
  'invite.made': 'Er gilt einmal, bis {until}, und wird nur jetzt gezeigt. Ein neuer Link ersetzt ihn.',
  'invite.open': 'Ein früher erstellter Link gilt bis {until}. Ein neuer ersetzt ihn.',
  'invite.copy.instructions': 'Anleitung kopieren',
  'invite.copy.link': 'Link kopieren',
  'invite.copied': 'Kopiert',
  'invite.notCopied': 'Der Browser hat nichts kopiert. Bitte den Link markieren.',
  'invite.revoke': 'Widerrufen',
  'invite.announcement': 'Der Link ist da.',
  'invite.instructions': `Bitte unsere Claude-Organisation verbinden, damit die Nutzung in Reviews und 1:1s erscheint. Das kann nur ein Primary Owner:
1. Unter {page} den API-Zugriff einschalten, falls er aus ist, und einen Analytics-API-Schlüssel mit dem Scope read:analytics erstellen.
2. Diesen Link öffnen und den Schlüssel dort einfügen: {link}
Bitte den Schlüssel nicht in einer Nachricht schicken. Der Link gilt einmal, bis {until}. Gelesen werden tägliche Zahlen je Person, nie Unterhaltungen, Prompts, Code oder Dateien.`,
}
