// Was sagt jeder Fehler? Ursache, Folge, nächster Schritt.
import { casefileProblems } from './casefile-problems'
import { type Problems, say } from '../saying'

export const problems: Problems = {
  ...casefileProblems,
  unknown_command: (p) => say(
    `Das Fenster hat etwas verlangt, das Roost nicht kennt (${p.name}).`,
    'Nichts wurde geändert.',
    'Starten Sie Roost neu; wenn es bleibt, installieren Sie es neu.',
  ),
  bad_request: (p) => say(
    `Roost konnte die Anfrage dieses Fensters nicht lesen (${p.reason}).`,
    'Nichts wurde geändert.',
    'Bitte melden Sie das mit den Einzelheiten.',
  ),
  internal: () => say(
    'Roost selbst hat einen Fehler gemacht.',
    'Was Sie wollten, wurde nicht getan.',
    'Versuchen Sie es erneut; wenn es bleibt, melden Sie es mit den Einzelheiten.',
  ),
  no_account: (p) => say(
    `Ein Konto ${p.name} gibt es hier nicht.`,
    '',
    'Sehen Sie unter Konten nach, wie es jetzt heißt.',
  ),
  two_accounts: (p) => say(
    `${p.name} gibt es in zwei Netzen.`,
    '',
    `Sagen Sie, welches gemeint ist: x:${p.name} oder practice:${p.name}.`,
  ),
  no_app: (p) => say(
    `Eine App ${p.name} gibt es hier nicht.`,
    '',
    'Sehen Sie unter Konten nach, welche Apps es gibt.',
  ),
  two_apps: (p) => say(
    `Die App ${p.name} gibt es in zwei Netzen.`,
    '',
    `Sagen Sie, welche gemeint ist: x:${p.name} oder practice:${p.name}.`,
  ),
  no_delivery: () => say(
    'Diesen Beitrag gibt es nicht mehr.',
    '',
    'Laden Sie die Seite neu.',
  ),
  no_incident: (p) => say(
    `Einen Vorfall ${p.id} gibt es nicht.`,
    '',
    'Öffnen Sie die Rettung und sehen Sie, welche es gibt.',
  ),
  no_sign_in: () => say(
    'Diese Anmeldung ist abgelaufen.',
    'Es wurde kein Konto hinzugefügt.',
    'Beginnen Sie die Anmeldung neu.',
  ),
  bad_id: (p) => say(
    `„${p.text}“ ist keine Kennung.`,
    '',
    'Öffnen Sie es aus einer Liste.',
  ),
  bad_state: (p) => say(
    `„${p.text}“ ist kein Zustand eines Beitrags.`,
    '',
    'Wählen Sie einen aus der Liste.',
  ),
  account_exists: (p) => say(
    `@${p.handle} ist schon da.`,
    'Es wurde nicht noch einmal hinzugefügt.',
    'Öffnen Sie es unter Konten.',
  ),
  same_user: (p) => say(
    `Das ist derselbe Nutzer wie @${p.handle}, den es hier schon gibt.`,
    'Er wurde nicht noch einmal hinzugefügt.',
    `Öffnen Sie @${p.handle} unter Konten.`,
  ),
  other_user: (p) => say(
    `Diese Schlüssel gehören @${p.found}, nicht @${p.handle}.`,
    'Das Konto behält seine alten Schlüssel.',
    `Melden Sie sich bei X als @${p.handle} an und erzeugen Sie die Schlüssel neu.`,
  ),
  app_key_differs: (p) => say(
    `Die App ${p.name} ist hier mit einem anderen Consumer Key bekannt.`,
    'Nichts wurde geändert.',
    'Nehmen Sie deren Schlüssel, oder geben Sie dieser App einen anderen Namen.',
  ),
  app_base_differs: (p) => say(
    `Die App ${p.name} ist hier mit einer anderen Adresse bekannt (${p.api_base}).`,
    'Nichts wurde geändert.',
    'Nehmen Sie diese Adresse, oder geben Sie dieser App einen anderen Namen.',
  ),
  app_keys_missing: (p) => say(
    `Roost kennt die App ${p.name} noch nicht.`,
    '',
    'Geben Sie ihren Consumer Key und ihr Consumer Secret ein.',
  ),
  app_in_use: (p) => say(
    `Konten nutzen die App ${p.name} noch: ${p.count}.`,
    'Sie wurde nicht entfernt.',
    'Entfernen Sie zuerst diese Konten.',
  ),
  bad_handle: (p) => say(
    `„${p.handle}“ kann kein Kontoname sein.`,
    '',
    'Nehmen Sie 1 bis 15 Buchstaben, Ziffern oder Unterstriche.',
  ),
  bad_zone: (p) => say(
    `„${p.zone}“ ist keine Zeitzone.`,
    'Die Zeitzone wurde nicht geändert.',
    'Wählen Sie eine aus der Liste, etwa Europe/Berlin.',
  ),
  bad_base: (p) => say(
    `${p.url} kann nicht die Adresse eines Netzes sein.`,
    '',
    'Nehmen Sie eine https-Adresse; http geht nur auf diesem Rechner.',
  ),
  lapsed_folder: () => say(
    'Dieser Datenordner lief im Zeitraffer und nimmt nur Übungskonten.',
    'Das Konto wurde nicht hinzugefügt.',
    'Nehmen Sie für echte Konten einen anderen Datenordner.',
  ),
  no_network: () => say(
    'Das Übungsnetz läuft nicht.',
    'Nichts wurde gesendet.',
    'Warten Sie einen Augenblick, oder starten Sie Roost neu.',
  ),
  no_keys: (p) => say(
    `Für @${p.handle} gibt es keine Schlüssel.`,
    'Dafür kann nichts gesendet werden.',
    'Erneuern Sie sie unter Konten.',
  ),
  account_held: (p) => say(
    `@${p.handle} ist angehalten.`,
    'Dafür wird nichts gesendet; die Beiträge bleiben erhalten.',
    'Öffnen Sie den Vorfall und folgen Sie den Schritten.',
  ),
  refused: (p) => say(
    `X hat abgelehnt: ${p.message}`,
    'Was Sie wollten, wurde nicht getan.',
    `${p.sentence}`,
  ),
  not_sent: (p) => say(
    `Die Anfrage hat diesen Rechner nicht verlassen (${p.reason}).`,
    'Nichts wurde gesendet.',
    'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  ),
  no_answer: (p) => say(
    `Es kam keine Antwort (${p.reason}).`,
    'Ob es geschehen ist, ist nicht bekannt.',
    'Sehen Sie bei X nach, bevor Sie es erneut versuchen.',
  ),
  simulator_unreachable: (p) => say(
    `Der Simulator unter ${p.base} antwortet nicht.`,
    'Nichts wurde gesendet.',
    'Starten Sie ihn und versuchen Sie es dann erneut.',
  ),
  no_simulator: (p) => say(
    `Was unter ${p.base} antwortet, ist kein Simulator.`,
    'Nichts wurde gesendet.',
    'Prüfen Sie die Adresse.',
  ),
  time_unreadable: (p) => say(
    `„${p.text}“ lässt sich nicht als Zeit lesen.`,
    '',
    'Schreiben Sie etwa 2026-11-21 12:18.',
  ),
  time_past: (p) => say(
    `${p.at} ist vorbei.`,
    'Der Beitrag bleibt, wo er war.',
    'Wählen Sie eine spätere Zeit.',
  ),
  time_in_gap: (p) => say(
    `${p.wall} gibt es in ${p.zone} nicht: die Uhr wird darüber vorgestellt.`,
    'Der Beitrag bleibt, wo er war.',
    `Wählen Sie ${p.before} oder ${p.after}.`,
  ),
  duration_unreadable: (p) => say(
    `„${p.text}“ lässt sich nicht als Dauer lesen.`,
    'Nichts wurde geändert.',
    'Schreiben Sie 90s, 15m, 2h oder 3d.',
  ),
  duration_too_long: (p) => say(
    `„${p.text}“ ist zu lang.`,
    'Nichts wurde geändert.',
    'Wählen Sie eine kürzere Dauer.',
  ),
  slot_unreadable: (p) => say(
    `„${p.spec}“ lässt sich nicht als Slot lesen.`,
    'Die Slots bleiben, wie sie waren.',
    'Schreiben Sie Tage und Uhrzeit, etwa mon,wed 09:00.',
  ),
  slot_day: (p) => say(
    `„${p.word}“ in „${p.spec}“ ist kein Wochentag.`,
    'Die Slots bleiben, wie sie waren.',
    'Nehmen Sie mon, tue, wed, thu, fri, sat oder sun.',
  ),
  slot_time: (p) => say(
    `„${p.word}“ in „${p.spec}“ ist keine Uhrzeit.`,
    'Die Slots bleiben, wie sie waren.',
    'Schreiben Sie etwa 09:00.',
  ),
  bad_cap: (p) => say(
    `Eine Obergrenze kann nicht „${p.value}“ sein.`,
    'Die Obergrenze bleibt, wie sie war.',
    'Nehmen Sie eine Zahl von 1 bis 2400, oder keine.',
  ),
  bad_catch_up: (p) => say(
    `„${p.value}“ ist keine Art des Nachholens.`,
    'Nichts wurde geändert.',
    'Wählen Sie verteilen, nur heute oder fragen.',
  ),
  bad_late_limit: (p) => say(
    `Die Spätgrenze kann nicht „${p.value}“ sein.`,
    'Nichts wurde geändert.',
    'Wählen Sie eine Dauer, die länger als null ist.',
  ),
  no_account_named: () => say(
    'Es ist kein Konto gewählt.',
    'Nichts wurde geplant.',
    'Wählen Sie mindestens ein Konto.',
  ),
  no_segment: () => say(
    'Es gibt noch nichts zu veröffentlichen.',
    'Nichts wurde geplant.',
    'Schreiben Sie zuerst etwas.',
  ),
  empty_segment: (p) => say(
    `Teil ${p.segment} ist leer.`,
    'Nichts wurde geplant.',
    'Füllen Sie ihn aus oder entfernen Sie ihn.',
  ),
  too_long: (p) => say(
    `Teil ${p.segment} ist zu lang: ${p.weighted} von ${p.max}.`,
    'X lehnt das sicher ab, deshalb wurde es nicht geplant.',
    `Kürzen Sie ihn um ${p.over}, oder teilen Sie ihn.`,
  ),
  bad_character: (p) => say(
    `Teil ${p.segment} enthält ein Zeichen, das X nicht nimmt.`,
    'Nichts wurde geplant.',
    'Entfernen Sie es; oft ist es ein unsichtbares aus kopiertem Text.',
  ),
  media_unreadable: (p) => say(
    `${p.path} lässt sich nicht lesen (${p.reason}).`,
    'Die Datei wurde nicht hinzugefügt.',
    'Prüfen Sie, ob sie noch da ist und ob Sie sie öffnen dürfen.',
  ),
  media_kind: (p) => say(
    `Dateien wie ${p.path} nimmt X nicht.`,
    'Die Datei wurde nicht hinzugefügt.',
    'Nehmen Sie JPEG, PNG, WebP, GIF oder MP4.',
  ),
  media_too_large: (p) => say(
    `${p.path} ist zu groß: ${p.size}, höchstens ${p.most}.`,
    'Die Datei wurde nicht hinzugefügt.',
    'Verkleinern Sie sie und fügen Sie sie erneut hinzu.',
  ),
  media_mix: (p) => say(
    `Teil ${p.segment} hat zu viele Dateien oder eine Mischung, die X nicht nimmt.`,
    'Nichts wurde geplant.',
    'Nehmen Sie bis zu vier Bilder, oder ein GIF, oder ein Video.',
  ),
  alt_too_long: (p) => say(
    `Der Alternativtext von ${p.path} ist zu lang (${p.chars} Zeichen).`,
    'Nichts wurde geplant.',
    'Bleiben Sie unter 1000 Zeichen.',
  ),
  poll_options: (p) => say(
    `Eine Umfrage kann nicht ${p.count} Antworten haben.`,
    'Nichts wurde geplant.',
    'Geben Sie ihr zwei bis vier.',
  ),
  poll_option: (p) => say(
    `Antwort ${p.option} der Umfrage ist leer oder zu lang.`,
    'Nichts wurde geplant.',
    'Nehmen Sie 1 bis 25 Zeichen.',
  ),
  poll_minutes: (p) => say(
    `Eine Umfrage kann nicht ${p.minutes} Minuten offen sein.`,
    'Nichts wurde geplant.',
    'Wählen Sie zwischen 5 Minuten und 7 Tagen.',
  ),
  poll_and_media: (p) => say(
    `Teil ${p.segment} hat eine Umfrage und Medien; X nimmt nur eines davon.`,
    'Nichts wurde geplant.',
    'Entfernen Sie eines.',
  ),
  reply_settings: (p) => say(
    `„${p.word}“ legt nicht fest, wer antworten darf.`,
    'Nichts wurde geplant.',
    'Wählen Sie aus der Liste.',
  ),
  conflict: () => say(
    'Das wurde anderswo geändert, während Sie es ansahen.',
    'Ihre Änderung wurde nicht gemacht; nichts ist verloren.',
    'Sehen Sie den neuen Stand an und machen Sie es noch einmal.',
  ),
  illegal_move: (p) => say(
    `Ein Beitrag im Zustand „${p.from}“ kann nicht in den Zustand „${p.to}“ wechseln.`,
    'Er bleibt, wie er war.',
    '',
  ),
  not_a_draft: (p) => say(
    `Nur ein Entwurf kann zu einem anderen Konto; dieser Beitrag ist: ${p.state}.`,
    'Er bleibt, wo er ist.',
    'Legen Sie ihn zuerst zu den Entwürfen zurück.',
  ),
  said_there: (p) => say(
    `@${p.handle} hat diesen Beitrag schon.`,
    'Er bleibt, wo er ist.',
    'Ein Konto sagt denselben Beitrag nur einmal.',
  ),
  not_editable: (p) => say(
    `Dieser Beitrag lässt sich nicht mehr ändern: ${p.state}.`,
    'Sein Text bleibt, wie er ist.',
    'Schreiben Sie stattdessen einen neuen.',
  ),
  half_sent: () => say(
    'Ein Teil dieses Threads ist schon draußen.',
    'Er bleibt, wie er war.',
    'Entscheiden Sie auf seiner Seite, ob er weitergeht.',
  ),
  remote_id_needed: () => say(
    'Roost muss wissen, welcher Beitrag auf X das ist.',
    'Er bleibt unbestätigt.',
    'Fügen Sie die Adresse des Beitrags auf X ein.',
  ),
  bad_remote_id: (p) => say(
    `„${p.text}“ ist weder Kennung noch Adresse eines Beitrags auf X.`,
    'Er bleibt unbestätigt.',
    'Kopieren Sie die Adresse vom Beitrag selbst.',
  ),
  not_deletable: (p) => say(
    `Auf X löschen lässt sich nur, was draußen ist; dieser Beitrag: ${p.state}.`,
    'Nichts wurde gelöscht.',
    'Ziehen Sie ihn stattdessen zurück.',
  ),
  not_retryable: (p) => say(
    `Dieser Beitrag lässt sich nicht erneut versuchen: ${p.state}.`,
    'Er bleibt, wie er war.',
    'Verschieben Sie ihn stattdessen.',
  ),
  incident_is: (p) => say(
    `Der Vorfall ist schon im Zustand ${p.state}.`,
    'Nichts wurde geändert.',
    'Laden Sie die Seite neu.',
  ),
  not_held_by: () => say(
    'Dieser Beitrag wird nicht von diesem Vorfall angehalten.',
    'Er kann nicht der stille Beitrag sein.',
    'Wählen Sie einen von den angehaltenen.',
  ),
  vault_is_there: (p) => say(
    `Die Geheimnisse liegen schon dort (${p.place}).`,
    'Nichts wurde verschoben.',
    '',
  ),
  bad_vault_place: (p) => say(
    `Geheimnisse können nicht in „${p.place}“ liegen.`,
    'Nichts wurde verschoben.',
    'Wählen Sie den Schlüsselbund oder die verschlüsselte Datei.',
  ),
  vault_unreachable: (p) => say(
    `Der Schlüsselbund des Systems antwortet nicht (${p.reason}).`,
    'Schlüssel lassen sich nicht lesen, also wird damit nichts gesendet.',
    'Starten Sie ihn, oder verschieben Sie die Geheimnisse in die verschlüsselte Datei.',
  ),
  vault_locked: () => say(
    'Der Schlüsselbund des Systems ist gesperrt.',
    'Schlüssel lassen sich nicht lesen, also wird damit nichts gesendet.',
    'Entsperren Sie ihn und versuchen Sie es erneut.',
  ),
  vault_wrong_passphrase: (p) => say(
    `Die Passphrase öffnet ${p.path} nicht.`,
    'Schlüssel lassen sich nicht lesen, also wird damit nichts gesendet.',
    'Versuchen Sie es mit der richtigen.',
  ),
  vault_no_passphrase: (p) => say(
    `${p.path} braucht die Passphrase.`,
    'Schlüssel lassen sich nicht lesen, also wird damit nichts gesendet.',
    'Geben Sie sie ein, wenn Roost danach fragt.',
  ),
  vault_file: (p) => say(
    `Die Datei ${p.path} lässt sich nicht benutzen (${p.reason}).`,
    'Schlüssel lassen sich weder lesen noch aufbewahren.',
    'Prüfen Sie die Datei und ihren Ordner.',
  ),
  not_erased: (p) => say(
    `Ein Geheimnis ist nach dem Entfernen noch da (${p.what}).`,
    'Das Konto ist weg, sein Schlüssel nicht.',
    'Entfernen Sie ihn von Hand aus dem Schlüsselbund.',
  ),
  not_moved: (p) => say(
    `Ein Geheimnis kam nicht an (${p.what}).`,
    'Alle Geheimnisse bleiben, wo sie waren.',
    'Versuchen Sie es erneut.',
  ),
  store_busy: () => say(
    'Ein anderes Roost schreibt gerade in den Datenordner.',
    'Nichts wurde geändert.',
    'Versuchen Sie es gleich noch einmal.',
  ),
  store_full: () => say(
    'Die Festplatte ist voll.',
    'Nichts wurde geändert, und nichts wird gesendet, bis Platz ist.',
    'Schaffen Sie Platz und versuchen Sie es erneut.',
  ),
  store_read_only: () => say(
    'In den Datenordner lässt sich nicht schreiben.',
    'Nichts wurde geändert, und nichts wird gesendet.',
    'Geben Sie sich dort das Schreibrecht.',
  ),
  store_broken: (p) => say(
    `Die Datenbank ist beschädigt (${p.reason}).`,
    'Nichts wird gesendet.',
    'Starten Sie Roost neu: es nimmt die neueste gute Kopie und sagt es.',
  ),
  store_disk: (p) => say(
    `Die Festplatte hat sich verweigert (${p.reason}).`,
    'Nichts wurde geändert.',
    'Prüfen Sie die Festplatte und versuchen Sie es erneut.',
  ),
  store_newer: (p) => say(
    `Der Datenordner stammt von einem neueren Roost (${p.found}; dieses kennt ${p.known}).`,
    'Er wird nicht geöffnet, damit nichts darin kaputtgeht.',
    'Aktualisieren Sie Roost.',
  ),
  store_in_use: (p) => say(
    `Der Datenordner wird von ${p.holder} benutzt.`,
    'Dieses Roost sendet nicht.',
    'Schließen Sie das andere.',
  ),
  store_file: (p) => say(
    `${p.path} lässt sich nicht benutzen (${p.reason}).`,
    'Was sie braucht, wurde nicht getan.',
    'Prüfen Sie die Datei und ihren Ordner.',
  ),
  nothing_to_undo: () => say(
    'Es gibt nichts rückgängig zu machen.',
    '',
    '',
  ),
  nothing_to_redo: () => say(
    'Es gibt nichts zu wiederholen.',
    '',
    '',
  ),
  undo_stale: () => say(
    'Das wurde seither geändert und lässt sich nicht mehr rückgängig machen.',
    'Alles bleibt, wie es ist.',
    'Ändern Sie es von Hand.',
  ),
  undo_stale_slots: (p) => say(
    `@${p.account} hat seither andere Slots oder wurde entfernt; das lässt sich nicht mehr rückgängig machen.`,
    'Alles bleibt, wie es ist.',
    'Ändern Sie die Slots von Hand.',
  ),
  no_composition: () => say(
    'Diesen Entwurf gibt es nicht mehr.',
    '',
    'Sehen Sie im Kalender bei den Entwürfen nach.',
  ),
  no_time: () => say(
    'Dieser Beitrag hat keine Zeit, die verschoben werden könnte.',
    'Er bleibt, wo er ist.',
    'Geben Sie ihm zuerst eine Zeit.',
  ),
  not_in_queue: (p) => say(
    `Dieser Beitrag ist nicht mehr in der Schlange von @${p.account} oder lässt sich dort jetzt nicht verschieben.`,
    'Die Reihenfolge bleibt, wie sie war.',
    'Sehen Sie sich die Schlange noch einmal an.',
  ),
  bad_date: (p) => say(
    `„${p.text}“ ist kein Datum.`,
    'Der Kalender bleibt, wo er war.',
    'Wählen Sie einen Tag im Kalender.',
  ),
  bad_days: (p) => say(
    `Der Kalender zeigt 1 bis ${p.most} Tage auf einmal, nicht ${p.count}.`,
    'Der Kalender bleibt, wo er war.',
    'Wählen Sie weniger Tage.',
  ),
  no_folder: () => say(
    'Diese Datenbank liegt im Speicher und hat keinen Ordner.',
    'Es wurde keine Kopie gemacht.',
    'Starten Sie Roost mit einem Datenordner.',
  ),
}
