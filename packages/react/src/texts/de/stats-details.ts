import type { TextsOf } from '@windmill/claude-core/observations'
import type { enStatsDetails } from '../en/stats-details.ts'

/**
 * German texts of `StatsPanel` that load on demand: date fields, coverage notes, details of a stat, tables, “Who can
 * see this”, “About this data” and empty states.
 */
export const deStatsDetails: TextsOf<typeof enStatsDetails> = {
  'period.from': 'Von',
  'period.to': 'Bis',
  'period.apply': 'Anzeigen',
  'period.invalid': 'Beide Daten eingeben.',
  'period.reversed': 'Der erste Tag darf nicht nach dem letzten liegen.',
  'period.outside': 'Möglich sind Tage vom {first} bis zum {last}.',

  'coverage.notServed': 'Claude liefert {days} zurzeit nicht. Sie werden täglich angefragt.',
  'coverage.missing': {
    one: 'Ein Tag ({days}) ließ sich nicht lesen und fehlt in den Zahlen.',
    other: '{count} Tage ({days}) ließen sich nicht lesen und fehlen in den Zahlen.',
  },
  'coverage.missingMany': {
    one: 'Ein Tag ließ sich nicht lesen und fehlt in den Zahlen.',
    other: '{count} Tage ließen sich nicht lesen und fehlen in den Zahlen.',
  },
  'coverage.reading': {
    one: 'Ein Tag wird noch gelesen.',
    other: '{count} Tage werden noch gelesen, die neuesten zuerst.',
  },
  'coverage.which': 'Welche Tage',
  'coverage.unpublished': 'Claude hat {days} noch nicht veröffentlicht.',
  'coverage.noRecords': 'Kein Vergleich: Der Zeitraum davor beginnt vor den ersten Aufzeichnungen von Claude am {day}.',
  'coverage.notKept': 'Kein Vergleich: Zahlen werden ab dem {day} aufbewahrt.',
  'coverage.noPrevious': 'Kein Vergleich: Einige Tage des Zeitraums davor wurden nicht gelesen.',
  'coverage.tooFew': 'Kein Vergleich: Von diesem Zeitraum fehlen zu viele Tage.',
  'coverage.uneven': '{read} Tage werden mit {all} verglichen.',
  'coverage.left': 'Gegangen am {day}. Spätere Tage zählen nicht.',
  'coverage.joined': 'Eintritt am {day}. Frühere Tage werden nicht gezählt oder verglichen.',
  'coverage.started': 'Kein Vergleich: Eintritt am {day}.',
  'coverage.notSettled': 'Kein Vergleich: Jeder Tag dieses Zeitraums kann sich noch ändern.',
  'coverage.leftEarly': 'Kein Vergleich: Zu viel von diesem Zeitraum liegt danach.',

  'product.code.note': 'ohne Amazon Bedrock',
  'product.usage.note': 'alle Produkte',

  'checks.equal': 'Am {date} mit Claudes eigenen Summen verglichen: gleich bis zum {day}.',
  'checks.equalDays': 'Am {date} mit Claudes eigenen Summen verglichen: {days} sind gleich.',
  'checks.differs': '{month} weicht bei {stats} von Claudes Summen ab, verglichen am {date}.',
  'checks.differsMany': '{month} weicht bei {count} Zahlen von Claudes Summen ab, verglichen am {date}.',
  'checks.differMonths': '{months} weichen von Claudes Summen ab, verglichen am {date}.',
  'checks.notComparable': 'Für {months} liefert Claude keine vergleichbaren Summen.',

  'partial.skills':
    'Ein Mindestwert: Dieses Unternehmen hat keinen Bericht über Skills, deshalb sind vom Chat nur die verschiedenen Skills pro Tag bekannt und von Claude Code keine.',
  'partial.connectors':
    'Ein Mindestwert: Dieses Unternehmen hat keinen Bericht über Konnektoren, deshalb fehlt Claude Code.',
  'partial.other': 'Ein Mindestwert: An manchen Tagen hat Claude diese Zahl nicht gemeldet.',
  'partial.rate': 'An manchen Tagen hat Claude diese Zahlen nicht gemeldet. Die Quote gilt für die anderen Tage.',
  'detail.compared': '{period}: {value}. {previousPeriod}: {previous}.',
  'detail.days': 'Tage hinter dieser Zahl',
  'detail.activeDays': 'Aktive Tage, Tag für Tag',

  'table.day': 'Tag',
  'table.week': 'Woche ab',
  'table.month': 'Monat ab',
  'table.total': 'Zeitraum',
  'table.compared': 'Bis {day}',
  'table.previous': 'Davor',
  'table.caption': '{product}, {bucket}',

  'who.record': 'Jeder Blick anderer wird erfasst, und die Person kann ihn sehen.',
  'who.recordOwn': 'Jeder Blick anderer wird erfasst, und du kannst ihn sehen.',
  'about.context':
    'Diese Zahlen zeigen, wie viel Claude genutzt wird. Sie sind Kontext für ein Gespräch: keine Note, keine Rangfolge. Kleine Zahlen ändern sich zufällig.',
  'about.days':
    'Tage gelten nach UTC. Claude veröffentlicht einen Tag etwa einen Tag später und korrigiert ihn manchmal noch einige Tage lang.',
  'about.checks':
    'Sobald sich die Tage eines Monats nicht mehr ändern, werden die Summen jeder Person mit Claudes eigenen Summen verglichen. Für Unterhaltungen sowie für Sitzungen in Excel und PowerPoint gibt es keine vergleichbare Summe.',
  'about.differences': 'Worin sich diese Zahlen von denen in claude.ai unterscheiden, und warum',
  'about.bedrock': 'Claude Code über Amazon Bedrock ist in diesen Zahlen nicht enthalten.',

  'empty.not_connected.title': 'Claude ist nicht verbunden',
  'empty.not_connected.text':
    'Hier erscheint die Nutzung, sobald ein Admin Claude in den Einstellungen verbunden hat. Mehr ist nicht zu tun.',
  'empty.not_connected.admin':
    'Hier erscheint die Nutzung, sobald Claude in den Einstellungen verbunden ist, einmal für alle.',
  'empty.not_connected.link': 'Claude verbinden',
  'empty.attention.title': 'Claude lässt sich zurzeit nicht lesen',
  'empty.attention.text':
    'Ein Admin muss die Verbindung in den Einstellungen in Ordnung bringen. Das Lesen geht dann weiter, wo es aufgehört hat.',
  'empty.attention.admin':
    'Die Verbindung lässt sich in den Einstellungen in Ordnung bringen. Das Lesen geht dann weiter, wo es aufgehört hat.',
  'empty.attention.link': 'Verbindung in Ordnung bringen',
  'empty.starting.title': 'Claude ist gerade erst verbunden',
  'empty.starting.text':
    'Innerhalb einer Stunde erscheinen die ersten Zahlen, die neuesten Tage zuerst. Diese Seite füllt sich von selbst.',
  'empty.not_matched.title': 'Kein Claude-Konto ist zugeordnet',
  'empty.not_matched.text':
    'Falls die Person Claude nutzt, ist ihre E‑Mail dort wahrscheinlich eine andere als hier. Ein Admin kann ihr Konto in der Liste der Claude-Konten suchen und zuordnen. Alle gelesenen Tage erscheinen dann sofort.',
  'empty.not_matched.admin':
    'Falls die Person Claude nutzt, ist ihre E‑Mail dort wahrscheinlich eine andere als hier. Ihr Konto lässt sich in den Einstellungen in der Liste der Claude-Konten suchen und zuordnen. Alle gelesenen Tage erscheinen dann sofort.',
  'empty.not_matched.own':
    'Falls du Claude nutzt, ist deine E‑Mail dort wahrscheinlich eine andere als hier. Bitte einen Admin, dein Konto zuzuordnen. Alle gelesenen Tage erscheinen dann sofort.',
  'empty.not_matched.ownAdmin':
    'Falls du Claude nutzt, ist deine E‑Mail dort wahrscheinlich eine andere als hier. Niemand kann sich selbst ein Konto zuordnen, bitte also einen anderen Admin darum. Alle gelesenen Tage erscheinen dann sofort.',
  'empty.not_matched.reading':
    'Ältere Tage werden noch gelesen. Wer Claude nur an diesen Tagen verwendet hat, wird erst dann gefunden.',
  'empty.not_matched.why': 'Keine Daten heißt nicht: keine Nutzung.',
  'empty.not_started.title': 'In diesem Zeitraum noch nicht da',
  'empty.not_started.text': 'Erster Tag: {day}.',
  'empty.not_started.period': 'Ein späterer Zeitraum zeigt mehr.',
  'empty.not_started.soon': 'Zahlen erscheinen hier, sobald sich ihre Tage nicht mehr ändern, ungefähr ab dem {day}.',
  'empty.no_activity.title': 'Keine Aktivität in diesem Zeitraum',
  'empty.no_activity.since': 'Keine Aktivität seit dem {day}',
  'empty.no_activity.titleRead': 'Keine Aktivität an den gelesenen Tagen',
  'empty.no_activity.text': 'An allen gelesenen Tagen gab es keine Claude-Nutzung.',
  'empty.no_activity.period': 'Ein längerer Zeitraum zeigt vielleicht welche.',
  'empty.no_activity.missing': 'Einige Tage ließen sich nicht lesen, ihre Nutzung ist unbekannt.',
  'empty.reading.title': 'Diese Tage werden noch gelesen',
  'empty.reading.text':
    'Gelesen wird rückwärts, das Neueste zuerst. Diese Seite füllt sich von selbst, auch wenn sie zwischendurch geschlossen wird.',
  'empty.unpublished.title': 'Claude hat diese Tage noch nicht veröffentlicht',
  'empty.unpublished.text': 'Die Zahlen eines Tages kommen etwa einen Tag später. Der neueste Tag ist der {day}.',
  'empty.left.title': 'Schon vor diesem Zeitraum gegangen',
  'empty.left.text': 'Der letzte Tag war der {day}. Spätere Tage zählen nicht.',
  'empty.not_read.title': 'Diese Tage ließen sich nicht lesen',
  'empty.not_read.text': 'Sie werden jede Stunde erneut versucht.',
  'empty.not_read.period': 'Solange hilft ein anderer Zeitraum.',
  'empty.before_records.title': 'Von diesen Tagen hat Claude keine Aufzeichnungen',
  'empty.before_records.text': 'Sie beginnen am {day}.',
  'empty.before_records.period': 'Ein späterer Zeitraum zeigt Zahlen.',
  'empty.figures_not_shown.title': 'Diese Zahlen werden nicht gezeigt',
  'empty.figures_not_shown.text': 'Nur die Person sieht sie.',
  'empty.excluded.title': 'Deine Nutzung wird nicht gelesen',
  'empty.excluded.text':
    'Das Verzeichnis deines Unternehmens nimmt dich aus: Nichts von deiner Nutzung wird gespeichert, und andere sehen kein Claude-Konto. Das ändern kann nur, wer das Verzeichnis pflegt.',
  'empty.not_kept.title': 'Diese Tage werden nicht aufbewahrt',
  'empty.not_kept.text': 'Zahlen werden ab dem {day} aufbewahrt.',
  'empty.not_found.title': 'Seite nicht gefunden oder nicht freigegeben',
  'empty.not_found.text':
    'Die Nutzung sehen die Person selbst, ihre Vorgesetzten und alle, die jeden sehen dürfen. Vielleicht stimmt die Adresse nicht. Wer die Person führt und nichts sieht, kann einen Admin fragen, was im Verzeichnis steht.',
}
