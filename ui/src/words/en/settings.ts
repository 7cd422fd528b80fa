// What does the Settings room say?
import type { BackupKind } from '@/lib/contract'

export const settings = {
  title: 'Settings',
  look: 'Look',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  contrast: 'Contrast',
  contrasts: { system: 'System', more: 'More' },
  language: 'Language',
  languages: { system: 'System', en: 'English', de: 'Deutsch' },

  time: 'Time',
  zone: 'Time zone of the window',
  zoneSystem: (zone: string) => `As on this machine (${zone})`,
  zoneSystemPlain: 'As on this machine',
  zoneHint: 'The calendar shows times in this zone. Each account keeps its own zone for its slots.',
  week: 'The week begins on',
  weeks: { monday: 'Monday', sunday: 'Sunday' },

  running: 'Running',
  autostart: 'Start at login',
  autostartHint: 'Roost starts in the tray, so that posts go out without opening the window.',

  notifications: 'Notifications',
  incidents: 'When an account is held',
  incidentsHint: 'One notification per incident; it opens step 1.',
  missed: 'When a post waits for your word',
  missedHint: 'Posts that were missed, or whose answer was lost.',

  data: 'Data',
  folder: 'Data folder',
  showFolder: 'Show the folder',
  showLogs: 'Show the logs',
  dataHint: 'Queue, history and media lie here and nowhere else. Keys lie in the vault.',
  backup: 'Back up now',
  backupDone: (size: string) => `Backup made (${size}).`,
  backups: 'Copies',
  noBackups: 'No copy yet. Roost makes one each day and keeps seven.',
  kinds: { owner: 'by you', daily: 'of the day', before: 'before a change' } as Record<BackupKind, string>,
  when: 'When',
  kind: 'Kind',
  size: 'Size',
  vault: 'Vault',
  vaultPlace: (place: string | null): string => (place === 'keyring' ? 'Keys lie in the system’s keyring.' : place === 'file' ? 'Keys lie in an encrypted file.' : 'No keys yet.'),

  about: 'About',
  version: (version: string) => `Roost ${version}`,
  keys: 'Keyboard map',
  firstRun: 'Show the welcome again',
}
