// Was sagt der Raum Einstellungen?
import type { settings as en } from '../en/settings'

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
