// Was sagen der Rahmen um die Räume und die Wörter, die mehrere Räume teilen?
import type { AccountState, DeliveryState, IncidentState, UndoCode } from '@/lib/contract'
import type { shell as en } from '../en/shell'
import { plural } from '../format'

const count = plural('de')

const delivery: Record<DeliveryState, string> = {
  draft: 'Entwurf', queued: 'In der Schlange', scheduled: 'Geplant', sending: 'Wird gesendet', published: 'Veröffentlicht',
  unconfirmed: 'Unbestätigt', failed: 'Gescheitert', held: 'Angehalten', missed: 'Verpasst', cancelled: 'Zurückgezogen',
}
const account: Record<AccountState, string> = {
  active: 'Aktiv', paused: 'Pausiert', held: 'Angehalten', recovering: 'Auf dem Rückweg', disconnected: 'Getrennt',
}
const incident: Record<IncidentState, string> = {
  open: 'Offen', waiting: 'Wartet', verifying: 'Wird geprüft', recovering: 'Auf dem Rückweg', closed: 'Abgeschlossen',
}
const heldAs: Record<string, string> = {
  locked: 'gesperrt', suspended: 'suspendiert', automated: 'angehalten: X hält das Konto für automatisiert', credentials: 'angehalten: X verlangt eine neue Anmeldung',
  write_blocked: 'angehalten: die App darf nicht schreiben', app_suspended: 'angehalten: die App ist suspendiert', setup: 'angehalten: der App fehlt eine Einstellung',
  money: 'angehalten: das Guthaben der App ist aufgebraucht', clock: 'angehalten: die Uhr dieses Rechners geht falsch', retired: 'angehalten: Roost braucht ein Update',
  doubtful: 'angehalten: X hat aus unklarem Grund abgelehnt',
}
const done: Record<UndoCode, (n: number) => string> = {
  moved: (n) => count(n, { one: '# Beitrag verschoben', other: '# Beiträge verschoben' }),
  shifted: (n) => count(n, { one: '# Beitrag verschoben', other: '# Beiträge verschoben' }),
  cancelled: (n) => count(n, { one: '# Beitrag zurückgezogen', other: '# Beiträge zurückgezogen' }),
  drafted: (n) => count(n, { one: '# Beitrag zu den Entwürfen gelegt', other: '# Beiträge zu den Entwürfen gelegt' }),
  added: (n) => count(n, { one: '# Beitrag hinzugefügt', other: '# Beiträge hinzugefügt' }),
  edited: (n) => count(n, { one: '# Beitrag bearbeitet', other: '# Beiträge bearbeitet' }),
  reordered: () => 'Schlange neu geordnet',
  retried: (n) => count(n, { one: '# Beitrag erneut versucht', other: '# Beiträge erneut versucht' }),
  slotted: (n) => (n === 0 ? 'Slots geändert' : count(n, { one: 'Slots geändert, mit # Beitrag', other: 'Slots geändert, mit # Beiträgen' })),
}

export const shell: typeof en = {
  app: 'Roost',
  rooms: {
    calendar: 'Kalender', composer: 'Schreiben', queue: 'Schlange', accounts: 'Konten', recovery: 'Rettung',
    settings: 'Einstellungen', welcome: 'Willkommen',
  },
  navigation: 'Räume',
  skip: 'Zum Inhalt springen',
  newPost: 'Neuer Beitrag',
  unknownRoom: { title: 'Hier ist nichts', text: 'Diese Adresse führt nirgendwohin.', action: 'Kalender öffnen' },
  notYet: 'Dieser Raum ist noch nicht gebaut.',
  loadFailed: 'Dieser Raum ließ sich nicht öffnen.',
  recoveryOpen: (n) => count(n, { one: '# offener Vorfall', other: '# offene Vorfälle' }),

  status: {
    label: 'So steht es',
    asking: 'Der Stand wird abgefragt',
    unreachable: 'Roost antwortet dem Fenster nicht',
    running: 'Läuft',
    stopped: 'Läuft nicht: nichts geht hinaus',
    paused: 'Alles ist pausiert',
    held: (n) => count(n, { one: '# Konto angehalten', other: '# Konten angehalten' }),
    unanswered: (n) => count(n, { one: '# Beitrag wartet auf Ihr Wort', other: '# Beiträge warten auf Ihr Wort' }),
    confirm: 'Nichts wird gesendet, bis Sie diesen Ordner bestätigen',
    next: (time, who) => `Nächster ${time} · @${who}`,
    nothingNext: 'Nichts geplant',
    publishedToday: (n) => count(n, { one: '# heute veröffentlicht', other: '# heute veröffentlicht' }),
  },
  held: {
    one: (who, kind, time) => `@${who} ist seit ${time} ${heldAs[kind] ?? 'angehalten'}.`,
    app: (app, time) => `Die App ${app} ist seit ${time} angehalten, mit allen Konten darauf.`,
    machine: (time) => `Seit ${time} ist alles angehalten.`,
    several: (n) => count(n, { one: '# Vorfall ist offen.', other: '# Vorfälle sind offen.' }),
    kept: (n) => count(n, { one: '# Beitrag bleibt an seinem Platz, keiner ist verloren.', other: '# Beiträge bleiben an ihrem Platz, keiner ist verloren.' }),
    others: 'Die anderen Konten laufen weiter.',
    action: 'Schritt 1 öffnen',
    actionSeveral: 'Rettung öffnen',
  },
  pausedBanner: { text: 'Alles ist pausiert. Nichts geht hinaus, bis Sie fortsetzen.', action: 'Fortsetzen' },
  folderBanner: {
    text: 'Dieser Datenordner wurde kopiert oder wiederhergestellt. Nichts wird gesendet, bis Sie bestätigen, dass keine andere Kopie davon läuft.',
    action: 'Ordner bestätigen',
    done: (n) => (n === 0 ? 'Der Ordner ist bestätigt.' : count(n, { one: 'Der Ordner ist bestätigt. # Beitrag ist vielleicht schon draußen: bitte sehen Sie nach.', other: 'Der Ordner ist bestätigt. # Beiträge sind vielleicht schon draußen: bitte sehen Sie nach.' })),
  },

  palette: {
    title: 'Was möchten Sie tun?', placeholder: 'Befehl oder Raum eingeben', none: 'Dazu gibt es nichts.', open: 'Befehle',
    go: (room) => `Gehe zu ${room}`, pause: 'Alle Konten pausieren', resume: 'Alle Konten fortsetzen', keys: 'Tastenbelegung zeigen',
    light: 'Helles Design', dark: 'Dunkles Design', system: 'Design des Systems', undo: 'Letzte Planänderung rückgängig machen', redo: 'Wiederholen', practise: 'Eine Sperre üben',
  },
  keys: {
    title: 'Tastatur', everywhere: 'Überall', rooms: 'Räume', newPost: 'Neuer Beitrag', palette: 'Befehle', map: 'Diese Übersicht', undo: 'Rückgängig', redo: 'Wiederholen',
    close: 'Offenes schließen', calendar: 'Kalender', move: 'Beitrag wählen', shiftMinutes: 'Um eine Viertelstunde verschieben', shiftDays: 'Um einen Tag verschieben',
    openIt: 'Kurz ansehen', editIt: 'Bearbeiten', cancelIt: 'Zurückziehen', today: 'Heute', selectIt: 'Auswählen', finishIt: 'Tun, was der Hauptknopf sagt', splitIt: 'Beitrag teilen, auf einer leeren Zeile', sortIt: 'Teil oder Bild am Griff verschieben', nextPage: 'Weiter', previousPage: 'Zurück',
  },
  quit: {
    title: 'Roost beenden?',
    text: (n) => count(n, { one: '# Beitrag ist in der nächsten Stunde fällig. Er geht nicht hinaus, solange Roost geschlossen ist.', other: '# Beiträge sind in der nächsten Stunde fällig. Sie gehen nicht hinaus, solange Roost geschlossen ist.' }),
    quit: 'Beenden', stay: 'Bleiben',
  },
  passphrase: {
    title: 'Tresor öffnen', newTitle: 'Eine Passphrase für den Tresor',
    text: 'Die Schlüssel Ihrer Konten liegen in einer verschlüsselten Datei. Ohne deren Passphrase geht nichts zu X hinaus.',
    newText: 'Hier gibt es keinen Schlüsselbund, deshalb kommen die Schlüssel Ihrer Konten in eine verschlüsselte Datei. Wer ihre Passphrase verliert, meldet sich neu an: Ohne sie öffnet niemand die Datei.',
    label: 'Passphrase', again: 'Dieselbe noch einmal', open: 'Tresor öffnen', make: 'Tresor anlegen', later: 'Nicht jetzt',
    wrong: 'Diese Passphrase öffnet den Tresor nicht. Nichts wurde geändert: Geben Sie sie noch einmal ein.',
    different: 'Das waren zwei verschiedene. Geben Sie beide noch einmal ein.',
    shut: 'Der Tresor ist zu: Beiträge an X warten, bis Sie ihn öffnen.',
  },
  reminderDue: 'Sie wollten erinnert werden: sehen Sie nach Ihrer Anfrage bei X oder nach dem Countdown.',
  mailFound: 'Eine Mail kam, die von X sein will. Ob sie es ist, steht beim Vorfall.',
  openIncident: 'Vorfall öffnen',
  pausedDone: 'Alles ist pausiert.',
  resumedDone: 'Es geht weiter.',

  undo: 'Rückgängig',
  redo: 'Wiederholen',
  undone: (code, n) => `Rückgängig gemacht: ${done[code](n)}.`,
  redone: (code, n) => `Wiederholt: ${done[code](n)}.`,

  close: 'Schließen', cancel: 'Abbrechen', save: 'Speichern', keep: 'Behalten', retry: 'Erneut versuchen', copy: 'Kopieren', copied: 'Kopiert', copyDetails: 'Einzelheiten kopieren', details: 'Einzelheiten', loading: 'Lädt',
  more: 'Mehr', back: 'Zurück', edit: 'Bearbeiten', remove: 'Entfernen', open: 'Öffnen', search: 'Suchen', asTable: 'Als Tabelle', dismiss: 'Ausblenden', optional: 'freiwillig', yes: 'Ja', no: 'Nein',
  notes: 'Hinweise',

  deliveryState: delivery,
  accountState: account,
  incidentState: incident,
  network: { x: 'X', practice: 'Übungsnetz' },
  timing: { slot: 'in einem Slot', chosen: 'zur gewählten Zeit', pinned: 'fest an seiner Zeit' },
  weekdays: { mon: 'Montag', tue: 'Dienstag', wed: 'Mittwoch', thu: 'Donnerstag', fri: 'Freitag', sat: 'Samstag', sun: 'Sonntag' },
  weekdaysShort: { mon: 'Mo', tue: 'Di', wed: 'Mi', thu: 'Do', fri: 'Fr', sat: 'Sa', sun: 'So' },
  posts: (n) => count(n, { one: '# Beitrag', other: '# Beiträge' }),
  pictures: (n) => count(n, { one: '# Bild', other: '# Bilder' }),
  threadOf: (n) => `Thread aus ${n}`,
  withoutAlt: (n) => count(n, { one: '# ohne Alternativtext', other: '# ohne Alternativtext' }),
}
