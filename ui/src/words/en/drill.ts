// What do a drill's dialog and the banner of a drill window say?
import type { PlayDeed, PlayKind, PlayScreen } from '@/contract/shell'
import { plural } from '../format'

const count = plural('en')

export const drill = {
  title: 'Practise a lock',
  text: 'Roost opens a second window with accounts of its own on the Practice network, and plays the incident from the first refusal to the last week of the way back. Nothing of yours is touched, and nothing is real.',
  kind: 'What happens',
  kinds: {
    locked: { label: 'The account is locked', hint: 'X takes it for a machine, or for a stranger' },
    suspended: { label: 'The account is suspended', hint: 'an appeal, and waiting' },
    automated: { label: 'A warning', hint: 'it looks automated; a lock is near' },
    credentials: { label: 'Signed out', hint: 'the keys are no longer accepted' },
    write_blocked: { label: 'The app may not write', hint: 'every account on it rests' },
    app_suspended: { label: 'The app is suspended', hint: 'every account on it rests' },
    setup: { label: 'A setting is missing', hint: 'in X’s console' },
    money: { label: 'The credit is used up', hint: 'top up, then go on' },
    doubtful: { label: 'Refused without a reason', hint: 'nobody knows why yet' },
    clock: { label: 'The clock is wrong', hint: 'of this machine' },
    retired: { label: 'Roost needs an update', hint: 'X took something away' },
  } as Record<PlayKind, { label: string; hint: string }>,
  screen: 'What X will show',
  screens: {
    challenge: { label: 'A puzzle', hint: 'solve it by hand' },
    phone: { label: 'A phone number', hint: 'code by SMS or call' },
    email_code: { label: 'A code by e-mail', hint: 'from @x.com' },
    change_password: { label: 'A new password', hint: 'takes the keys away' },
    limited: { label: 'Limited, with a countdown', hint: 'Roost looks when it is over' },
    named_post: { label: 'A named post', hint: 'delete it or appeal' },
  } as Record<PlayScreen, { label: string; hint: string }>,
  begin: 'Open the drill',
  begun: 'The drill opens in a window of its own.',
  cancel: 'Not now',

  banner: 'This is a drill',
  bannerText: 'Everything here happens on the Practice network, in a folder of its own. Walk it as you would in earnest.',
  clock: (time: string) => `Drill’s time: ${time}`,
  pace: 'How fast time passes',
  paces: { as_is: 'As it is', minute: 'A minute a second', hour: 'An hour a second', half_day: 'Half a day a second', week: 'Five weeks in twelve seconds' },
  deeds: {
    unlock_account: 'Unlock it on X', unblock_app: 'Let X release the app', top_up: 'Top up on X', fix_setting: 'Change the setting on X', renew_tokens: 'Sign in again on X', set_clock: 'Set the clock', update: 'Update Roost', wait: 'Wait',
  } as Record<PlayDeed, string>,
  deedText: 'What you would do on X’s page, this does for you.',
  deedDone: 'Done on X. Now tell Roost, in the checklist.',
  deedNotYet: 'It has not begun yet: the refusal comes with the next post.',
  again: 'Lock again',
  againText: 'The way back runs. A second lock on it makes the next one longer and lower.',
  againSet: 'The second lock comes with the next post.',
  go: 'Open the incident',
  ledger: 'The ledger',
  ledgerText: 'Counted by what the Practice network itself has on record.',
  figures: {
    planned: (n: number) => count(n, { one: 'post planned', other: 'posts planned' }),
    kept: 'kept at most', published: 'published', waiting: 'waiting', lost: 'lost', twice: 'twice', requests: 'requests while held', above: (n: number) => count(n, { one: 'day above what was allowed', other: 'days above what was allowed' }),
  },
  days: 'Days',
  day: 'Day', out: 'Published', allowed: 'Allowed', noRamp: 'no ramp',
  above: 'above',
}
