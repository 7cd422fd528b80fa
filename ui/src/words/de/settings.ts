// Was sagt der Raum Einstellungen?
import type { settings as en } from '../en/settings'
import { plural } from '../format'

const count = plural('de')

export const settings: typeof en = {
  title: 'Einstellungen',
  look: 'Aussehen',
  theme: 'Design',
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  contrast: 'Kontrast',
  contrasts: { system: 'System', more: 'Mehr' },
  language: 'Sprache',
  languages: { system: 'System', en: 'English', de: 'Deutsch' },

  time: 'Zeit',
  zone: 'Zeitzone des Fensters',
  zoneSystem: (zone) => `Wie dieser Rechner (${zone})`,
  zoneSystemPlain: 'Wie dieser Rechner',
  zoneHint: 'Der Kalender zeigt Zeiten in dieser Zone. Jedes Konto behält für seine Slots die eigene.',
  week: 'Die Woche beginnt am',
  weeks: { monday: 'Montag', sunday: 'Sonntag' },

  running: 'Betrieb',
  autostart: 'Beim Anmelden starten',
  autostartHint: 'Roost startet im Infobereich, damit Beiträge auch ohne Fenster hinausgehen.',

  notifications: 'Benachrichtigungen',
  incidents: 'Wenn ein Konto angehalten wird',
  incidentsHint: 'Eine Benachrichtigung je Vorfall; sie öffnet Schritt 1.',
  missed: 'Wenn ein Beitrag auf Ihr Wort wartet',
  missedHint: 'Beiträge, die verpasst wurden oder deren Antwort verloren ging.',

  mail: {
    title: 'Mailwache',
    text: 'Ist etwas angehalten, kann Roost in Ihrem Postfach nach Mails von X sehen und nach dem Wort Ihres eigenen Anbieters sagen, ob sie echt sind. Es liest nur: nichts wird markiert, geöffnet oder verschoben. Aus, solange Sie es nicht einschalten.',
    on: 'Nach Mails von X sehen', onHint: 'Nur solange etwas angehalten ist.',
    setUp: 'Einrichten', change: 'Ändern',
    host: 'IMAP-Server', hostHint: 'Wie Ihr Anbieter ihn nennt, zum Beispiel imap.example.org.',
    port: 'Port', portHint: 'Mit TLS vom ersten Byte an; meist 993.',
    user: 'Benutzername', password: 'Passwort', passwordHint: 'Kommt in den Tresor. Viele Anbieter wollen hier ein App-Passwort.', passwordKept: 'Leer lassen, um das im Tresor zu behalten.',
    provider: 'Der Name Ihres Anbieters in Kopfzeilen', providerHint: 'Wie er in „Authentication-Results“ zuerst steht. Leer: Roost lernt ihn.',
    learned: (name) => `Aus Ihren Mails gelernt: ${name}`, unknown: 'Noch nicht bekannt; bis dahin ist keine Mail bewiesen.',
    save: 'Sichern und einschalten', saved: 'Die Mailwache ist an.', cancel: 'Abbrechen',
    check: 'Jetzt nachsehen', checked: (n) => count(n, { one: '# neue Mail gefunden.', other: '# neue Mails gefunden.' }), nothingHeld: 'Nichts ist angehalten, darum gibt es nichts zu suchen. Das Postfach hat geantwortet.',
    off: 'Ausschalten', offDone: 'Die Mailwache ist aus.', forget: 'Postfach vergessen', forgotten: 'Das Postfach ist vergessen, sein Passwort gelöscht.',
    state: 'Zustand', states: { off: 'Aus', resting: 'Ruht', idle: 'Wacht', polling: 'Wacht', retrying: 'Versucht es wieder', stopped: 'Steht' },
    looked: (time) => `Zuletzt nachgesehen ${time}`, retry: (time) => `Versucht es wieder ${time}`,
    bad: { host: 'Nennen Sie den Server, ohne Leerzeichen.', port: 'Eine Zahl von 1 bis 65535.', user: 'Nennen Sie den Benutzer.', password: 'Ein neuer Server oder Benutzer braucht sein Passwort.' },
  },

  practise: 'Eine Sperre üben',
  practiseText: 'Ein eigenes Fenster spielt einen Vorfall im Übungsnetz durch, von der ersten Ablehnung bis zum Ende des Rückwegs.',

  data: 'Daten',
  folder: 'Datenordner',
  showFolder: 'Ordner zeigen',
  showLogs: 'Protokolle zeigen',
  dataHint: 'Schlange, Verlauf und Medien liegen hier und nirgends sonst. Schlüssel liegen im Tresor.',
  backup: 'Jetzt sichern',
  backupDone: (size) => `Sicherung angelegt (${size}).`,
  backups: 'Kopien',
  noBackups: 'Noch keine Kopie. Roost legt täglich eine an und behält sieben.',
  kinds: { owner: 'von Ihnen', daily: 'des Tages', before: 'vor einer Änderung' },
  when: 'Wann',
  kind: 'Art',
  size: 'Größe',
  vault: 'Tresor',
  vaultPlace: (place) => (place === 'keyring' ? 'Schlüssel liegen im Schlüsselbund des Systems.' : place === 'file' ? 'Schlüssel liegen in einer verschlüsselten Datei.' : 'Noch keine Schlüssel.'),

  about: 'Über Roost',
  version: (version) => `Roost ${version}`,
  keys: 'Tastenbelegung',
  firstRun: 'Willkommen noch einmal zeigen',
}
