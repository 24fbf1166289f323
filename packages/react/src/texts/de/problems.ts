import type { ProblemTexts } from '../text-types.ts'

/** German texts of problems, and of the reasons why a day could not be read. */
export const deProblems: Required<ProblemTexts> = {
  // The key.
  'problem.key_missing.title': 'Es fehlt ein Schlüssel.',
  'problem.key_missing.advice':
    'Ohne ihn lässt sich nichts lesen. Bitte den Analytics-API-Schlüssel von der Schlüsselseite von Claude einfügen.',
  'problem.key_malformed.title': 'Das sieht nicht nach einem API-Schlüssel von Claude aus.',
  'problem.key_malformed.advice':
    'Bitte den ganzen Schlüssel von der Schlüsselseite von Claude kopieren; er beginnt mit sk-ant-. Gesendet wurde nichts.',
  'problem.key_ambiguous.title': 'In diesem Text stehen mehrere Schlüssel.',
  'problem.key_ambiguous.advice':
    'Welcher gemeint ist, steht nicht fest, deshalb wurde keiner gesendet. Bitte nur den Analytics-Schlüssel einfügen.',
  'problem.key_is_admin.title': 'Das ist ein Admin-Schlüssel der Console.',
  'problem.key_is_admin.advice':
    'Er kann in Claude etwas ändern, deshalb wurde er nirgendwohin gesendet. Bitte stattdessen einen Analytics-Schlüssel mit dem Scope read:analytics erstellen.',
  'problem.key_is_workspace.title': 'Das ist ein Workspace-Schlüssel für die Claude-API.',
  'problem.key_is_workspace.advice':
    'Er kann keine Analytics-Daten lesen, deshalb wurde er nirgendwohin gesendet. Einen Analytics-Schlüssel kann ein Primary Owner der Claude-Organisation erstellen.',
  'problem.key_is_token.title': 'Das ist ein Anmelde-Token, kein API-Schlüssel.',
  'problem.key_is_token.advice':
    'Er kann keine Analytics-Daten lesen, deshalb wurde er nirgendwohin gesendet. Ein Analytics-Schlüssel lässt sich auf der Schlüsselseite von Claude erstellen.',

  // Answers of Claude's API.
  'problem.key_refused.title': 'Claude nimmt diesen Schlüssel nicht an.',
  'problem.key_refused.advice':
    'Damit lässt sich nichts lesen. Er kann falsch geschrieben oder gelöscht sein, oder der API-Zugang ist abgeschaltet: Das zeigt die Schlüsselseite von Claude, auf der sich auch ein neuer erstellen lässt.',
  'problem.scope_missing.title': 'Dieser Schlüssel darf keine Analytics-Daten lesen.',
  'problem.scope_missing.advice':
    'Was er darf, steht seit seiner Erstellung fest. Nötig ist ein neuer Schlüssel mit dem Scope read:analytics.',
  'problem.access_denied.title': 'Claude verweigert den Zugriff auf die Analytics-Daten dieser Organisation.',
  'problem.access_denied.advice':
    'Bis sich das ändert, lässt sich nichts lesen. Ein Primary Owner sollte in den Organisationseinstellungen von Claude dreierlei prüfen: Der öffentliche API-Zugang ist eingeschaltet, der Tarif ist Enterprise, und der Schlüssel hat den Scope read:analytics.',
  'problem.plan_not_supported.title': 'Diese Organisation hat keine Analytics-API.',
  'problem.plan_not_supported.advice':
    'Sie gehört zu Claude Enterprise, nicht zu Free, Pro oder Team: Nötig ist ein Schlüssel aus der Enterprise-Organisation. Ist es schon einer, hat Anthropic die Organisation vielleicht gesperrt.',
  'problem.organization_differs.title': 'Dieser Schlüssel gehört zu einer anderen Claude-Organisation.',
  'problem.organization_differs.advice':
    'Zahlen zweier Organisationen werden nie vermischt, deshalb wurde nichts gespeichert. Nötig ist ein Schlüssel der bisher verbundenen Organisation. Ist das Unternehmen in diese umgezogen, können die Betreiber dieser App sie freigeben.',
  'problem.api_refused.title': 'Claude verweigert die Antwort.',
  'problem.api_refused.advice':
    'Bis sich das ändert, lässt sich nichts lesen. Ein Primary Owner sollte in Claude die Einstellungen und die Abrechnung der Organisation prüfen. Sind sie in Ordnung, hilft der Support von Claude mit der Anfragenummer.',
  'problem.api_blocked.title': 'Etwas anderes hat an Stelle der API von Claude geantwortet.',
  'problem.api_blocked.advice':
    'Nichts ist verloren, und der Schlüssel kann richtig sein. Die Antwort kam von einer Firewall, einem Proxy oder einer Anmeldeseite auf dem Weg: Dieser Server muss api.anthropic.com oder die stattdessen eingestellte Adresse erreichen dürfen.',
  'problem.api_unreachable.title': 'Die API von Claude war nicht erreichbar.',
  'problem.api_unreachable.advice':
    'Nichts ist verloren. Bitte in einigen Minuten erneut versuchen; bleibt es dabei, ist zu prüfen, ob dieser Server api.anthropic.com oder die stattdessen eingestellte Adresse erreichen darf.',
  'problem.api_unavailable.title': 'Die API von Claude antwortet gerade nicht richtig.',
  'problem.api_unavailable.advice':
    'Nichts ist verloren. Bitte in einigen Minuten erneut versuchen; bekannte Störungen nennt status.claude.com.',
  'problem.rate_limited.title': 'Die API von Claude erlaubt in dieser Minute keine weiteren Anfragen.',
  'problem.rate_limited.advice':
    'Nichts ist verloren. Die Grenze teilen sich alle Werkzeuge der Organisation: Bitte in einer Minute erneut versuchen.',
  'problem.unexpected_answer.title': 'Die API von Claude hat eine unverständliche Antwort gegeben.',
  'problem.unexpected_answer.advice':
    'Nichts davon ist gespeichert, also ist keine Zahl falsch. Bitte später erneut versuchen; bleibt es dabei, braucht diese Integration ein Update.',

  // The connection.
  'problem.not_connected.title': 'Claude ist nicht verbunden.',
  'problem.not_connected.advice':
    'Deshalb gibt es nichts zu lesen. Ein Admin verbindet es einmal, für das ganze Unternehmen.',
  'problem.key_unreadable.title': 'Der gespeicherte Schlüssel lässt sich nicht mehr öffnen.',
  'problem.key_unreadable.advice':
    'Solange lassen sich keine neuen Tage lesen: Der Schlüsselbund dieses Servers ist ein anderer als früher. Bitte den Analytics-Schlüssel noch einmal einfügen oder den früheren Tresorschlüssel wiederherstellen.',

  // Linking.
  'problem.link_own.title': 'Die eigene Verknüpfung lässt sich nicht ändern.',
  'problem.link_own.advice': 'Nichts hat sich geändert. Jemand anderes kann das übernehmen.',
  'problem.link_address_taken.title': 'Diese Adresse gehört jemand anderem.',
  'problem.link_address_taken.advice':
    'Nichts hat sich geändert. Verknüpfen geht nur mit einer Person, die diese Adresse hat, oder mit niemandem.',
  'problem.link_protected.title': 'Die Zahlen dahinter werden anderen nicht gezeigt.',
  'problem.link_protected.advice': 'Nichts hat sich geändert: Anders verknüpft wären sie zu sehen.',
  'problem.employee_unknown.title': 'Diese Person steht nicht im Verzeichnis.',
  'problem.employee_unknown.advice':
    'Nichts hat sich geändert: Zuordnen lässt sich nur jemand aus dem Verzeichnis. Bitte noch einmal suchen; wer neu ist, erscheint nach dem nächsten Lesen.',
  'problem.nothing_to_undo.title': 'Es gibt keine Entscheidung zurückzunehmen.',
  'problem.nothing_to_undo.advice':
    'Nichts hat sich geändert: Die neueste Änderung hat kein Admin gemacht. Neu geladen zeigt die Liste den jetzigen Stand.',

  // The request.
  'problem.not_signed_in.title': 'Die Anmeldung fehlt.',
  'problem.not_signed_in.advice': 'Bitte neu anmelden.',
  'problem.invitation_invalid.title': 'Dieser Link gilt nicht mehr.',
  'problem.invitation_invalid.advice':
    'Er ist unvollständig, schon benutzt, zurückgezogen oder durch einen neueren ersetzt. Wer damit schon einen Schlüssel gespeichert hat, ist fertig. Sonst kann die Person, von der er kam, einen neuen schicken. Zur Sicherheit nennt diese Seite weder das Unternehmen noch die Person.',
  'problem.invitation_expired.title': 'Dieser Link ist abgelaufen.',
  'problem.invitation_expired.advice':
    'Er galt 72 Stunden und wurde nicht benutzt. Die Person, von der er kam, kann einen neuen schicken. Ein schon erstellter Schlüssel lässt sich mit dem neuen Link verwenden.',
  'problem.not_permitted.title': 'Dafür fehlt die Berechtigung.',
  'problem.not_permitted.advice': 'Nichts hat sich geändert. Wer sie hat, meist ein Admin, kann das übernehmen.',
  'problem.figures_not_shown.title': 'Die Zahlen dieser Person werden nicht gezeigt.',
  'problem.figures_not_shown.advice': 'Nur die Person sieht sie.',
  'problem.not_found.title': 'Nicht gefunden oder nicht freigegeben.',
  'problem.not_found.advice':
    'Vielleicht gibt es das nicht, vielleicht ist es nicht freigegeben; die Antwort ist dieselbe. Bitte die Adresse prüfen.',
  'problem.directory_stale.title': 'Das Mitarbeiterverzeichnis ist zu alt, um zu sagen, wer wen führt.',
  'problem.directory_stale.advice':
    'Nur die eigenen Zahlen sind zu sehen, bis das Verzeichnis wieder gelesen ist. Bitte in ein paar Minuten erneut versuchen und, wenn es anhält, denen Bescheid geben, die diese App betreiben.',
  'problem.cross_site.title': 'Diese Anfrage kam von einer anderen Website.',
  'problem.cross_site.advice':
    'Nichts wurde gelesen oder geändert: Anfragen werden nur von den Seiten dieser App angenommen. Dort geht es.',
  'problem.json_expected.title': 'Erwartet wird JSON.',
  'problem.json_expected.advice': 'Nichts hat sich geändert. Bitte JSON senden, mit content-type: application/json.',
  'problem.body_too_large.title': 'Der Inhalt dieser Anfrage ist zu groß.',
  'problem.body_too_large.advice': 'Geändert wurde nichts. Höchstens 16 kB senden.',
  'problem.body_already_read.title': 'Der Inhalt dieser Anfrage wurde schon vorher gelesen.',
  'problem.body_already_read.advice':
    'Geändert wurde nichts. Wer diese App betreibt, muss den Handler vor dem Body-Parser einbinden oder ihm die unveränderte Anfrage übergeben.',
  'problem.invalid_request.title': 'Die Anfrage ist ungültig.',
  'problem.invalid_request.advice': 'Nichts ist geschehen. Bitte die Angaben prüfen.',
  'problem.not_ready.title': 'Die Nutzung von Claude ist gerade nicht verfügbar.',
  'problem.not_ready.advice':
    'Die Datenbank dieser App ist nicht zu erreichen. Bitte in einer Minute erneut versuchen und, wenn es anhält, denen Bescheid geben, die diese App betreiben.',
  'problem.stopped.title': 'Dieser Server ist beendet.',
  'problem.stopped.advice': 'Geändert wurde nichts. Bitte gleich noch einmal versuchen.',
  'problem.too_many_checks.title': 'In der letzten Stunde wurden zu viele Schlüssel geprüft.',
  'problem.too_many_checks.advice':
    'Dieser wurde nicht geprüft: Das Anfragelimit von Claudes API ist zum Lesen da. Bitte in einer Stunde erneut versuchen.',
  'problem.busy.title': 'Der Server hat gerade zu viel zu tun.',
  'problem.busy.advice': 'Nichts ist verloren. Bitte in einer Minute erneut versuchen.',
  'problem.internal_error.title': 'Auf unserer Seite ist etwas schiefgegangen.',
  'problem.internal_error.advice':
    'Was schon gelesen ist, bleibt. Bitte erneut versuchen; bleibt es dabei, hilft denen, die diese App betreiben, die Anfrage-ID.',

  // Problems that arise in the browser.
  'problem.server_unreachable.title': 'Der Server war nicht erreichbar.',
  'problem.server_unreachable.advice': 'Bitte die Netzverbindung prüfen und erneut versuchen. Nichts ist verloren.',
  'problem.answer_unreadable.title': 'Der Server hat eine unlesbare Antwort gegeben.',
  'problem.answer_unreadable.advice': 'Bitte die Seite neu laden. Bleibt es dabei, einen Admin informieren.',
  'problem.date_invalid.title': 'Diese Seite fragt nach Tagen, die es nicht gibt.',
  'problem.date_invalid.advice': 'Es wird keine Zahl gezeigt, denn sie gälte für andere Tage.',
  'problem.part_not_loaded.title': 'Dieser Teil ließ sich nicht laden.',
  'problem.part_not_loaded.advice':
    'Bitte die Netzverbindung prüfen und erneut versuchen. Bleibt es dabei, hilft es, die Seite neu zu laden.',

  // Reasons why a day could not be read.
  'dayFailure.api_unreachable.title': 'Die API von Claude war nicht erreichbar.',
  'dayFailure.api_unreachable.advice':
    'Das vergeht meist von selbst. Bleibt es dabei, ist zu prüfen, ob dieser Server api.anthropic.com oder die stattdessen eingestellte Adresse erreichen darf.',
  'dayFailure.api_blocked.title': 'Etwas anderes hat an Stelle der API von Claude geantwortet.',
  'dayFailure.api_blocked.advice':
    'Auf dem Weg steht eine Firewall, ein Proxy oder eine Anmeldeseite. Dieser Server muss api.anthropic.com oder die stattdessen eingestellte Adresse erreichen dürfen.',
  'dayFailure.api_unavailable.title': 'Die API von Claude hat nicht richtig geantwortet.',
  'dayFailure.api_unavailable.advice': 'Das vergeht meist von selbst; bekannte Störungen nennt status.claude.com.',
  'dayFailure.rate_limited.title': 'Die API von Claude hat keine weiteren Anfragen erlaubt.',
  'dayFailure.rate_limited.advice':
    'Die Grenze teilen sich alle Werkzeuge der Organisation. Bleibt es dabei, sollten die anderen seltener fragen.',
  'dayFailure.unexpected_answer.title': 'Die Antwort von Claude war nicht zu verstehen.',
  'dayFailure.unexpected_answer.advice':
    'Nichts davon ist gespeichert, also ist keine Zahl falsch. Bleibt es dabei, braucht diese Integration ein Update.',
  'dayFailure.request_rejected.title': 'Claude liefert diesen Tag nicht.',
  'dayFailure.request_rejected.advice':
    'Vielleicht liegt er länger zurück, als Claude aufbewahrt. Er wird weiter angefragt, mindestens einmal am Tag.',
  'dayFailure.day_too_recent.title': 'Claude hat diesen Tag zurzeit nicht.',
  'dayFailure.day_too_recent.advice':
    'Claude oder einer seiner Berichte hängt zurück. Das vergeht meist innerhalb eines Tages von selbst.',
  'dayFailure.day_shrank.title': 'In den neuen Zahlen dieses Tages fehlte mehr als die Hälfte der Personen.',
  'dayFailure.day_shrank.advice':
    'Das stimmt selten, deshalb bleiben die früheren Zahlen, bis Claude die neuen ein zweites Mal nennt.',
  'dayFailure.cursor_expired.title': 'Claude hat die Seiten des Tages zurückgezogen, während sie gelesen wurden.',
  'dayFailure.cursor_expired.advice':
    'Ein Teil eines Tages wird nie gespeichert; er wird deshalb von der ersten Seite an neu gelesen.',
  'dayFailure.cursor_repeated.title': 'Die Liste von Claude für diesen Tag nahm kein Ende.',
  'dayFailure.cursor_repeated.advice':
    'Ein Teil eines Tages wird nie gespeichert; er wird deshalb später neu gelesen. Bleibt es dabei, hilft der Support von Claude.',
}
