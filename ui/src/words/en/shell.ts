// What do the frame around the rooms and the words that several rooms share say?
import type { AccountState, DeliveryState, IncidentState, UndoCode } from '@/lib/contract'
import { plural } from '../format'

const count = plural('en')

const delivery: Record<DeliveryState, string> = {
  draft: 'Draft', queued: 'Queued', scheduled: 'Scheduled', sending: 'Sending', published: 'Published',
  unconfirmed: 'Unconfirmed', failed: 'Failed', held: 'Held', missed: 'Missed', cancelled: 'Cancelled',
}
const account: Record<AccountState, string> = {
  active: 'Active', paused: 'Paused', held: 'Held', recovering: 'Recovering', disconnected: 'Disconnected',
}
const incident: Record<IncidentState, string> = {
  open: 'Open', waiting: 'Waiting', verifying: 'Verifying', recovering: 'Recovering', closed: 'Closed',
}
/** What a held account is, after 'is'. */
const heldAs: Record<string, string> = {
  locked: 'locked', suspended: 'suspended', automated: 'held: it looked automated to X', credentials: 'held: X asks to sign in again',
  write_blocked: 'held: its app may not write', app_suspended: 'held: its app is suspended', setup: 'held: its app needs a setting',
  money: 'held: the app’s credit is used up', clock: 'held: this machine’s clock is wrong', retired: 'held: Roost needs an update',
  doubtful: 'held: X refused for an unclear reason',
}
const done: Record<UndoCode, (n: number) => string> = {
  moved: (n) => count(n, { one: 'move of # post', other: 'move of # posts' }),
  shifted: (n) => count(n, { one: 'shift of # post', other: 'shift of # posts' }),
  cancelled: (n) => count(n, { one: 'cancelling of # post', other: 'cancelling of # posts' }),
  drafted: (n) => count(n, { one: '# post put back to the drafts', other: '# posts put back to the drafts' }),
  added: (n) => count(n, { one: 'adding of # post', other: 'adding of # posts' }),
  edited: (n) => count(n, { one: 'edit of # post', other: 'edit of # posts' }),
  reordered: () => 'new order of the queue',
  retried: (n) => count(n, { one: 'retry of # post', other: 'retry of # posts' }),
  slotted: (n) => (n === 0 ? 'change of slots' : count(n, { one: 'change of slots, with # post', other: 'change of slots, with # posts' })),
}

export const shell = {
  app: 'Roost',
  rooms: {
    calendar: 'Calendar', composer: 'Compose', queue: 'Queue', accounts: 'Accounts', recovery: 'Recovery',
    settings: 'Settings', welcome: 'Welcome',
  },
  navigation: 'Rooms',
  skip: 'Skip to the content',
  newPost: 'New post',
  unknownRoom: { title: 'There is nothing here', text: 'This address leads nowhere.', action: 'Open the calendar' },
  notYet: 'This room is not built yet.',
  loadFailed: 'This room could not be opened.',
  recoveryOpen: (n: number) => count(n, { one: '# open incident', other: '# open incidents' }),

  // The line that says the truth.
  status: {
    label: 'How things stand',
    asking: 'Asking the engine',
    unreachable: 'The engine does not answer',
    running: 'Running',
    stopped: 'Not running: nothing goes out',
    paused: 'Everything is paused',
    held: (n: number) => count(n, { one: '# account held', other: '# accounts held' }),
    unanswered: (n: number) => count(n, { one: '# post waits for your word', other: '# posts wait for your word' }),
    confirm: 'Nothing is sent until you confirm this folder',
    next: (time: string, account: string) => `Next ${time} · @${account}`,
    nothingNext: 'Nothing planned',
    publishedToday: (n: number) => count(n, { one: '# published today', other: '# published today' }),
  },
  held: {
    one: (account: string, kind: string, time: string) => `@${account} is ${heldAs[kind] ?? 'held'} since ${time}.`,
    app: (app: string, time: string) => `The app ${app} is held since ${time}, with every account on it.`,
    machine: (time: string) => `Everything is held since ${time}.`,
    several: (n: number) => count(n, { one: '# incident is open.', other: '# incidents are open.' }),
    kept: (n: number) => count(n, { one: '# post is kept in place, none is lost.', other: '# posts are kept in place, none is lost.' }),
    others: 'The other accounts go on.',
    action: 'Open step 1',
    actionSeveral: 'Open Recovery',
  },
  pausedBanner: { text: 'Everything is paused. Nothing goes out until you resume.', action: 'Resume' },
  folderBanner: {
    text: 'This data folder was copied or restored. Nothing is sent until you confirm that no other copy of it is running.',
    action: 'Confirm this folder',
    done: (n: number) => (n === 0 ? 'The folder is confirmed.' : count(n, { one: 'The folder is confirmed. # post may be out already: please look.', other: 'The folder is confirmed. # posts may be out already: please look.' })),
  },

  palette: {
    title: 'What would you like to do?', placeholder: 'Type a command or a room', none: 'Nothing goes by these words.', open: 'Commands',
    go: (room: string) => `Go to ${room}`, pause: 'Pause all accounts', resume: 'Resume all accounts', keys: 'Show the keyboard map',
    light: 'Light theme', dark: 'Dark theme', system: 'Theme of the system', undo: 'Undo the last change of plan', redo: 'Redo', practise: 'Practise a lock',
  },
  keys: {
    title: 'Keyboard', everywhere: 'Everywhere', rooms: 'Rooms', newPost: 'New post', palette: 'Commands', map: 'This map', undo: 'Undo', redo: 'Redo',
    close: 'Close what is open', calendar: 'Calendar', move: 'Choose a delivery', shiftMinutes: 'Move by a quarter of an hour', shiftDays: 'Move by a day',
    openIt: 'Quick look', editIt: 'Edit', cancelIt: 'Cancel', today: 'Today', selectIt: 'Select', finishIt: 'Do what the main button says', splitIt: 'Split the post, on an empty line', sortIt: 'Move a part or picture by its handle', nextPage: 'Next', previousPage: 'Previous',
  },
  quit: {
    title: 'Quit Roost?',
    text: (n: number) => count(n, { one: '# post is due within the hour. It does not go out while Roost is closed.', other: '# posts are due within the hour. They do not go out while Roost is closed.' }),
    quit: 'Quit', stay: 'Stay',
  },
  passphrase: {
    title: 'Open the vault', newTitle: 'A passphrase for the vault',
    text: 'The keys of your accounts lie in an encrypted file. Without its passphrase nothing goes out to X.',
    newText: 'There is no keyring here, so the keys of your accounts go into an encrypted file. Whoever loses its passphrase signs in anew: nobody can open the file without it.',
    label: 'Passphrase', again: 'The same once more', open: 'Open the vault', make: 'Make the vault', later: 'Not now',
    wrong: 'This passphrase does not open the vault. Nothing was changed: type it again.',
    different: 'These were two different ones. Type both again.',
    shut: 'The vault is shut: posts to X wait until you open it.',
  },
  reminderDue: 'You asked to be reminded: look after what you wrote to X, or after its countdown.',
  mailFound: 'A mail that says it is from X came. Whether it is, stands with the incident.',
  openIncident: 'Open the incident',
  pausedDone: 'Everything is paused.',
  resumedDone: 'Posting goes on.',

  undo: 'Undo',
  redo: 'Redo',
  undone: (code: UndoCode, n: number) => `Undone: ${done[code](n)}.`,
  redone: (code: UndoCode, n: number) => `Redone: ${done[code](n)}.`,

  // Words of the parts.
  close: 'Close', cancel: 'Cancel', save: 'Save', keep: 'Keep', retry: 'Try again', copy: 'Copy', copied: 'Copied', copyDetails: 'Copy details', details: 'Details', loading: 'Loading',
  more: 'More', back: 'Back', edit: 'Edit', remove: 'Remove', open: 'Open', search: 'Search', asTable: 'As a table', dismiss: 'Dismiss', optional: 'optional', yes: 'Yes', no: 'No',
  notes: 'Notes',

  deliveryState: delivery,
  accountState: account,
  incidentState: incident,
  network: { x: 'X', practice: 'Practice' } as Record<'x' | 'practice', string>,
  timing: { slot: 'in a slot', chosen: 'at a chosen time', pinned: 'pinned to its time' } as Record<'slot' | 'chosen' | 'pinned', string>,
  weekdays: { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' } as Record<string, string>,
  weekdaysShort: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' } as Record<string, string>,
  posts: (n: number) => count(n, { one: '# post', other: '# posts' }),
  pictures: (n: number) => count(n, { one: '# picture', other: '# pictures' }),
  threadOf: (n: number) => `thread of ${n}`,
  withoutAlt: (n: number) => count(n, { one: '# without alt text', other: '# without alt text' }),
}
