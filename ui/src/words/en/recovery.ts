// What does the room Recovery say? Plain words for a worried person: what happened, what is kept, what to
// do. No blame.
import { plural } from '../format'

const count = plural('en')

/** Whom it is about, and on which network. */
export interface About { account: string; app: string; network: string; since: string }

export interface KindWords {
  /** What it is, in a list: `locked`. */
  short: string
  headline: (about: About) => string
  /** After the network's answer. */
  means: (about: About) => string
  /** One for each step of the engine's checklist, in its order. */
  steps: { title: string; text: string; not?: string }[]
  /** The button that asks the network. */
  done: string
}

const stopped = 'Roost stopped at once; nothing has gone out for it since.'

const kinds: Record<string, KindWords> = {
  locked: {
    short: 'locked',
    headline: ({ account, since }) => `@${account} is locked since ${since}`,
    means: () => stopped,
    steps: [
      {
        title: 'Open the account page and do what it asks',
        text: 'Open it in your normal browser, signed in as this account: a puzzle, a code by mail or phone, a new password, or only a click. Roost can’t do this for you; X forbids driving its pages by a program.',
        not: 'Don’t post by hand, don’t make a second account, don’t create a new API key. If X offers to wait, wait: trying again makes it longer.',
      },
      { title: 'Look for mail from X', text: 'Real mail comes from @x.com or @e.x.com, has no attachment, and never asks for your password.', not: 'Don’t follow a link in a mail that asks for your password.' },
      { title: 'If X speaks of a stranger, change the password first', text: 'Then secure the mailbox that belongs to the account. If X does not mention it, go on.' },
      { title: 'Check that the app is still connected', text: 'A new password can take the app’s keys away. If the app is gone from the list, renew the keys under Accounts.' },
      { title: 'Tell Roost', text: 'Roost asks once, quietly, whether the account can be used. Nothing is posted by that.' },
    ],
    done: 'I have unlocked it',
  },
  suspended: {
    short: 'suspended',
    headline: ({ account, since }) => `@${account} is suspended since ${since}`,
    means: () => stopped,
    steps: [
      { title: 'Sign in and follow what X shows first', text: 'Use your normal browser. A check by phone or mail can be all that X wants.', not: 'Don’t open a new account meanwhile: X counts that against you.' },
      { title: 'Otherwise appeal', text: 'Say which account it is, what it posts, and that you have read the rules. Answers take from a day to some weeks.' },
      { title: 'Write down what you did', text: 'A line in the diary beside this list helps later: when you wrote, under which number, what came back.' },
      { title: 'Tell Roost when X has lifted it', text: 'Roost asks once, quietly, whether the account can be used.' },
    ],
    done: 'X has lifted it',
  },
  automated: {
    short: 'looked automated',
    headline: ({ account, since }) => `@${account} looked automated to X at ${since}`,
    means: () => 'This is a warning: a lock may follow. Roost has stopped for a while, then looks once, and goes on slowly by itself.',
    steps: [
      { title: 'Leave it alone for now', text: 'Roost waits, looks once, and begins again at half the usual number of posts.', not: 'Don’t post by hand meanwhile, and don’t try again: knocking makes it worse.' },
      { title: 'Use the time to look at the queue', text: 'The same text again and again, many links and tags, posts at the same minute: these look like a machine.' },
    ],
    done: 'Look now',
  },
  credentials: {
    short: 'signed out',
    headline: ({ account, app, since }) => (account ? `X asks @${account} to sign in again, since ${since}` : `The keys of the app ${app} are not accepted since ${since}`),
    means: () => 'The keys that Roost has are no longer accepted. Nothing else is wrong with the account.',
    steps: [
      { title: 'Check that the app is still connected', text: 'A changed password, or a click on ‘Revoke’, takes the keys away.' },
      { title: 'Sign in again', text: 'New keys are checked at once. They must belong to the same account. Posting then goes on at its times.' },
    ],
    done: 'Ask again',
  },
  write_blocked: {
    short: 'app may not write',
    headline: ({ app, since }) => `The app ${app} may not write since ${since}`,
    means: () => 'X has blocked the app, not an account. Every account on it rests; nothing has gone out for them since.',
    steps: [
      { title: 'Leave the keys as they are', text: 'The block belongs to the app. It ends when X lifts it.', not: 'Don’t make a new key or a new app meanwhile: X counts that against you.' },
      { title: 'Write to X', text: 'The form asks for the app’s id, the account that registered it, what it is for, and what you have changed.', not: 'Never send a secret key.' },
      { title: 'Renew the keys, then tell Roost', text: 'When X has answered, renew the keys of each account under Accounts. Then Roost asks once, quietly.' },
    ],
    done: 'X has released it',
  },
  app_suspended: {
    short: 'app suspended',
    headline: ({ app, since }) => `The app ${app} is suspended since ${since}`,
    means: () => 'X has suspended the app, not an account. Every account on it rests; nothing has gone out for them since.',
    steps: [
      { title: 'Write to X', text: 'Use the mail address that registered the app: its id, what it is for, what you have changed.', not: 'Don’t register another app meanwhile, and never send a secret key.' },
      { title: 'Renew the keys, then tell Roost', text: 'When X has released it, renew the keys of each account under Accounts. Then Roost asks once, quietly.' },
    ],
    done: 'X has released it',
  },
  setup: {
    short: 'a setting is missing',
    headline: ({ app, since }) => `A setting keeps the app ${app} from posting since ${since}`,
    means: () => 'X wants a setting of the app changed. Nothing is wrong with the accounts.',
    steps: [
      { title: 'Change the setting in X’s console', text: 'The app must be in a project or the pay-per-use package, and its permission must be ‘Read and write’.' },
      { title: 'Renew the keys after a change of permission', text: 'Old keys keep the old permission. Renew them under Accounts.' },
      { title: 'Tell Roost', text: 'Roost asks once, quietly, and goes on if X agrees.' },
    ],
    done: 'I have changed it',
  },
  money: {
    short: 'credit used up',
    headline: ({ app, since }) => `The credit of the app ${app} is used up since ${since}`,
    means: () => 'X takes money for each post, and the credit or the limit is reached. Nothing is wrong with the accounts.',
    steps: [
      { title: 'Top up, or raise the limit', text: 'In X’s developer console, under billing. It is your money: Roost never pays anything by itself.' },
      { title: 'Tell Roost', text: 'Roost asks once. Where X named a date, Roost looks by itself on that day.' },
    ],
    done: 'I have topped up',
  },
  clock: {
    short: 'clock is wrong',
    headline: ({ since }) => `This machine’s clock is wrong; nothing is sent since ${since}`,
    means: () => 'X accepts requests only from a clock that is right. Nothing is wrong with the accounts.',
    steps: [{ title: 'Set the clock, then tell Roost', text: 'Switch ‘set the time by itself’ on in your system’s settings.' }],
    done: 'The clock is right',
  },
  retired: {
    short: 'Roost needs an update',
    headline: ({ since }) => `X has changed something, and Roost needs an update; held since ${since}`,
    means: () => 'X has taken away what Roost used to post with. Nothing is wrong with your accounts or your keys.',
    steps: [{ title: 'Update Roost, then tell it', text: 'Everything stays kept until then.' }],
    done: 'Roost is updated',
  },
  doubtful: {
    short: 'refused without a reason',
    headline: ({ account, app, since }) => `X refused a post of ${account ? `@${account}` : `the app ${app}`} at ${since} and did not say why`,
    means: () => 'This can mean several things. Nothing has gone out since, so that nothing gets worse.',
    steps: [
      { title: 'Look at the account page', text: 'Open it in your normal browser, signed in as this account. If it asks for something, do it. If it shows nothing, the account is not locked.', not: 'Don’t try again by hand to see what happens.' },
      { title: 'Look at the app', text: 'Check in X’s developer console that the app may write and has credit.' },
      { title: 'Tell Roost', text: 'Roost asks once, quietly, whether the account can be used.' },
    ],
    done: 'It looks fine',
  },
}

const events: Record<string, (note: string) => string> = {
  opened: () => 'It began. Everything is kept.',
  unlocked: () => 'You said that it is unlocked.',
  usable: () => 'Looked: it can be used again.',
  still_held: (note) => `Looked: still held.${note ? ` “${note}”` : ''}`,
  unclear: (note) => `Looked: no clear answer.${note ? ` ${note}` : ''}`,
  asks_owner: () => 'Looked: it can be read. Only you can tell the rest.',
  held: (note) => `${note} posts are kept.`,
  recovering: () => 'Posting comes back slowly.',
  resumed: () => 'You took the way back.',
  quiet_post: () => 'The quiet post is out.',
  quiet_post_failed: () => 'The quiet post did not go out.',
  step_back: () => 'A warning sign: one stage back.',
  recovered: () => 'Back to normal.',
  superseded: (note) => `Another incident took over${note ? ` (number ${note})` : ''}.`,
  renewed: () => 'The keys were renewed.',
  account_removed: () => 'The account was removed.',
  note: (note) => note,
}

export const recovery = {
  title: 'Recovery',
  kinds,
  events,
  all: 'All incidents',
  empty: { title: 'Nothing is held', text: 'When X locks an account or stops an app, this page says what happened, keeps every post, and leads you out.' },
  practise: 'Practise a lock',
  practiseText: 'On a Practice account you can play a lock through, to know the way before you need it.',
  open: 'Open',
  closed: 'Closed',
  since: (time: string) => `since ${time}`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  keptShort: (n: number) => count(n, { one: '# kept', other: '# kept' }),
  yourTurn: 'Your turn',
  machine: 'This machine',
  ofApp: (app: string) => `App ${app}`,
  practice: 'Practice',
  practiceText: 'This happened on the Practice network. Nothing of it is real.',

  answered: (network: string, answer: string, message: string) => `${network} answered ${answer}${message ? `: “${message}”` : '.'}`,
  answer: (status: number | null, codes: number[]) => {
    const code = codes.length > 0 ? `code ${codes.join(', ')}` : ''
    return [status === null ? '' : String(status), code].filter(Boolean).join(', ') || 'nothing'
  },
  relock: 'It was locked before, less than 30 days ago. The way back is longer and lower this time.',
  relockOpen: 'Open the one before',
  figures: { kept: (n: number) => count(n, { one: 'post kept', other: 'posts kept' }), lost: 'lost', calls: (n: number) => count(n, { one: 'call since', other: 'calls since' }), allowed: 'allowed today', out: 'out today', stage: 'stage', days: (n: number) => count(n, { one: 'day', other: 'days' }) },

  now: 'What to do now',
  meanwhile: 'Meanwhile',
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  stepDone: 'done',
  markDone: 'Done, next step',
  reopen: 'Open again',
  notThis: 'What not to do',
  openLink: (host: string) => `Open ${host}`,
  renew: 'Renew the keys',
  asking: 'Asking once',
  unlockOnPractice: 'Unlock it on the Practice network',
  unlockedOnPractice: 'Practice has unlocked it. Now tell Roost.',
  still: (network: string) => `${network} says that it is still held.`,
  stillText: 'Nothing is lost. Go through the steps again; then tell Roost once more.',
  stillSaid: (text: string) => `It said: “${text}”`,
  unclear: 'It could not be found out.',
  unclearText: 'Everything stays kept. Try again in a while.',
  quietFailed: 'The quiet post did not go out.',
  usable: 'It can be used again. Now the way back.',
  closedNow: 'All is well again. What was kept goes out at its time.',
  probeAt: (time: string) => `Roost looks by itself at ${time}. Until then nothing is sent, and there is nothing that you must do.`,
  waiting: 'Roost waits with you. When X has answered, or its countdown is over, tell Roost.',

  raw: 'The answer, word for word',
  rawNone: 'No answer is on record.',
  diary: 'Diary',
  note: 'Add a line',
  noteHint: 'What you did, a ticket’s number, what came back.',
  noteAdd: 'Write it down',
  noteDone: 'Written down.',
  keptPosts: (n: number) => count(n, { one: '# post is kept', other: '# posts are kept' }),
  showQueue: 'Show them in the queue',

  wayBack: 'The way back',
  wayBackLater: 'Once it is open again, posting comes back slowly. This is the plan; nothing of it has begun.',
  goesOn: 'Once this is settled, posting goes on at its times. Nothing was wrong with how the account posted.',
  perDay: 'a day',
  days: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  baseline: (n: string, repeat: boolean) => `Before, it was ${n} a day. ${repeat ? 'After a second lock the way is longer and lower.' : 'It takes four weeks to get there again.'}`,
  newTimes: (n: number) => count(n, { one: '# kept post gets a new time.', other: '# kept posts get new times.' }),
  youDecide: (n: number) => count(n, { one: '# is for you to decide.', other: '# are for you to decide.' }),
  quietTitle: 'First, one quiet post',
  quietText: 'It goes out alone. The others follow only once it is confirmed. Choose a plain one, without a link.',
  quietPick: 'Choose another',
  quietNone: 'Nothing is held, so there is no quiet post. Posting simply goes on.',
  decideTitle: 'For you to decide',
  decideText: 'These stay held until you have decided; nothing is dropped.',
  reasons: { stale: 'It speaks of a day that is over by then.', half_sent: 'It is a thread that stopped halfway.', over_cap: 'It is a thread longer than the cap.', no_time: 'No free time was found.' } as Record<string, string>,
  timesTitle: 'Old and new times',
  old: 'Old',
  next: 'New',
  post: 'Post',
  keeps: 'keeps its time',
  noTime: 'no time',
  afterQuiet: 'goes first',
  moreLines: (n: number) => count(n, { one: 'Show # more', other: 'Show # more' }),
  apply: 'Take this way back',
  applied: 'The quiet post goes out first; the rest follows.',
  edit: 'Edit',
  toDrafts: 'To the drafts',
  choose: 'Choose the quiet post',
  chooseThis: (text: string) => `“${text}” goes first`,
  close: 'Done',

  quietGoing: 'The quiet post goes first',
  quietGoingText: 'Roost sends it alone and looks whether it is there. Then the others get their times. There is nothing that you must do.',
  quietWaits: 'It is sent while Roost runs.',
  ramp: 'Posting comes back',
  rampText: 'Each week a little more. If X gives a warning sign, Roost goes one stage back by itself. There is nothing that you must do.',
  rampOver: 'The slow weeks are over for this account.',
  week: (n: number) => `Week ${n}`,
  stageOf: (n: number, of: number) => `${n} of ${of}`,
  headlineRamp: (who: string) => `${who} is coming back`,
  headlineVerify: (who: string) => `${who} can be used again`,
  headlineClosed: (who: string) => `${who} is back to normal`,
  was: (short: string, from: string, to: string) => `It was held (${short}) from ${from} to ${to}.`,
  wasSince: (short: string, from: string) => `It was held (${short}) since ${from}.`,
  summary: 'What happened',
  summaryText: 'Nothing was lost. Everything that was kept went back into the queue, or is with the drafts.',
  everything: 'Everything',
}
