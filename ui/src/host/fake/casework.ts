// How does the host in memory draft letters, compare what came before, pack evidence, slow accounts, watch
// mail and play a drill?
import type { BeforeAllView, BeforeView, Direction, FeatureOverAllView, FeatureUnit, FeatureView, LetterView } from '@/lib/contract'
import type { DrillDay, DrillState } from '@/contract/shell'
import { addDays } from '@/lib/zones'
import type { Bodies } from './index'
import { refuse } from './refuse'
import { TODAY } from './clock'
import { noMail } from './world'

const FORTNIGHT = [3, 4, 4, 3, 5, 4, 4, 5, 4, 6, 9, 11, 12, 10]

const line = (id: string, label: string, unit: FeatureUnit, before: number, normal: number | null, others: number | null, direction: Direction, sentence: string): FeatureView =>
  ({ id: id as FeatureView['id'], label, unit, before, normal, others, direction, direction_others: others === null ? 'unknown' : direction, sentence })

export function beforeView(incident: string): BeforeView {
  return {
    incident, account: 'newsdesk', days: FORTNIGHT.map((posts, n) => ({ date: addDays(TODAY, n - 13), posts, usual: 4 })),
    windows: { before_from: addDays(TODAY, -13), until: '2026-11-18T12:00:04.000Z', before_days: 14, normal_days: 28, before_posts: 84, normal_posts: 112, others: ['citydesk', 'sportsbot'] },
    note: '84 posts in the 14 days before, 112 in the 28 days before those.',
    features: [
      line('posts_a_day', 'Posts a day', 'a_day', 6, 4, 3, 'higher', '6 a day, more than the usual 4 a day. Your accounts that were not locked had less: 3 a day.'),
      line('linked', 'Posts with a link', 'percent', 95, 60, 41, 'higher', '95 %, more than the usual 60 %. Your accounts that were not locked had less: 41 %.'),
      line('on_the_hour', 'Posts at minute :00', 'percent', 100, 22, 9, 'higher', '100 %, more than the usual 22 %. Your accounts that were not locked had less: 9 %.'),
      line('gap_median', 'Middle gap', 'minutes', 60, 210, 240, 'lower', '60 min, less than the usual 3.5 h. Your accounts that were not locked had more: 4 h.'),
      line('hashtags', 'Hashtags in a post', 'a_post', 1.2, 1.1, 0.4, 'same', '1.2 a post, about as usual (1.1 a post). Your accounts that were not locked had less: 0.4 a post.'),
      line('cross_copies', 'Near copies on your other accounts', 'percent', 9, null, null, 'unknown', '9 %. What is usual for the account is not known yet.'),
    ],
  }
}

export function beforeAll(): BeforeAllView {
  const signs = (higher: number, lower: number, median_difference: number, p: number) => ({ cases: 3, higher, lower, median_difference, p })
  const over = (id: string, label: string, unit: FeatureUnit, before: number, normal: number, against: ReturnType<typeof signs>, sentence: string): FeatureOverAllView =>
    ({ id: id as FeatureOverAllView['id'], label, unit, before, normal, against_normal: against, against_others: null, sentence })
  return {
    cases: 3, incidents: ['12', '9', '11'], warning: 'Three cases prove nothing: with fewer than six, chance alone can look like this.',
    statistic: 'Exact two-sided sign test on the paired differences, and their median. p is how often chance alone would look at least so one-sided.',
    features: [
      over('posts_a_day', 'Posts a day', 'a_day', 8, 4, signs(3, 0, 4, 0.25), 'In 3 of 3 cases more posts a day than usual.'),
      over('on_the_hour', 'Posts at minute :00', 'percent', 63, 22, signs(2, 0, 41, 0.5), 'In 2 of 3 cases more posts at minute :00.'),
      over('hashtags', 'Hashtags in a post', 'a_post', 1.1, 1.1, signs(1, 1, 0, 1), 'No difference in hashtags.'),
    ],
  }
}

function letter(which: string, german: boolean, account: string, changed: string | null | undefined): LetterView {
  const to = which === 'access_support' ? 'access-support@x.com' : null
  const subject = german ? `Einspruch: @${account} ist gesperrt` : `Appeal: @${account} is locked`
  const body = german
    ? `Guten Tag,\n\nmein Konto @${account} ist seit dem 18. November 2026, 12:00 UTC gesperrt. Die API antwortete 403, Code 326.\n\nWas ich geändert habe: ${changed ?? '[bitte ergänzen: was Sie geändert haben]'}\n\nMit freundlichen Grüßen`
    : `Hello,\n\nmy account @${account} has been locked since 18 November 2026, 12:00 UTC. The API answered 403, code 326.\n\nWhat I changed: ${changed ?? '[please fill in: what you changed]'}\n\nKind regards`
  return {
    letter: which, place: 'https://help.x.com/en/forms/account-access/appeals', to, subject, body, mailto: null, language: german ? 'de' : 'en',
    missing: changed ? [] : [german ? 'was Sie geändert haben' : 'what you changed'],
  }
}

export function drillState(change: Partial<DrillState> = {}): DrillState {
  const days: DrillDay[] = Array.from({ length: 24 }, (_, n) => ({
    date: addDays(TODAY, n - 10), published: n < 10 ? 4 : Math.min(4, 1 + Math.floor((n - 10) / 7)), allowance: n < 10 ? null : Math.min(4, 1 + Math.floor((n - 10) / 7)),
  }))
  return {
    kind: 'locked', screen: 'challenge', account: 'newsdesk', incident: '12', now: '2026-11-18T12:45:00.000Z', factor: 60, deed: 'unlock_account', deed_state: 'open', again: 'closed', planned: 62, kept: 23, published: 39,
    waiting: 23, lost: 0, twice: 0, requests_while_held: 0, days_above: 0, days, ...change,
  }
}

export type Casework = 'incident_letter' | 'incident_before' | 'before_all' | 'incident_report' | 'incident_slow' | 'mail_show' | 'mail_set' | 'mail_check' | 'mail_off'
  | 'shell_drill_begin' | 'shell_drill_state' | 'shell_drill_pace' | 'shell_drill_release' | 'shell_drill_again'

export const caseworkCommands: Pick<Bodies, Casework> = {
  incident_letter: ({ id, letter: which, language, changed }, { world }) => {
    const one = world.incidents.find((incident) => incident.id === id)
    if (!one) throw refuse('no_incident', { id })
    return letter(which, (language ?? world.settings.language) === 'de', one.account ?? one.app ?? '', changed)
  },
  incident_before: ({ id }) => beforeView(id),
  before_all: () => beforeAll(),
  incident_report: ({ id }, { world }) => ({
    path: `${world.settings.data_folder}/reports/incident-${id}.zip`, bytes: 48_200, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', files: ['report.md', 'incident.json', 'attempts.json'],
  }),
  incident_slow: ({ id, accounts }, desk) => {
    const one = desk.world.incidents.find((incident) => incident.id === id)
    if (!one) throw refuse('no_incident', { id })
    const until = new Date(Date.parse(desk.world.now) + 48 * 3_600_000).toISOString()
    for (const each of one.cascade?.offered ?? []) each.slowed_until = accounts.includes(each.account) ? (each.slowed_until ?? until) : null
    for (const each of one.cascade?.offered ?? []) {
      const mine = desk.world.accounts.find((account) => account.account === each.account)
      if (mine) mine.slowed_until = each.slowed_until
    }
    desk.emit({ type: 'incident', id, opened: false })
    desk.emit({ type: 'accounts' })
    return one
  },
  mail_show: (_, { world }) => world.mail,
  mail_set: (ask, desk) => {
    const { mail } = desk.world
    const host = ask.host ?? mail.host
    if (!host?.includes('.')) throw refuse('bad_request', { reason: 'host' })
    const said = ask.authserv_id === undefined || ask.authserv_id === null ? mail.authserv_id : ask.authserv_id || null
    Object.assign(mail, {
      on: true, host, port: ask.port ?? mail.port ?? 993, user: ask.user ?? mail.user, authserv_id: said, state: 'idle', trouble: null, since: desk.world.now, looked_at: desk.world.now,
      sentence: 'It watches, and the server tells of new mails.',
    })
    if (ask.password === 'wrong') Object.assign(mail, { state: 'stopped', trouble: 'wrong_password', sentence: 'The provider refused name or password. Type the password anew.' })
    return mail
  },
  mail_check: (_, { world }) => ({ watch: { ...world.mail, looked_at: world.now }, incidents: world.incidents.filter((one) => one.state === 'open').length, new: 1 }),
  mail_off: ({ forget }, { world }) => {
    Object.assign(world.mail, noMail(), forget ? {} : { host: world.mail.host, port: world.mail.port, user: world.mail.user })
    return world.mail
  },
  shell_drill_begin: () => ({}),
  shell_drill_state: (_, { world }) => world.drill,
  shell_drill_pace: ({ factor }, { world }) => {
    if (!world.drill) throw refuse('bad_request', { reason: 'this window plays no drill' })
    world.drill.factor = factor
    return world.drill
  },
  shell_drill_release: (_, { world }) => {
    if (!world.drill) throw refuse('bad_request', { reason: 'this window plays no drill' })
    world.drill.deed_state = 'done'
    return world.drill
  },
  shell_drill_again: (_, { world }) => {
    if (world.drill?.again !== 'open') throw refuse('bad_request', { reason: 'only a lock comes twice, on the way back from the first one' })
    world.drill.again = 'set'
    return world.drill
  },
}
