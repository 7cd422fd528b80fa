// What does a bad week look like? A world with an incident of each kind and state, for tests and pictures.
import type { AccountDetail, IncidentDetail, RefusalKind, TicketView } from '@/lib/contract'
import { checklistOf, screensOf } from './checklists'
import { ago, ahead, evidence } from './sketch'
import { account, type FakeDelivery, fullWorld, noCase, NOW, type World } from './world'

function incident(id: string, kind: RefusalKind, change: Partial<IncidentDetail> = {}): IncidentDetail {
  const opened_at = change.opened_at ?? ago(3)
  return {
    id, kind, scope: 'account', account: null, app: 'desk', state: 'open', opened_at, closed_at: null, held: 0, http_status: 403, codes: [], relock_of: null,
    headline: '', next_step: '', message: '', body: null, probe_at: null, quiet: null, log: [{ at: opened_at, event: 'opened', note: '' }], deliveries: [],
    ...noCase(0), screens: screensOf(kind, false), checklist: checklistOf(kind, change.screen ?? null, false), checklist_dated: '2026-11-22',
    checklist_source: 'X’s help pages on locked accounts, and reports of people whose account was locked', ...change,
  }
}

const ticket = (id: string, change: Partial<TicketView> = {}): TicketView =>
  ({ id, place: 'help.x.com/en/forms/account-access/appeals', number: 'CAS-0451', sent_at: ago(50), answer: '', answered_at: null, closed_at: null, ...change })

/** Text of somebody who wants to be more than text. */
export const HOSTILE = '<img src=x onerror="document.title=1"> \u202Etxet desrever\u202C <script>alert(1)</script> {@html} ${x} '.concat('long'.repeat(60))

const held = (id: string, account: string, incident: string, due: string, text: string, change: Partial<FakeDelivery> = {}): FakeDelivery => ({
  id, account, state: 'held', due, original_due: due, segments: [{ text, media: [], poll: null, reply_settings: null }], labels: [], timing: 'chosen', incident, reason: 'locked',
  published_at: null, attempts: 0, revision: 1, saved_at: NOW, ...change,
})

/** Every kind, every state, and what is not as it should be. */
export function recoveryWorld(): World {
  const world = fullWorld()
  const add = (handle: string, incidents: string[], change: Partial<AccountDetail> = {}) => world.accounts.push(account(handle, { state: 'held', reason: 'held', incidents, ...change }))
  add('nightnews', ['21'])
  add('weatherbot', ['22'])
  add('marketwatch', ['23', '28'], { app: 'wire' })
  add('museum', ['24'])
  add('harbour', ['26'])
  world.apps.push({ id: 'p-3', network: 'x', name: 'wire', api_base: null, consumer_key: 'ck_wire', state: 'held', incidents: ['23', '28'], accounts: ['marketwatch'] })
  for (let n = 0; n < 14; n += 1) {
    const text = n === 3 ? 'See you today at seven in the town hall.' : n === 6 ? 'Doors open today, last chance.' : `Museum note ${n + 1}: what hangs in room ${n + 3}, and who painted it.`
    world.deliveries.push(held(String(600 + n), 'museum', '24', ahead(n * 20 - 30), text, { timing: n === 9 ? 'pinned' : 'chosen' }))
  }
  for (let n = 0; n < 3; n += 1) world.deliveries.push(held(String(640 + n), 'nightnews', '21', ahead(n * 5 + 2), `Night line ${n + 1}`))
  const kept = (id: string) => world.deliveries.filter((one) => one.incident === id && one.state === 'held').length
  world.incidents.push(
    incident('21', 'locked', {
      account: 'nightnews', state: 'waiting', screen: 'limited', opened_at: ago(9), codes: [326], message: 'Your account features are limited.', countdown: { ends_at: ahead(10.4), entered_at: ago(1.5) },
      probe_at: ahead(10.4), siblings: ['12'], evidence: [evidence(1, { account: 'nightnews' })],
    }),
    incident('22', 'suspended', {
      account: 'weatherbot', state: 'waiting', opened_at: ago(96), codes: [64], message: 'Your account is suspended and is not permitted to access this feature.',
      tickets: [ticket('1'), ticket('2', { place: 'access-support@x.com', number: '', sent_at: ago(90), answer: 'Use the form, please.', answered_at: ago(80), closed_at: ago(80) })],
      reminders: [{ id: 'r1', due: ago(1), about: 'ticket', ticket: '1', told_at: ago(1) }, { id: 'r2', due: ahead(118), about: 'ticket', ticket: '1', told_at: null }], look_daily: true, probe_at: ahead(20),
    }),
    incident('23', 'credentials', {
      scope: 'app', app: 'wire', http_status: 401, codes: [32], message: 'Could not authenticate you.', opened_at: ago(30),
      reasoning: '@marketwatch and @wire2, all the accounts of the app wire that were tried, were refused alike within 4 minutes. So it is not about one account.',
    }),
    incident('24', 'locked', { account: 'museum', state: 'verifying', opened_at: ago(50), codes: [326] }),
    incident('25', 'locked', { account: 'formername', state: 'open', opened_at: ago(200), codes: [326], message: 'This account is temporarily locked.' }),
    incident('26', 'locked', {
      account: 'harbour', opened_at: ago(5), screen: 'challenge', codes: [326], message: HOSTILE, body: HOSTILE, siblings: ['12'],
      evidence: Array.from({ length: 40 }, (_, n) => evidence(n, { account: 'harbour', purpose: n % 3 === 2 ? 'probe' : 'post', delivery: n % 3 === 2 ? null : String(700 + n), message: HOSTILE, body: HOSTILE, headers: [`x-note: ${HOSTILE}`] })), evidence_left_off: 3,
      mails: [{ id: 'm9', from: HOSTILE, subject: HOSTILE, at: ago(2), verdict: 'not_proven', why: 'Your provider wrote no result into this mail.' }], tickets: [ticket('9', { place: HOSTILE, number: HOSTILE })],
      log: [{ at: ago(5), event: 'opened', note: '' }, { at: ago(4), event: 'note', note: HOSTILE }, { at: ago(2), event: 'unlocked', note: '' }, { at: ago(2), event: 'still_held', note: HOSTILE }],
    }),
    incident('27', 'clock', { scope: 'machine', app: null, http_status: 400, codes: [135], message: 'Timestamp out of bounds.' }),
    incident('28', 'write_blocked', { scope: 'app', app: 'wire', codes: [261], message: 'Application cannot perform write actions.', opened_at: ago(40) }),
    incident('29', 'money', { scope: 'app', app: 'wire', http_status: 402, message: 'Credits depleted.', opened_at: ago(60) }),
    incident('30', 'setup', { scope: 'app', app: 'wire', codes: [453], message: 'You currently have access to a subset of X API endpoints.', opened_at: ago(61) }),
    incident('31', 'retired', { scope: 'app', app: 'wire', http_status: 410, message: 'Gone.', opened_at: ago(62) }),
    incident('32', 'doubtful', { account: 'harbour', message: 'You are not permitted to perform this action.', opened_at: ago(63) }),
    incident('33', 'app_suspended', { scope: 'app', app: 'wire', codes: [416], message: 'Invalid or suspended application.', opened_at: ago(64) }),
    incident('34', 'automated', { account: 'harbour', codes: [226], message: 'This request looks like it might be automated.', opened_at: ago(2), probe_at: ahead(4) }),
    incident('11', 'locked', { account: 'newsdesk', state: 'closed', opened_at: ago(24 * 41), closed_at: ago(24 * 12), codes: [326], log: [{ at: ago(24 * 41), event: 'opened', note: '' }, { at: ago(24 * 40), event: 'quiet_post', note: '' }, { at: ago(24 * 12), event: 'recovered', note: '' }] }),
  )
  for (const one of world.incidents) {
    if (one.id === '12') Object.assign(one, { siblings: ['21', '26'], relock_of: '11' })
    one.counts = { ...one.counts, kept: kept(one.id), published_since: one.state === 'closed' ? 41 : 0, waiting_decision: one.id === '24' ? 2 : 0 }
  }
  return world
}
