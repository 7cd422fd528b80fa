// Was sagen der Dialog einer Übung und das Banner eines Übungsfensters?
import type { drill as en } from '../en/drill'
import { plural } from '../format'

const count = plural('de')

export const drill: typeof en = {
  title: 'Eine Sperre üben',
  text: 'Roost öffnet ein zweites Fenster mit eigenen Konten im Übungsnetz und spielt den Vorfall durch, von der ersten Ablehnung bis zur letzten Woche des Rückwegs. Nichts von Ihnen wird berührt, und nichts ist echt.',
  kind: 'Was geschieht',
  kinds: {
    locked: { label: 'Das Konto wird gesperrt', hint: 'X hält es für eine Maschine oder einen Fremden' },
    suspended: { label: 'Das Konto wird suspendiert', hint: 'Einspruch und Warten' },
    automated: { label: 'Eine Warnung', hint: 'es wirkt automatisiert; eine Sperre ist nah' },
    credentials: { label: 'Abgemeldet', hint: 'die Schlüssel gelten nicht mehr' },
    write_blocked: { label: 'Die App darf nicht schreiben', hint: 'alle Konten darauf ruhen' },
    app_suspended: { label: 'Die App wird suspendiert', hint: 'alle Konten darauf ruhen' },
    setup: { label: 'Eine Einstellung fehlt', hint: 'in der Konsole von X' },
    money: { label: 'Das Guthaben ist aufgebraucht', hint: 'aufladen, dann weiter' },
    doubtful: { label: 'Ohne Grund abgelehnt', hint: 'noch weiß niemand, warum' },
    clock: { label: 'Die Uhr geht falsch', hint: 'auf diesem Rechner' },
    retired: { label: 'Roost braucht ein Update', hint: 'X hat etwas abgeschaltet' },
  },
  screen: 'Was X zeigen wird',
  screens: {
    challenge: { label: 'Ein Rätsel', hint: 'von Hand lösen' },
    phone: { label: 'Eine Telefonnummer', hint: 'Code per SMS oder Anruf' },
    email_code: { label: 'Ein Code per Mail', hint: 'von @x.com' },
    change_password: { label: 'Ein neues Passwort', hint: 'nimmt die Schlüssel weg' },
    limited: { label: 'Eingeschränkt, mit Countdown', hint: 'Roost sieht nach, wenn er um ist' },
    named_post: { label: 'Ein genannter Beitrag', hint: 'löschen oder Einspruch' },
  },
  begin: 'Übung öffnen',
  begun: 'Die Übung öffnet sich in einem eigenen Fenster.',
  cancel: 'Jetzt nicht',

  banner: 'Das ist eine Übung',
  bannerText: 'Alles hier geschieht im Übungsnetz, in einem eigenen Ordner. Gehen Sie den Weg wie im Ernstfall.',
  clock: (time) => `Zeit der Übung: ${time}`,
  pace: 'Wie schnell die Zeit vergeht',
  paces: { as_is: 'Wie sonst', minute: 'Je Sekunde eine Minute', hour: 'Je Sekunde eine Stunde', half_day: 'Je Sekunde einen halben Tag', week: 'Fünf Wochen in zwölf Sekunden' },
  deeds: {
    unlock_account: 'Auf X entsperren', unblock_app: 'X die App freigeben lassen', top_up: 'Auf X aufladen', fix_setting: 'Die Einstellung auf X ändern', renew_tokens: 'Auf X neu anmelden', set_clock: 'Die Uhr stellen', update: 'Roost aktualisieren', wait: 'Warten',
  },
  deedText: 'Was Sie auf der Seite von X täten, tut dieser Knopf für Sie.',
  deedDone: 'Auf X getan. Geben Sie nun in der Checkliste Roost Bescheid.',
  deedNotYet: 'Es hat noch nicht begonnen: die Ablehnung kommt mit dem nächsten Beitrag.',
  again: 'Noch einmal sperren',
  againText: 'Der Rückweg läuft. Eine zweite Sperre macht den nächsten länger und flacher.',
  againSet: 'Die zweite Sperre kommt mit dem nächsten Beitrag.',
  go: 'Den Vorfall öffnen',
  ledger: 'Das Kontobuch',
  ledgerText: 'Gezählt an dem, was das Übungsnetz selbst festgehalten hat.',
  figures: {
    planned: (n) => count(n, { one: 'Beitrag geplant', other: 'Beiträge geplant' }),
    kept: 'höchstens erhalten', published: 'veröffentlicht', waiting: 'warten', lost: 'verloren', twice: 'doppelt', requests: 'Anfragen, solange angehalten', above: (n) => count(n, { one: 'Tag über dem Erlaubten', other: 'Tage über dem Erlaubten' }),
  },
  days: 'Tage',
  day: 'Tag', out: 'Veröffentlicht', allowed: 'Erlaubt', noRamp: 'kein Rückweg',
  above: 'darüber',
}
