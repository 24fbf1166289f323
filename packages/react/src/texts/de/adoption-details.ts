import type { TextsOf } from '@windmill/claude-core/observations'
import type { enAdoptionDetails } from '../en/adoption-details.ts'

/** German texts of the figures in `AdoptionOverview`. */
export const deAdoptionDetails: TextsOf<typeof enAdoptionDetails> = {
  'adoption.used': { one: 'von einer Person haben Claude genutzt', other: 'von {count} Personen haben Claude genutzt' },
  'adoption.everyone': 'Alle im Verzeichnis, die in diesem Zeitraum beschäftigt waren.',
  'adoption.part': 'Alle, die {name} unterstellt sind, auf jeder Ebene, und in diesem Zeitraum beschäftigt waren.',
  'adoption.linked': '{linked} mit einem Claude-Konto verknüpft.',
  'adoption.unlinked': {
    one: 'Keine Daten zur anderen Person.',
    other: 'Keine Daten zu den anderen {count}.',
  },
  'adoption.notMatched': '{count} nicht verknüpft',
  'adoption.notShown': {
    one: 'Eine weitere Person zählt nicht mit: Ihre Zahlen werden nicht gezeigt.',
    other: '{count} weitere Personen zählen nicht mit: Ihre Zahlen werden nicht gezeigt.',
  },
  'adoption.excluded': {
    one: 'Eine Person ist ausgenommen: Nichts von ihr wird gelesen.',
    other: '{count} Personen sind ausgenommen: Nichts von ihnen wird gelesen.',
  },
  'adoption.small': 'Bei so wenigen Personen sagt ein Verlauf wenig aus.',
  'adoption.weekly': 'Pro Woche aktive Personen, im Mittel',
  'adoption.weekly.of': 'von {people} Personen',
  'adoption.weekly.weeks': {
    one: 'In einer abgeschlossenen Woche, {weeks}',
    other: 'Über {count} abgeschlossene Wochen, {weeks}',
  },
  'adoption.weekly.compared': {
    one: 'In einer abgeschlossenen Woche, {weeks}, verglichen mit {previous}',
    other: 'Über {count} abgeschlossene Wochen, {weeks}, verglichen mit {previous}',
  },
  'adoption.weekly.none': 'Bekannt, sobald der Zeitraum eine ganze Woche enthält, die sich nicht mehr ändert.',
  'adoption.weekly.head': 'Pro Woche aktiv',
  'adoption.weekly.few': '{active} von {people}',
  'adoption.inPeriod': 'In diesem Zeitraum',

  'adoption.time': 'Aktive Personen {bucket}',
  'adoption.any': 'Alle Produkte',
  'adoption.point.people': { one: 'eine Person', other: '{count} Personen' },
  'adoption.numbers': '{title}, in Zahlen',

  'adoption.products': 'Nach Produkt',
  'adoption.products.note': 'Wer zwei Produkte nutzt, wird bei beiden gezählt.',
  'adoption.product': 'Produkt',
  'adoption.trend': 'Verlauf',
  'adoption.people': 'Personen',
  'adoption.change': 'Veränderung',

  'adoption.engagement': 'Wie oft es genutzt wird',
  'adoption.engagement.note': 'Mit einem beliebigen Produkt, an den gelesenen Tagen.',
  'adoption.new': 'Neu',
  'adoption.new.text': 'In diesem Zeitraum aktiv und an keinem erfassten Tag davor.',
  'adoption.regular': 'Regelmäßig',
  'adoption.regular.text': {
    one: 'Aktiv an {days} von {count} gelesenen Tag.',
    other: 'Aktiv an mindestens {days} von {count} gelesenen Tagen, Wochenenden eingerechnet.',
  },
  'adoption.occasional': 'Gelegentlich',
  'adoption.occasional.text': 'An weniger Tagen aktiv.',
  'adoption.lapsed': 'Nicht mehr aktiv',
  'adoption.lapsed.text': 'Im Zeitraum davor aktiv, in diesem nicht, und weiterhin beschäftigt.',
  'adoption.engagement.few': 'Bei so wenigen Tagen sagen diese Zahlen wenig aus.',
  'adoption.engagement.unknown': 'nicht bekannt',
  'adoption.engagement.why':
    'Wer neu ist, ist nur bekannt, wenn der ganze Zeitraum davor gelesen wurde. Bis dahin zählen Neue als regelmäßig oder gelegentlich.',
  'adoption.engagement.whyLapsed':
    'Wer nicht mehr aktiv ist, ist nur bekannt, wenn dieser Zeitraum und der davor ganz gelesen wurden.',

  'adoption.teams': 'Nach Team',
  'adoption.groups': 'Nach {label}',
  'adoption.groups.choose': 'Personen gruppieren nach',
  'adoption.groups.none': 'Ohne Angabe',
  'adoption.groups.note': 'Mittel pro abgeschlossener Woche, nach den heutigen Teams. Prozente ab 10 Personen.',
  'adoption.teams.none': 'Niemand hier leitet ein Team.',
  'adoption.team': 'Team',
  'adoption.team.of': 'Team von {name}',
  'adoption.team.rest': 'Alle anderen',
  'adoption.points': { one: '1 Punkt', other: '{count} Punkte' },
  'adoption.points.unknown': 'nicht bekannt, oder zu wenige Personen',

  'adoption.promise': 'Anzahlen von Personen, ohne Namen. Nutzung ist Kontext, keine Leistung.',
  'adoption.who':
    'Führungskräfte und wer sie vertritt sehen alle, die ihnen unterstellt sind. Das Unternehmen kann anderen alle zeigen.',

  'adoption.empty.not_matched.title': 'Noch ist niemand mit einem Claude-Konto verknüpft',
  'adoption.empty.not_matched.text':
    'Falls sie Claude nutzen, sind ihre E‑Mail-Adressen dort wahrscheinlich andere als hier. Admins können ihre Konten in der Liste der Claude-Konten verknüpfen: Dann erscheint der ganze Verlauf auf einmal.',
  'adoption.empty.not_matched.admin':
    'Falls sie Claude nutzen, sind ihre E‑Mail-Adressen dort wahrscheinlich andere als hier. In den Einstellungen lassen sich ihre Konten in der Liste der Claude-Konten verknüpfen: Dann erscheint der ganze Verlauf auf einmal.',
  'adoption.empty.nobody.title': 'Hier gibt es niemanden',
  'adoption.empty.nobody.text': 'Niemand im Verzeichnis war in diesem Zeitraum beschäftigt.',
  'adoption.empty.not_found.title': 'Diese Seite ist für Führungskräfte',
  'adoption.empty.not_found.text':
    'Führungskräfte sehen, wie viele der ihnen unterstellten Personen Claude nutzen. Dir ist im Verzeichnis niemand unterstellt.',
}
