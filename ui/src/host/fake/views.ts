// How does the host in memory answer questions? One function per view, from the world.
import type {
  AccountView, CalendarEntry, CalendarShow, CalendarView, DeliveryDetail, DeliveryView, DraftView, QueueView, ReplySettings, StatusView,
} from '@/lib/contract'
import { addDays, weekday } from '@/lib/zones'
import { instantOf, wallIn } from './clock'
import type { FakeDelivery, World } from './world'

const OPEN = new Set(['queued', 'scheduled', 'sending', 'unconfirmed', 'held', 'missed'])
const MOVABLE = new Set(['draft', 'queued', 'scheduled', 'held', 'missed', 'failed'])
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export function byDue(a: FakeDelivery, b: FakeDelivery): number {
  return (a.due ?? '9').localeCompare(b.due ?? '9') || Number(a.id) - Number(b.id)
}

export function zoneOf(world: World, account: string): string {
  return world.accounts.find((one) => one.account === account)?.zone ?? world.settings.effective_zone
}

const line = (text: string) => text.replace(/\s+/g, ' ').slice(0, 120)

export function deliveryView(one: FakeDelivery): DeliveryView {
  return {
    id: one.id, post: `p${one.id}`, account: one.account, state: one.state, due: one.due, original_due: one.original_due,
    text: one.segments.map((part) => part.text).join('\n---\n'), remote_id: one.state === 'published' ? `19${one.id}` : null,
    url: one.state === 'published' ? `https://x.com/${one.account}/status/19${one.id}` : null, attempts: one.attempts,
    reason: one.reason, timing: one.timing, incident: one.incident, published_at: one.published_at, revision: one.revision,
  }
}

export function deliveryDetail(world: World, one: FakeDelivery): DeliveryDetail {
  const zone = zoneOf(world, one.account)
  return {
    ...deliveryView(one), note: one.state === 'failed' ? 'Your media IDs are invalid.' : null, labels: one.labels, category: null,
    zone, wall: one.due && wallIn(one.due, zone),
    siblings: world.deliveries.filter((other) => other !== one && other.segments === one.segments).map(({ id, account }) => ({ id, account })),
    segments: one.segments.map((part) => ({
      text: part.text, poll: part.poll, reply_settings: (part.reply_settings ?? 'everyone') as ReplySettings, remote_id: null, url: null,
      media: part.media.map(({ sha256, mime, bytes, alt }) => ({ sha256, mime, bytes, alt })),
    })),
    attempt_log: one.attempts === 0 ? [] : [{
      id: `t${one.id}`, purpose: 'post', outcome: one.state === 'published' ? 'done' : 'refused', began_at: one.due ?? world.now,
      ended_at: one.due ?? world.now, http_status: one.state === 'published' ? 201 : 403, kind: null, codes: [], message: '', body: null,
    }],
  }
}

export function accountView(world: World, handle: string): AccountView | null {
  const one = world.accounts.find((account) => account.account === handle)
  if (!one) return null
  const mine = world.deliveries.filter((delivery) => delivery.account === handle)
  const today = wallIn(world.now, one.zone).slice(0, 10)
  const waiting = mine.filter((delivery) => (delivery.state === 'scheduled' || delivery.state === 'queued') && delivery.due).sort(byDue)
  const published = mine.filter((delivery) => delivery.published_at && wallIn(delivery.published_at, one.zone).startsWith(today)).length
  return {
    ...one, next_due: waiting[0]?.due ?? null, held: mine.filter((delivery) => delivery.state === 'held').length,
    published_today: published, cap_used: published,
  }
}

export function statusView(world: World): StatusView {
  const waiting = world.deliveries.filter((one) => (one.state === 'scheduled' || one.state === 'queued') && one.due).sort(byDue)
  const count = (state: string) => world.deliveries.filter((one) => one.state === state).length
  const accounts = world.accounts.flatMap((one) => accountView(world, one.account) ?? [])
  const hour = new Date(Date.parse(world.now) + 3_600_000).toISOString()
  return {
    running: world.running, next: waiting[0] ? deliveryView(waiting[0]) : null, accounts,
    incidents: world.incidents.filter((one) => one.state !== 'closed').map((one) => ({ ...one, held: world.deliveries.filter((held) => held.incident === one.id && held.state === 'held').length })),
    published_today: accounts.reduce((sum, one) => sum + one.published_today, 0),
    held: count('held'), unconfirmed: count('unconfirmed'), missed: count('missed'), paused: world.paused_at !== null, confirm_since: null,
    now: world.now, now_wall: wallIn(world.now, world.settings.effective_zone),
    due_within_hour: waiting.filter((one) => (one.due ?? '') <= hour).length, unanswered: count('missed') + count('unconfirmed'),
  }
}

function entry(one: FakeDelivery, due: string, zone: string): CalendarEntry {
  const media = one.segments.flatMap((part) => part.media)
  return {
    id: one.id, post: `p${one.id}`, account: one.account, state: one.state, due, wall: wallIn(due, zone), original_due: one.original_due,
    text: line(one.segments[0]?.text ?? ''), segments: one.segments.length, media: media.length, alt_missing: media.filter((file) => !file.alt).length,
    labels: one.labels, timing: one.timing, incident: one.incident, reason: one.reason, revision: one.revision, movable: MOVABLE.has(one.state),
  }
}

/** The account's own normal: what the fake says instead of 28 days of history. */
const NORMAL: Record<string, number> = { newsdesk: 4, citydesk: 3, sportsbot: 4, atelier: 1 }

export function calendarView(world: World, ask: CalendarShow): CalendarView {
  const zone = ask.zone ?? world.settings.effective_zone
  const shown = (account: string) => !ask.accounts?.length || ask.accounts.includes(account)
  const deliveries = world.deliveries.filter((one) => one.due && one.state !== 'cancelled' && shown(one.account))
    .map((one) => entry(one, one.due ?? '', zone))
    .filter((one) => one.wall >= ask.from && one.wall < ask.to)
    .sort((a, b) => a.due.localeCompare(b.due))
  const most = ask.most_per_day ?? Infinity
  const planned = new Map<string, number>()
  for (const one of deliveries) {
    if (one.state === 'failed') continue
    const key = `${one.wall.slice(0, 10)} ${one.account}`
    planned.set(key, (planned.get(key) ?? 0) + one.segments)
  }
  const accounts = world.accounts.filter((one) => shown(one.account))
  const days: CalendarView['days'] = []
  const ghosts: CalendarView['ghosts'] = []
  for (let day = ask.from; day < ask.to; day = addDays(day, 1)) {
    const begins = instantOf(`${day}T00:00`, zone) ?? `${day}T00:00:00.000Z`
    const ends = instantOf(`${addDays(day, 1)}T00:00`, zone) ?? begins
    days.push({
      date: day, begins, minutes: (Date.parse(ends) - Date.parse(begins)) / 60_000,
      forecasts: accounts.map((one) => {
        const count = planned.get(`${day} ${one.account}`) ?? 0
        const normal = NORMAL[one.account] ?? null
        return { account: one.account, planned: count, normal, above: normal !== null && count > normal * 1.5 }
      }),
      left_out: Math.max(0, deliveries.filter((one) => one.wall.startsWith(day)).length - most),
    })
    for (const one of accounts) {
      for (const slot of one.slots) {
        if (DAYS[weekday(day)] !== slot.day) continue
        const at = instantOf(`${day}T${slot.time}`, one.zone)
        if (!at || at <= world.now) continue
        const near = deliveries.some((other) => other.account === one.account && Math.abs(Date.parse(other.due) - Date.parse(at)) < 20 * 60_000)
        if (!near) ghosts.push({ account: one.account, at, wall: wallIn(at, zone), category: slot.category })
      }
    }
  }
  const limits = accounts.map((one) => ({
    account: one.account, held: one.state === 'held', reason: one.reason, cap: one.cap,
    capped_days: days.map((day) => day.date).filter((day) => one.cap !== null && (planned.get(`${day} ${one.account}`) ?? 0) >= one.cap),
  }))
  const now_wall = wallIn(world.now, zone)
  const firsts = days.flatMap(({ date }) => deliveries.filter((one) => one.wall.startsWith(date)).slice(0, most))
  return { zone, now: world.now, now_wall, today: now_wall.slice(0, 10), revision: 1, days, deliveries: firsts, ghosts, limits }
}

export function why(world: World, one: FakeDelivery): string | null {
  switch (one.state) {
    case 'held': return `@${one.account} is held since 13:00; this post is kept and goes out once the account is back.`
    case 'unconfirmed': return 'The answer was lost. Roost looked twice and could not read the timeline.'
    case 'failed': return 'X refused it.'
    case 'missed': return 'The machine was off when this was due, and it is more than 24 hours late.'
    default: return one.due && one.due <= world.now && OPEN.has(one.state) ? 'Waits for the gap of 10 minutes after the last post.' : null
  }
}

export function queueView(world: World, account?: string): QueueView[] {
  return world.accounts.filter((one) => !account || one.account === account).map((one) => ({
    account: one.account,
    zone: one.zone,
    deliveries: world.deliveries.filter((delivery) => delivery.account === one.account && (OPEN.has(delivery.state) || delivery.state === 'failed')).sort(byDue)
      .map((delivery, position) => ({
        ...deliveryView(delivery), wall: delivery.due && wallIn(delivery.due, one.zone), position, why: why(world, delivery), labels: delivery.labels,
        segments: delivery.segments.length, media: delivery.segments.reduce((sum, part) => sum + part.media.length, 0),
      })),
  }))
}

export function draftsView(world: World): DraftView[] {
  const own = world.deliveries.filter((one) => one.state === 'draft').map((one): DraftView => {
    const media = one.segments.flatMap((part) => part.media)
    return {
      kind: 'delivery', id: one.id, revision: one.revision, accounts: [one.account], text: line(one.segments[0]?.text ?? ''), segments: one.segments.length,
      media: media.length, alt_missing: media.filter((file) => !file.alt).length, labels: one.labels, saved_at: one.saved_at,
    }
  })
  const typed = world.compositions.map((one): DraftView => {
    const media = one.content.segments.flatMap((part) => part.media)
    return {
      kind: 'composition', id: one.id, revision: one.revision, accounts: one.content.accounts, text: line(one.content.segments[0]?.text ?? ''),
      segments: one.content.segments.length, media: media.length, alt_missing: media.filter((file) => !file.alt).length, labels: one.content.labels, saved_at: one.saved_at,
    }
  })
  return [...typed, ...own].sort((a, b) => b.saved_at.localeCompare(a.saved_at))
}
