// What does the Settings room say?
import type { BackupKind, MailWatchState } from '@/lib/contract'
import { plural } from '../format'

const count = plural('en')

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

  mail: {
    title: 'Mail watch',
    text: 'When something is held, Roost can look into your mailbox for mails of X, and say by your own provider’s word whether they are real. It only reads: nothing is marked, opened or moved. Off unless you switch it on.',
    on: 'Look for X’s mails', onHint: 'Only while something is held.',
    setUp: 'Set it up', change: 'Change',
    host: 'IMAP server', hostHint: 'As your provider names it, for example imap.example.org.',
    port: 'Port', portHint: 'With TLS from the first byte; usually 993.',
    user: 'User name', password: 'Password', passwordHint: 'Goes into the vault. Many providers want an app password here.', passwordKept: 'Leave it empty to keep the one in the vault.',
    provider: 'Your provider’s name in mail headers', providerHint: 'As it stands first in ‘Authentication-Results’. Empty: Roost learns it.',
    learned: (name: string) => `Learned from your mails: ${name}`, unknown: 'Not known yet; until then no mail is proven.',
    save: 'Save and switch on', saved: 'The mail watch is on.', cancel: 'Cancel',
    check: 'Check now', checked: (n: number) => count(n, { one: '# new mail found.', other: '# new mails found.' }), nothingHeld: 'Nothing is held, so there is nothing to look for. The mailbox answered.',
    off: 'Switch off', offDone: 'The mail watch is off.', forget: 'Forget the mailbox', forgotten: 'The mailbox is forgotten; its password is erased.',
    state: 'State', states: { off: 'Off', resting: 'Resting', idle: 'Watching', polling: 'Watching', retrying: 'Trying again', stopped: 'Stopped' } as Record<MailWatchState, string>,
    looked: (time: string) => `Last look ${time}`, retry: (time: string) => `Tries again ${time}`,
    bad: { host: 'Name the server, without spaces.', port: 'A number from 1 to 65535.', user: 'Name the user.', password: 'A new server or user needs its password.' },
  },

  practise: 'Practise a lock',
  practiseText: 'A window of its own plays an incident from the first refusal to the end of the way back, on the Practice network.',

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
