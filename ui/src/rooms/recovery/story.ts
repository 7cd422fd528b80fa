// What can be said about an incident from what is on record? Figures, the stage it is at, its diary.
import type { IncidentDetail, IncidentView, LogView, ResumeLine, ResumeView } from '@/lib/contract'

/** Lines of the diary each of which stands for one request to the network. */
const CALLS = new Set(['usable', 'still_held', 'unclear', 'asks_owner', 'quiet_post', 'quiet_post_failed', 'renewed'])

/** Requests that were made for it since it opened: looks, and the quiet post. */
export function callsSince(log: readonly LogView[]): number {
  return log.filter((line) => CALLS.has(line.event)).length
}

/** Posts of the owner that were refused, the quiet one aside: each once, however often it was tried. */
export function refusedPosts(one: Pick<IncidentDetail, 'evidence' | 'quiet'>): number {
  return new Set(one.evidence.filter((line) => line.purpose === 'post' && line.outcome === 'refused' && line.delivery !== null && line.delivery !== one.quiet).map((line) => line.delivery)).size
}

export type Chapter = 'steps' | 'by_itself' | 'way_back' | 'quiet' | 'ramp' | 'closed'

/** Where the page stands: which part of the way out is open now. */
export function chapterOf(one: Pick<IncidentDetail, 'state' | 'quiet' | 'probe_at'>): Chapter {
  switch (one.state) {
    case 'closed': return 'closed'
    case 'recovering': return 'ramp'
    case 'verifying': return one.quiet === null ? 'way_back' : 'quiet'
    case 'open':
    case 'waiting': return one.probe_at === null ? 'steps' : 'by_itself'
  }
}

/** When it no longer held: the quiet post, or whatever opened the door; `null` while it holds. */
export function endedAt(one: Pick<IncidentDetail, 'state' | 'closed_at' | 'log'>): string | null {
  if (one.state !== 'recovering' && one.state !== 'closed') return null
  const opened = [...one.log].reverse().find((line) => ['quiet_post', 'resumed', 'usable', 'renewed'].includes(line.event))
  return opened?.at ?? one.closed_at
}

/** Whether the owner has something to do now. */
export function waitsForOwner(one: Pick<IncidentDetail, 'state' | 'quiet' | 'probe_at'>): boolean {
  const chapter = chapterOf(one)
  return chapter === 'steps' || chapter === 'way_back'
}

/** What the network said when 'I have unlocked it' found it still held; `null` if it did not, or since. */
export function lastRefusal(log: readonly LogView[]): LogView | null {
  for (const line of [...log].reverse()) {
    if (line.event === 'still_held' || line.event === 'unclear' || line.event === 'quiet_post_failed') return line
    if (line.event === 'usable' || line.event === 'resumed') return null
  }
  return null
}

/** Diary lines newest first; looks whose answer is the next line are left out. */
export function diary(log: readonly LogView[]): LogView[] {
  const answers = new Set(['usable', 'still_held', 'unclear'])
  return log.filter((line, n) => line.event !== 'unlocked' || !answers.has(log[n + 1]?.event ?? '')).reverse()
}

/** Open ones first, the newest first; then the closed ones. */
export function parted(all: readonly IncidentView[]): { open: IncidentView[]; closed: IncidentView[] } {
  const newest = [...all].sort((a, b) => b.opened_at.localeCompare(a.opened_at))
  const rank = (one: IncidentView) => (one.state === 'recovering' ? 1 : 0)
  return {
    open: newest.filter((one) => one.state !== 'closed').sort((a, b) => rank(a) - rank(b)),
    closed: newest.filter((one) => one.state === 'closed'),
  }
}

/** Incidents that look alike: same kind, same app, opened within a day. A lock of one account stays one of its own. */
export function grouped(open: readonly IncidentView[]): IncidentView[][] {
  const groups: IncidentView[][] = []
  for (const one of open) {
    const like = groups.find(([first]) => first && one.scope === 'account' && first.scope === 'account' && one.app !== null && first.app === one.app && first.kind === one.kind
      && first.state !== 'recovering' && one.state !== 'recovering' && Math.abs(Date.parse(first.opened_at) - Date.parse(one.opened_at)) <= 86_400_000)
    if (like) like.push(one)
    else groups.push([one])
  }
  return groups
}

/** The lines of a way back: those to decide, and those with a new time. */
export function lines(plan: Pick<ResumeView, 'deliveries'>): { quiet: ResumeLine | null; timed: ResumeLine[]; picked: ResumeLine[] } {
  return {
    quiet: plan.deliveries.find((line) => line.decision === 'quiet') ?? null,
    timed: plan.deliveries.filter((line) => line.decision === 'kept' || line.decision === 'moved'),
    picked: plan.deliveries.filter((line) => line.decision === 'picked_out'),
  }
}

/** The beginning of a text, for a line of a table. */
export function begins(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text
}
