// How is each kind of incident told, and each line of its diary? Plain words for a worried person, no blame.
// The steps of a checklist are the engine's own words.

/** Whom it is about, and on which network. */
export interface About { account: string; app: string; network: string; since: string }

export interface KindWords {
  /** What it is, in a list: `locked`. */
  short: string
  headline: (about: About) => string
  /** After the network's answer. */
  means: (about: About) => string
  /** The button that asks the network. */
  done: string
}

const stopped = 'Roost stopped at once; nothing has gone out for it since.'

export const kinds: Record<string, KindWords> = {
  locked: {
    short: 'locked',
    headline: ({ account, since }) => `@${account} is locked since ${since}`,
    means: () => stopped,
    done: 'I have unlocked it',
  },
  suspended: {
    short: 'suspended',
    headline: ({ account, since }) => `@${account} is suspended since ${since}`,
    means: () => stopped,
    done: 'X has lifted it',
  },
  automated: {
    short: 'looked automated',
    headline: ({ account, since }) => `@${account} looked automated to X at ${since}`,
    means: () => 'This is a warning: a lock may follow. Roost has stopped for a while, then looks once, and goes on slowly by itself.',
    done: 'Look now',
  },
  credentials: {
    short: 'signed out',
    headline: ({ account, app, since }) => (account ? `X asks @${account} to sign in again, since ${since}` : `The keys of the app ${app} are not accepted since ${since}`),
    means: () => 'The keys that Roost has are no longer accepted. Nothing else is wrong with the account.',
    done: 'Ask again',
  },
  write_blocked: {
    short: 'app may not write',
    headline: ({ app, since }) => `The app ${app} may not write since ${since}`,
    means: () => 'X has blocked the app, not an account. Every account on it rests; nothing has gone out for them since.',
    done: 'X has released it',
  },
  app_suspended: {
    short: 'app suspended',
    headline: ({ app, since }) => `The app ${app} is suspended since ${since}`,
    means: () => 'X has suspended the app, not an account. Every account on it rests; nothing has gone out for them since.',
    done: 'X has released it',
  },
  setup: {
    short: 'a setting is missing',
    headline: ({ app, since }) => `A setting keeps the app ${app} from posting since ${since}`,
    means: () => 'X wants a setting of the app changed. Nothing is wrong with the accounts.',
    done: 'I have changed it',
  },
  money: {
    short: 'credit used up',
    headline: ({ app, since }) => `The credit of the app ${app} is used up since ${since}`,
    means: () => 'X takes money for each post, and the credit or the limit is reached. Nothing is wrong with the accounts.',
    done: 'I have topped up',
  },
  clock: {
    short: 'clock is wrong',
    headline: ({ since }) => `This machine’s clock is wrong; nothing is sent since ${since}`,
    means: () => 'X accepts requests only from a clock that is right. Nothing is wrong with the accounts.',
    done: 'The clock is right',
  },
  retired: {
    short: 'Roost needs an update',
    headline: ({ since }) => `X has changed something, and Roost needs an update; held since ${since}`,
    means: () => 'X has taken away what Roost used to post with. Nothing is wrong with your accounts or your keys.',
    done: 'Roost is updated',
  },
  doubtful: {
    short: 'refused without a reason',
    headline: ({ account, app, since }) => `X refused a post of ${account ? `@${account}` : `the app ${app}`} at ${since} and did not say why`,
    means: () => 'This can mean several things. Nothing has gone out since, so that nothing gets worse.',
    done: 'It looks fine',
  },
}

export const events: Record<string, (note: string) => string> = {
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
  seen: (note) => (note ? `You said what X shows: ${note}.` : 'You took back what X shows.'),
  step_done: (note) => `Done: ${note}`,
  step_skipped: (note) => `Skipped: ${note}`,
  step_todo: (note) => `Opened again: ${note}`,
  app_wide: () => 'All accounts of the app that were tried were refused alike, so it is about the app.',
  waiting: () => 'You did what you can. Roost waits with you.',
  waits_no_more: () => 'Nothing is waited for any more.',
  countdown: (note) => `A countdown runs until ${note}.`,
  countdown_cleared: () => 'The countdown was taken away.',
  look_daily_on: () => 'Roost looks once a day.',
  look_daily_off: () => 'Roost no longer looks once a day.',
  ticket: (note) => `A ticket was written down: ${note}`,
  ticket_answer: (note) => `An answer was written down: ${note}`,
  ticket_closed: (note) => `A ticket was closed: ${note}`,
  slowed: (note) => `${note} was slowed.`,
  slow_ended: (note) => `${note} posts at its usual pace again.`,
  closed_by_owner: () => 'You closed it.',
  not_understood: (note) => `What it is can’t be read here: “${note}”.`,
  taken_as_doubtful: (note) => `What the database said of it (“${note}”) was not known here. By your word it goes on as a refusal without a reason.`,
  note: (note) => note,
}
