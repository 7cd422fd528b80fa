// What does the calendar say?
import { plural } from '../format'

const count = plural('en')
const posts = (n: number) => count(n, { one: '# post', other: '# posts' })
/** What a held account is, after 'is'. */
const held: Record<string, string> = {
  locked: 'locked', suspended: 'suspended', paused: 'paused', automated: 'held, it looked automated to X', credentials: 'held, X asks to sign in again',
  money: 'held, the app’s credit is used up', write_blocked: 'held, its app may not write', app_suspended: 'held, its app is suspended',
}
const isHeld = (reason: string | null) => held[reason ?? ''] ?? 'held'
const signed = (n: number) => (n > 0 ? `+${n}` : String(n))

export const calendar = {
  title: 'Calendar',
  week: (month: string, week: number) => `${month} · week ${week}`,
  from: (day: string) => `From ${day}`,
  views: { month: 'Month', week: 'Week', day: 'Day', agenda: 'Agenda' },
  viewLabel: 'View',
  today: 'Today',
  before: { month: 'Month before', week: 'Week before', day: 'Day before', agenda: 'Two weeks back' },
  after: { month: 'Next month', week: 'Next week', day: 'Next day', agenda: 'Two weeks on' },
  newPost: 'New post',
  refreshing: 'Asking the engine',
  zoneHint: (zone: string) => `${zone} · drag, or Alt + arrows`,
  zoneTouch: (zone: string) => `All times in ${zone}`,

  filters: 'Filters',
  states: { all: 'All states', planned: 'Planned', held: 'Held', published: 'Published', asking: 'Waiting for your word', failed: 'Failed' },
  stateLabel: 'State',
  labelLabel: 'Label',
  labelAny: 'Label: any',
  labelOne: (label: string) => `Label: ${label}`,
  clearFilters: 'Show everything',
  accountShown: (account: string) => `@${account} is shown`,

  // What a screen reader hears of one delivery.
  pinned: 'pinned',
  selected: 'selected',
  thread: (n: number) => `thread of ${n}`,
  media: (n: number) => count(n, { one: '# picture', other: '# pictures' }),
  ghost: 'free slot',
  ghostFor: (category: string) => `free slot · ${category}`,
  ghostLabel: (time: string, what: string, account: string) => `${time}, ${what}, @${account}. Write a post for it.`,
  moreWord: 'more',
  moreLabel: (n: number, day: string) => `${count(n, { one: '# more post', other: '# more posts' })} on ${day}. Open the day.`,
  day: (day: string, n: number) => (n === 0 ? `${day}, nothing planned` : `${day}, ${posts(n)}`),
  dayLonger: (hours: number) => `${hours} hours: the clocks change`,
  again: 'again',
  noSuchHour: 'This hour does not exist here',
  grid: (title: string) => `Calendar, ${title}`,
  gridHint: 'Arrows walk, Enter looks, Alt and arrows move, Space selects, N writes a new post.',
  now: (time: string) => `Now, ${time}`,
  forecast: (planned: number, normal: number | null, account: string) =>
    normal === null ? `${posts(planned)} for @${account}` : `${posts(planned)} for @${account}, usually ${normal}`,
  above: (text: string) => `Busy: ${text}`,
  nothing: {
    title: 'Nothing is planned here', text: 'Write a post, or drag a draft onto a day.',
    filtered: 'Nothing fits these filters', filteredText: 'Posts may stand here that the filters hide.',
    noAccounts: 'No account yet', noAccountsText: 'Posts go out through an account: your own on X, or one on the practice network, which needs no key.', addAccount: 'Add an account',
  },

  // Drag and move.
  moving: (n: number) => posts(n),
  toDrafts: 'Back to the drafts',
  past: 'This time has passed',
  pastLong: (time: string) => `${time} has passed; a post can only wait for a time to come.`,
  heldHint: (account: string, reason: string | null) => `@${account} is ${isHeld(reason)}: the post is kept, not sent`,
  heldLong: (account: string, reason: string | null) => `@${account} is ${isHeld(reason)}. The post is kept at this time and goes out once the account is back.`,
  cappedHint: (account: string, cap: number) => `The cap of ${cap} a day is full for @${account}`,
  cappedLong: (account: string, cap: number) => `@${account} has no room under its cap of ${cap} in 24 hours here. The post waits until there is.`,
  moved: (when: string) => `Moved to ${when}.`,
  movedMany: (n: number) => `${posts(n)} moved.`,
  movedNext: (when: string | null) => (when ? `Moved to the next free slot, ${when}.` : 'It waits for the next free slot.'),
  planned: (when: string) => `Planned for ${when}.`,
  drafted: 'Put back to the drafts.',
  cancelled: (n: number) => (n === 1 ? 'Cancelled. It can be brought back.' : `${posts(n)} cancelled.`),
  stays: 'It stays where it was.',
  notMovable: 'This post has begun or ended; its time is fixed.',
  useInstead: (time: string) => `Use ${time}`,
  openDraft: 'Open the draft',
  draftIncomplete: 'This draft can’t be planned yet.',
  dropped: 'Put back.',
  lifted: (text: string) => `Lifted: ${text}`,

  // Several at once.
  selectedCount: (n: number) => count(n, { one: '# selected', other: '# selected' }),
  shift: 'Shift',
  shiftTitle: 'Shift what is selected',
  days: 'Days',
  hours: 'Hours',
  shiftDo: (days: number, hours: number) => {
    const parts = [days && count(days, { one: `${signed(days)} day`, other: `${signed(days)} days` }), hours && count(hours, { one: `${signed(hours)} hour`, other: `${signed(hours)} hours` })].filter(Boolean)
    return parts.length ? `Shift by ${parts.join(' and ')}` : 'Shift'
  },
  shifted: (n: number) => `${posts(n)} shifted.`,
  clearSelection: 'Clear the selection',
  cancelSelected: 'Cancel them',
  draftSelected: 'To the drafts',

  // The side.
  side: 'Drafts and findings',
  drafts: 'Drafts',
  draftsOpen: (n: number) => `Drafts (${n})`,
  findings: (n: number) => count(n, { one: '# day looks busy', other: '# days look busy' }),
  noDrafts: 'No drafts. What you start writing is kept here.',
  draftHint: 'Drag onto the calendar',
  planDraft: 'Plan it',
  draftUntitled: 'Nothing written yet',
  noAccount: 'no account yet',
  withoutAlt: (n: number) => `${n} without alt text`,
  looksBusy: (day: string) => `${day} looks busy`,
  busyText: (planned: number, account: string, normal: number) => `${posts(planned)} for @${account}, usually ${normal}.`,
  busyWhy: 'A sudden rise is a common trigger of locks.',
  spread: (days: number) => `Spread over ${days} days`,
  spreadNone: 'Nothing here can move: the posts are pinned, or the days after are as full.',
  spreadDo: (n: number) => count(n, { one: 'Move # post', other: 'Move # posts' }),
  spreadDone: (n: number) => `${posts(n)} spread.`,
  keep: 'Keep',
  kept: 'Kept as it is.',
  finding: 'Worth knowing',

  // Quick look.
  look: 'Quick look',
  here: (time: string) => `${time} here`,
  inZone: (time: string, zone: string) => `${time} in ${zone}`,
  wasMeant: (time: string) => `First meant for ${time}`,
  published: (time: string) => `Published ${time}`,
  onNetwork: 'See it there',
  openIncident: 'Open the incident',
  why: 'Why it is not out',
  edit: 'Edit',
  move: 'Move',
  moveTo: 'Move to',
  moveHint: (zone: string) => `In ${zone}`,
  nextSlot: 'Next free slot',
  retry: 'Send after all',
  retried: 'It goes out as soon as the account may post.',
  confirmAsk: 'Is it on the network?',
  there: 'It is there',
  notThere: 'It is not there',
  confirmed: 'Thank you. It is settled.',
  cancelPost: 'Cancel the post',
  poll: (options: string) => `Poll: ${options}`,
  noAlt: 'No alt text',
  segment: (n: number, of: number) => `${n} of ${of}`,
}
