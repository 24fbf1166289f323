import type { TextsOf } from '@windmill/claude-core/observations'
import type { enAcceptInvitation } from '../en/accept-invitation.ts'

/** German texts of `AcceptInvitation`. The texts of its steps are in `deConnectChanges`. */
export const deAcceptInvitation: TextsOf<typeof enAcceptInvitation> = {
  'accept.text':
    'Diese Seite verbindet die Claude-Organisation mit einem Schlüssel, den nur ein Primary Owner erstellen kann. Der Link hierher erlaubt nur, den Schlüssel zu speichern.',
  'accept.missing.title': 'Der Link ist unvollständig',
  'accept.missing.text': 'Bitte den ganzen Link aus der Einladung öffnen.',
  'accept.done.title': 'Claude ist verbunden',
  'accept.done.text':
    'Mehr ist nicht zu tun, und diese Seite kann geschlossen werden. Wer den Zugriff endgültig beenden will, löscht den Schlüssel auf der Schlüsselseite von Claude.',
}
