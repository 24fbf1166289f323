import type { TextsOf } from '@windmill/claude-core/observations'
import type { enAccessLog } from '../en/access-log.ts'

/** German texts of `AccessLog`. */
export const deAccessLog: TextsOf<typeof enAccessLog> = {
  'access.you': 'Du',
  'access.looked': 'Wer nachgesehen hat',
  'access.employee': '{name} hat deine Seite geöffnet',
  'access.team': '{name} hat ein Team geöffnet, zu dem du gehörst',
  'access.adoption': '{name} hat die Verbreitung in einer Gruppe geöffnet, zu der du gehörst',
  'access.export': '{name} hat Zahlen exportiert, darunter deine',
  'access.employeeOf': '{name} hat die Seite von {employee} geöffnet',
  'access.teamOf': '{name} hat ein Team geöffnet, zu dem {employee} gehört',
  'access.adoptionOf': '{name} hat die Verbreitung in einer Gruppe geöffnet, zu der {employee} gehört',
  'access.exportOf': '{name} hat Zahlen exportiert, darunter die von {employee}',
  'access.period': 'für {period}',
  'access.times': '{count}-mal, zuletzt um {time}',
  'access.none.title': 'Niemand hat nachgesehen',
  'access.none.text': 'Sobald es jemand tut, steht es hier, mit dem Tag und dem, was angesehen wurde.',
  'access.kept': 'Wird {count} Tage aufbewahrt. Wer sich selbst ansieht, wird nicht erfasst.',
  'access.older': 'Ältere anzeigen',
}
