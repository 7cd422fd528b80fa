// How does the host in memory play a lock and the way back?
import type { IncidentDetail, IncidentResume, RefusalKind, ResumeView } from '@/lib/contract'
import { addDays } from '@/lib/zones'
import { caseworkCommands, type Casework } from './casework'
import type { Bodies, FakeDesk } from './index'
import { refuse } from './refuse'
import { checklistOf, screensOf } from './checklists'
import { byDue, deliveryView } from './views'
import { noCase } from './world'

function theIncident({ world }: FakeDesk, id: string): IncidentDetail {
  const one = world.incidents.find((incident) => incident.id === id)
  if (!one) throw refuse('no_incident', { id })
  return one
}

function full(desk: FakeDesk, id: string): IncidentDetail {
  const deliveries = desk.world.deliveries.filter((one) => one.incident === id && one.state === 'held').sort(byDue).map(deliveryView)
  const one = theIncident(desk, id)
  const german = desk.world.settings.language === 'de'
  // A list that a test made is left as it is.
  const known = checklistOf(one.kind, one.screen, german, one.checklist)
  const mine = one.checklist.length > 0 && one.checklist.every((step) => known.some((other) => other.id === step.id && !other.gone))
  return {
    ...one, deliveries, held: deliveries.length, counts: { ...one.counts, kept: deliveries.length },
    ...(german || mine ? { checklist: known, screens: one.screens.length > 0 ? screensOf(one.kind, german) : [] } : {}),
  }
}

function resume(desk: FakeDesk, { id, first, shares, days_per_stage }: IncidentResume, applied: boolean): ResumeView {
  const one = full(desk, id)
  const quiet = first ?? one.deliveries[0]?.id ?? null
  const today = desk.world.now.slice(0, 10)
  const stages = shares ?? [25, 50, 75, 100]
  const length = days_per_stage ?? 7
  const curve = stages.flatMap((share, stage) =>
    Array.from({ length }, (_, day) => ({ date: addDays(today, stage * length + day), allowance: Math.max(1, Math.ceil((share * 4) / 100)) })))
  const account = one.account ?? ''
  return {
    incident: id, applied, first: quiet, baseline: 4, shape: 'standard', curve, ramps: [{ account, baseline: 4, shape: 'standard', shares: stages, days_per_stage: length, curve }],
    deliveries: one.deliveries.map((line, n) => {
      const picked = line.text.includes('today')
      const pinned = line.timing === 'pinned'
      const decision = line.id === quiet ? 'quiet' as const : picked ? 'picked_out' as const : pinned ? 'kept' as const : 'moved' as const
      return {
        id: line.id, account: line.account, old: line.due, text: line.text, decision, reason: decision === 'picked_out' ? 'stale' : null,
        new: decision === 'picked_out' || !line.due ? null : pinned ? line.due : new Date(Date.parse(line.due) + n * 86_400_000).toISOString(),
      }
    }),
  }
}

type Filed = 'incident_see' | 'incident_step' | 'incident_countdown' | 'incident_look_daily' | 'incident_ticket_add' | 'incident_ticket_answer' | 'incident_close'

/** Something was written into the case file. */
function filed(desk: FakeDesk, id: string, change: (one: IncidentDetail) => void): IncidentDetail {
  change(theIncident(desk, id))
  desk.emit({ type: 'incident', id, opened: false })
  return full(desk, id)
}

type Ours = 'incident_list' | 'incident_show' | 'incident_unlocked' | 'incident_resume_preview' | 'incident_resume_apply' | 'incident_note' | Filed | Casework | 'drill_begin' | 'drill_unlock'

export const incidentCommands: Pick<Bodies, Ours> = {
  ...caseworkCommands,
  incident_list: (_, desk) => desk.world.incidents.map((one) => full(desk, one.id)),
  incident_show: ({ id }, desk) => full(desk, id),
  incident_unlocked: ({ id }, desk) => {
    const one = theIncident(desk, id)
    one.state = 'verifying'
    one.log.push({ at: desk.world.now, event: 'probe', note: 'usable' })
    desk.emit({ type: 'incident', id, opened: false })
    return { id, outcome: 'usable', state: one.state, sentence: `@${one.account} can post again. One quiet post goes first.` }
  },
  incident_resume_preview: (ask, desk) => resume(desk, ask, false),
  incident_resume_apply: (ask, desk) => {
    const { id } = ask
    const plan = resume(desk, ask, true)
    const times = new Map(plan.deliveries.map((line) => [line.id, line.new]))
    for (const one of desk.world.deliveries) {
      const due = times.get(one.id)
      if (due) Object.assign(one, { state: 'scheduled', due, incident: null, reason: null, revision: one.revision + 1 })
    }
    const incident = theIncident(desk, id)
    incident.state = 'recovering'
    incident.log.push({ at: desk.world.now, event: 'resumed', note: '' })
    const account = desk.world.accounts.find((one) => one.account === incident.account)
    if (account) Object.assign(account, { state: 'recovering', reason: 'ramp', ramp: { incident: id, shape: 'standard', shares: [25, 50, 75, 100], days_per_stage: 7, stage: 1, baseline: 4, allowance: 1 } })
    desk.emit({ type: 'incident', id, opened: false })
    desk.emit({ type: 'accounts' })
    desk.emit({ type: 'deliveries', ids: [...times.keys()] })
    return plan
  },
  incident_note: ({ id, text }, desk) => {
    theIncident(desk, id).log.push({ at: desk.world.now, event: 'note', note: text })
    desk.emit({ type: 'incident', id, opened: false })
    return full(desk, id)
  },
  incident_see: ({ id, screen }, desk) => filed(desk, id, (one) => {
    if (screen && !one.screens.some((each) => each.id === screen)) throw refuse('bad_screen', { text: screen, choices: one.screens.map((each) => each.id).join(', ') })
    one.screen = screen ?? null
    one.log.push({ at: desk.world.now, event: 'seen', note: screen ?? '' })
    one.checklist = checklistOf(one.kind, one.screen, false, one.checklist)
  }),
  incident_step: ({ id, step, mark, note }, desk) => filed(desk, id, (one) => {
    const mine = one.checklist.find((each) => each.id === step)
    if (!mine) throw refuse('bad_step', { text: step, choices: one.checklist.map((each) => each.id).join(', ') })
    Object.assign(mine, { state: mark, at: mark === 'todo' ? null : desk.world.now, note: note ?? mine.note })
    one.log.push({ at: desk.world.now, event: `step_${mark}`, note: mine.title })
  }),
  incident_countdown: ({ id, ends_at }, desk) => filed(desk, id, (one) => {
    one.log.push({ at: desk.world.now, event: ends_at ? 'countdown' : 'countdown_cleared', note: ends_at ?? '' })
    one.countdown = ends_at ? { ends_at, entered_at: desk.world.now } : null
    one.probe_at = ends_at ?? null
    one.state = ends_at ? 'waiting' : 'open'
  }),
  incident_look_daily: ({ id, on }, desk) => filed(desk, id, (one) => {
    one.look_daily = on
    one.probe_at = on ? new Date(Date.parse(desk.world.now) + 86_400_000).toISOString() : null
  }),
  incident_ticket_add: ({ id, place, number, sent_at }, desk) => filed(desk, id, (one) => {
    if (!place.trim()) throw refuse('no_place', {})
    const ticket = String(one.tickets.length + 1)
    const sent = sent_at ?? desk.world.now
    one.tickets.push({ id: ticket, place, number: number ?? '', sent_at: sent, answer: '', answered_at: null, closed_at: null })
    for (const days of [3, 7]) {
      one.reminders.push({ id: `${ticket}-${days}`, due: new Date(Date.parse(sent) + days * 86_400_000).toISOString(), about: 'ticket', ticket, told_at: null })
    }
    one.state = 'waiting'
  }),
  incident_ticket_answer: ({ id, ticket, answer, closed }, desk) => filed(desk, id, (one) => {
    const mine = one.tickets.find((each) => each.id === ticket)
    if (!mine) throw refuse('no_ticket', { id: ticket, incident: id })
    Object.assign(mine, { answer, answered_at: desk.world.now, closed_at: closed ? desk.world.now : null })
    if (closed) one.reminders = one.reminders.filter((each) => each.ticket !== ticket)
  }),
  incident_close: ({ id }, desk) => filed(desk, id, (one) => {
    Object.assign(one, { state: 'closed', closed_at: desk.world.now })
  }),
  drill_begin: ({ account, kind }, desk) => {
    const mine = desk.world.accounts.find((one) => one.account === account)
    if (!mine) throw refuse('no_account', { name: account })
    if (mine.network !== 'practice') throw refuse('no_network', { handle: account })
    desk.world.next_id += 1
    const id = String(desk.world.next_id)
    Object.assign(mine, { state: 'held', reason: kind, incidents: [id] })
    const held = desk.world.deliveries.filter((one) => one.account === account && (one.state === 'scheduled' || one.state === 'queued'))
    for (const one of held) Object.assign(one, { state: 'held', incident: id, reason: kind })
    desk.world.incidents.unshift({
      id, kind: kind as RefusalKind, scope: 'account', account, app: mine.app, state: 'open', opened_at: desk.world.now, closed_at: null, held: held.length, http_status: 403,
      codes: [326], relock_of: null, headline: `@${account} is locked since 13:45. X answered 403 / 326 to one post. ${held.length} posts are kept, none is lost.`,
      next_step: 'Open the Practice page and unlock the account.', ...noCase(held.length), message: 'This account is temporarily locked.', body: null, probe_at: null,
      quiet: null, log: [{ at: desk.world.now, event: 'opened', note: '403 / 326' }], deliveries: [],
    })
    desk.emit({ type: 'incident', id, opened: true })
    desk.emit({ type: 'accounts' })
    desk.emit({ type: 'deliveries', ids: held.map((one) => one.id) })
    return {}
  },
  drill_unlock: () => ({}),
}
