// What is in the host in memory? Four accounts, a month of deliveries in every state, drafts and an
// open lock, around one fixed afternoon: Wednesday, 18 November 2026, 13:45 in Berlin.
import type {
  AccountDetail, AppView, BackupView, Composition, DeliveryState, IncidentDetail, MailWatchView, PollView, Settings, Timing, Weekday,
} from '@/lib/contract'
import type { DrillState } from '@/contract/shell'
import { addDays, weekday } from '@/lib/zones'
import { instantOf, NOW, TODAY, ZONE } from './clock'
import { lockOfTheSketch } from './sketch'

export { NOW, TODAY, ZONE } from './clock'

export interface FakeSegment {
  text: string
  media: { sha256: string; alt: string; name: string; mime: string; bytes: number }[]
  poll: PollView | null
  reply_settings: string | null
}

/** One delivery with its post; the fake has one post per delivery. */
export interface FakeDelivery {
  id: string
  account: string
  state: DeliveryState
  due: string | null
  original_due: string | null
  segments: FakeSegment[]
  labels: string[]
  timing: Timing
  incident: string | null
  reason: string | null
  published_at: string | null
  attempts: number
  revision: number
  saved_at: string
}

export interface FakeComposition { id: string; revision: number; saved_at: string; content: Composition }

export interface World {
  now: string
  running: boolean
  paused_at: string | null
  accounts: AccountDetail[]
  apps: AppView[]
  deliveries: FakeDelivery[]
  compositions: FakeComposition[]
  incidents: IncidentDetail[]
  settings: Settings
  autostart: boolean
  backups: BackupView[]
  /** The drill that this window plays. */
  drill: DrillState | null
  mail: MailWatchView
  next_id: number
}

const ZONES = ['America/Los_Angeles', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'Europe/Berlin', 'Europe/London', 'Europe/Paris', 'UTC']

export function settings(change: Partial<Settings> = {}): Settings {
  return {
    theme: 'system', contrast: 'system', language: 'en', zone: null, effective_zone: ZONE, week_start: 'monday',
    notify_incidents: true, notify_missed: true, first_run_done: true, zones: ZONES,
    data_folder: '/srv/lena/.local/share/roost', version: '0.1.0', ...change,
  }
}

export function account(handle: string, change: Partial<AccountDetail> = {}): AccountDetail {
  return {
    id: `a-${handle}`, network: 'x', handle, account: handle, app: 'desk', state: 'active', reason: null,
    next_due: null, held: 0, incidents: [], zone: ZONE, published_today: 0, cap: 50, cap_used: 0, paused_until: null, slowed_until: null, slowed: null,
    user_id: '1700000000000000001', gap: '10m', jitter: '3m', catch_up: 'spread', late_limit: '24h', slots: [], ramp: null,
    ...change,
  }
}

const slots = (...specs: string[]) =>
  specs.flatMap((spec) => {
    const [days = '', time = '', category] = spec.split(' ')
    return days.split(',').map((day) => ({ day: day as Weekday, time, category: category ?? null }))
  })

const WEEK = 'mon,tue,wed,thu,fri'

function accounts(): AccountDetail[] {
  return [
    account('newsdesk', {
      state: 'held', reason: 'locked', incidents: ['12'],
      slots: slots(`${WEEK} 09:00 news`, `${WEEK} 13:00 news`, `${WEEK} 15:10`, `${WEEK} 18:00`),
    }),
    account('citydesk', { slots: slots(`${WEEK} 09:00`, `${WEEK} 11:30`, `${WEEK} 14:00`, 'sat,sun 10:30', 'sun 14:00') }),
    account('sportsbot', { slots: slots(`${WEEK} 11:00`, 'sat 10:00', 'sat 12:15', 'sat 14:40', 'sat 17:00', 'sun 18:00'), cap: 100 }),
    account('atelier', {
      network: 'practice', app: 'practice', state: 'recovering', reason: 'ramp', incidents: ['9'],
      slots: slots('tue 09:20', 'thu 10:24', 'sat 11:00'),
      ramp: { incident: '9', shape: 'standard', shares: [25, 50, 75, 100], days_per_stage: 7, stage: 2, baseline: 4, allowance: 2 }, user_id: null,
    }),
  ]
}

// day offset from today, wall time, account, text, and what is not ordinary
type Line = [number, string, string, string, (Partial<FakeDelivery> & { media?: number; alt?: boolean; thread?: string[] })?]

const LINES: Line[] = [
  [-2, '09:05', 'citydesk', 'Tram line 4 is back on its usual route from this morning.'],
  [-2, '11:02', 'sportsbot', 'Final score and the goals of the evening, in one picture.', { media: 1, alt: true }],
  [-2, '13:00', 'newsdesk', 'Budget vote: what the council decided, and what it put off until spring.'],
  [-1, '09:22', 'atelier', 'A quiet note about the kiln: it fires again.', { timing: 'slot' }],
  [-1, '11:30', 'citydesk', 'Market hall opens again on Thursday, with longer hours.'],
  [-1, '13:02', 'newsdesk', 'Minister answers three questions on the rail budget. Full text: https://example.org/rail'],
  [0, '09:03', 'citydesk', 'School holidays: the dates for 2027 are out.'],
  [0, '11:04', 'sportsbot', 'Preview: derby on Saturday, who is fit and who is not.'],
  [0, '13:00', 'newsdesk', 'Court ruling: the ring road may be built, with two conditions.', { state: 'held', labels: ['court'] }],
  [0, '14:05', 'citydesk', 'Bridge closed tonight from 22:00 to 05:00; the night bus takes the old road.'],
  [0, '15:12', 'newsdesk', 'Reaction from the mayor and the two groups that went to court.', { state: 'held', labels: ['court'] }],
  [1, '09:14', 'newsdesk', 'Morning briefing, Thursday: five lines on what today brings.', { state: 'held', labels: ['briefing'] }],
  [1, '10:24', 'atelier', 'Thread: how we lost a glaze and found a better one.', {
    timing: 'slot', thread: ['It began with a cracked plate.', 'The test tiles are in the window from Friday.'], media: 2,
  }],
  [1, '11:56', 'citydesk', 'Concert in the park on Sunday, free, bring a blanket.', { media: 1 }],
  [1, '13:22', 'newsdesk', 'Interview with the mayor: what comes after the ruling?', { state: 'held', labels: ['court'] }],
  [2, '09:30', 'citydesk', 'Weekend weather: cold, dry, and bright on Sunday.'],
  [2, '11:00', 'sportsbot', 'Line-ups and where to watch.', { timing: 'pinned' }],
  [2, '13:18', 'newsdesk', 'The week in five pictures.', { state: 'held', media: 4, alt: true }],
  [3, '10:06', 'sportsbot', 'Derby: live from the ground from noon on.'],
  [3, '11:30', 'sportsbot', 'The bench, the referee, and a word on the pitch.'],
  [3, '12:18', 'sportsbot', 'Half-time: 1 : 0'],
  [3, '12:50', 'sportsbot', 'Second half, as it comes.'],
  [3, '13:30', 'sportsbot', 'Full time. The numbers of the match.', { media: 1, alt: true }],
  [3, '14:10', 'sportsbot', 'Voices from the ground.'],
  [3, '15:00', 'sportsbot', 'The table after today.'],
  [3, '16:20', 'sportsbot', 'Goals of the day, all leagues.'],
  [3, '18:00', 'sportsbot', 'What the papers say.'],
  [4, '10:30', 'citydesk', 'Museum Sunday: free entry in six houses.', { labels: ['culture'] }],
]

const FILLER: Record<string, string[]> = {
  newsdesk: ['Morning briefing: five lines on what today brings.', 'Committee meets on the harbour plan; what is at stake.', 'Explained: how the new waste fee is worked out.', 'In short: three decisions of the evening.'],
  citydesk: ['Road works this week, street by street.', 'The library lends tools now: what there is.', 'Swimming pool: opening hours until spring.', 'Lost and found: what the trams brought home.'],
  sportsbot: ['Results of the evening.', 'Who plays whom: the draw.', 'Training moves to the north ground.'],
  atelier: ['New bowls in the window.', 'Open workshop on Saturday, come and look.'],
}

const HOURS: Record<string, string[]> = { newsdesk: ['09:10', '13:05', '15:14', '18:02'], citydesk: ['09:04', '11:33', '14:01'], sportsbot: ['11:03', '17:45'], atelier: ['09:22'] }

function segment(text: string, media = 0, alt = false, tag = 'm'): FakeSegment {
  return {
    text, poll: null, reply_settings: null,
    media: Array.from({ length: media }, (_, n) => ({
      sha256: `${tag}${n}`.padEnd(64, '0'), alt: alt ? 'What the picture shows' : '', name: `picture-${n + 1}.jpg`, mime: 'image/jpeg', bytes: 240_000,
    })),
  }
}

function delivery(id: number, line: Line): FakeDelivery {
  const [day, time, account, text, extra = {}] = line
  const { media = 0, alt = false, thread = [], ...rest } = extra
  const due = instantOf(`${addDays(TODAY, day)}T${time}`, ZONE)
  const past = due !== null && due <= NOW
  const state = rest.state ?? (past ? 'published' : 'scheduled')
  return {
    id: String(id), account, state, due, original_due: due, labels: [], timing: 'chosen', revision: 3, attempts: past ? 1 : 0,
    segments: [segment(text, media, alt, `d${id}-`), ...thread.map((words) => segment(words))],
    published_at: state === 'published' ? due : null, saved_at: NOW,
    incident: state === 'held' ? '12' : null, reason: state === 'held' ? 'locked' : null, ...rest,
  }
}

/** The weeks around the one in the sketch, so that a month looks lived in. */
function around(): Line[] {
  const lines: Line[] = []
  for (let day = -24; day <= 26; day += 1) {
    if (day >= -2 && day <= 4) continue
    const free = weekday(addDays(TODAY, day)) > 4
    for (const [handle, texts] of Object.entries(FILLER)) {
      const hours = (HOURS[handle] ?? []).slice(0, free ? 1 : 3 - (Math.abs(day) % 2))
      hours.forEach((time, n) => {
        const text = texts[(Math.abs(day) + n) % texts.length] ?? ''
        const future = day > 0 && handle === 'newsdesk'
        if (future && day > 9) return
        lines.push([day, time, handle, text, { timing: 'slot', ...(future ? { state: 'held' as const } : {}) }])
      })
    }
  }
  lines.push(
    [-3, '16:00', 'citydesk', 'Roadside trees: the list of those that must go, and why.', { state: 'failed', reason: 'media' }],
    [-1, '17:20', 'sportsbot', 'Injury list before the derby.', { state: 'unconfirmed', reason: 'lost_answer' }],
    [-2, '19:00', 'citydesk', 'Tonight: open council meeting at seven.', { state: 'missed', reason: 'too_late' }],
    [-1, '19:30', 'citydesk', 'Taken back: the old opening hours.', { state: 'cancelled' }],
  )
  return lines
}

function drafts(from: number): FakeDelivery[] {
  const draft = (n: number, account: string, first: FakeSegment, more: FakeSegment[] = []): FakeDelivery => ({
    id: String(from + n), account, state: 'draft', due: null, original_due: null, segments: [first, ...more], labels: [], timing: 'chosen',
    incident: null, reason: null, published_at: null, attempts: 0, revision: 1, saved_at: '2026-11-17T16:20:00.000Z',
  })
  return [
    draft(0, 'newsdesk', segment('Five questions before you share a rumour'), [segment('Who says so?'), segment('Who else says so?')]),
    draft(1, 'citydesk', { ...segment('Photo story: the old harbour', 4, true, 'harbour'), ...{} }),
    draft(2, 'sportsbot', segment('Season review')),
  ]
}

const BODY = '{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://x.com to unlock your account."}]}'

type Case = Pick<IncidentDetail, 'screen' | 'screens' | 'checklist' | 'checklist_dated' | 'checklist_source' | 'evidence' | 'evidence_left_off'
  | 'reasoning' | 'siblings' | 'countdown' | 'look_daily' | 'tickets' | 'reminders' | 'counts' | 'cascade' | 'mails'>

/** A case file in which nothing stands yet. */
export function noCase(kept: number): Case {
  return {
    screen: null, screens: [], checklist: [], checklist_dated: '2026-11-22', checklist_source: '', evidence: [], evidence_left_off: 0, reasoning: null,
    siblings: [], countdown: null, look_daily: false, tickets: [], reminders: [],
    counts: { kept, published_since: 0, lost: 0, waiting_decision: 0 }, cascade: null, mails: [],
  }
}

function incidents(deliveries: FakeDelivery[]): IncidentDetail[] {
  const held = deliveries.filter((one) => one.state === 'held').length
  return [
    {
      id: '12', kind: 'locked', scope: 'account', account: 'newsdesk', app: 'desk', state: 'open', opened_at: '2026-11-18T12:00:04.000Z', closed_at: null,
      held, http_status: 403, codes: [326], relock_of: null,
      headline: `@newsdesk is locked since 13:00. X answered 403 / 326 to one post. ${held} posts are kept, none is lost.`,
      next_step: 'Open x.com/account/access in your normal browser, signed in as @newsdesk.',
      ...noCase(held), ...lockOfTheSketch(),
      message: 'To protect our users from spam and other malicious activity, this account is temporarily locked.', body: BODY, probe_at: null, quiet: null,
      log: [
        { at: '2026-11-18T12:00:04.000Z', event: 'opened', note: '403 / 326' },
        { at: '2026-11-18T12:00:04.000Z', event: 'held', note: String(held) },
      ],
      deliveries: [],
    },
    {
      id: '9', kind: 'automated', scope: 'account', account: 'atelier', app: 'practice', state: 'recovering', opened_at: '2026-11-06T09:00:00.000Z',
      closed_at: null, held: 0, http_status: 403, codes: [226], relock_of: null,
      headline: '@atelier looked automated to X. It is on its way back: 2 posts a day this week.', next_step: 'Nothing to do: the ramp runs.',
      ...noCase(0), message: 'This request looks like it might be automated.', body: null, probe_at: null, quiet: null,
      log: [{ at: '2026-11-06T09:00:00.000Z', event: 'opened', note: '403 / 226' }, { at: '2026-11-07T09:00:00.000Z', event: 'recovering', note: '' }],
      deliveries: [],
    },
  ]
}

/** The world of the sketches. */
export function fullWorld(): World {
  const deliveries = [...around(), ...LINES].map((line, n) => delivery(100 + n, line))
  deliveries.push(...drafts(900))
  return {
    now: NOW, running: true, paused_at: null, accounts: accounts(), deliveries, compositions: [], incidents: incidents(deliveries),
    apps: [
      { id: 'p-1', network: 'x', name: 'desk', api_base: 'https://api.x.com', consumer_key: 'ck_8sdf', state: 'active', incidents: [], accounts: ['newsdesk', 'citydesk', 'sportsbot'] },
      { id: 'p-2', network: 'practice', name: 'practice', api_base: null, consumer_key: 'practice', state: 'active', incidents: [], accounts: ['atelier'] },
    ],
    settings: settings(), autostart: false,
    backups: [
      { path: '/srv/lena/.local/share/roost/copies/2026-11-18.db', bytes: 1_840_000, at: '2026-11-18T02:00:00.000Z', kind: 'daily' },
      { path: '/srv/lena/.local/share/roost/copies/2026-11-17.db', bytes: 1_800_000, at: '2026-11-17T02:00:00.000Z', kind: 'daily' },
    ],
    drill: null, mail: noMail(), next_id: 1000,
  }
}

/** A mail watch that nobody switched on. */
export function noMail(): MailWatchView {
  return {
    on: false, host: null, port: null, user: null, authserv_id: null, authserv_learned: false, state: 'off', trouble: null, sentence: 'It is off: Roost looks into no mailbox.', since: null, retry_at: null, looked_at: null,
  }
}

/** A first start: nothing there. */
export function emptyWorld(): World {
  return { ...fullWorld(), accounts: [], apps: [], deliveries: [], incidents: [], backups: [], settings: settings({ first_run_done: false }) }
}

/** Accounts, but no posts and no incident. */
export function quietWorld(): World {
  const world = fullWorld()
  const calm = world.accounts.map((one) => ({ ...one, state: 'active' as const, reason: null, incidents: [], ramp: null }))
  return { ...world, accounts: calm, deliveries: [], incidents: [] }
}

/** A crowded month: so many deliveries, for measuring. */
export function crowdedWorld(count: number): World {
  const world = quietWorld()
  const handles = world.accounts.map((one) => one.account)
  world.deliveries = Array.from({ length: count }, (_, n) => {
    const minute = 6 * 60 + Math.floor(n / 30) % (17 * 60)
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return delivery(10_000 + n, [(n % 30) - 17, time, handles[n % handles.length] ?? '', `Post number ${n + 1} of a crowded month`])
  })
  return world
}
