// What will the main button do, what does it send, and what stands in its way? Only what X or the plan
// refuses for certain is in the way; whatever is merely worth knowing is a finding.
import type { Commands, ErrorCode, PostCheck, SegmentText } from '@/lib/contract'
import { letters, pollProblems } from './poll'
import { isWhole, read, wallOf, whenOf } from './when'
import { isEmpty, same, type Writing } from './writing'

type Ask<K extends keyof Commands> = Commands[K]['request']

/** Blank segments at the end are no part of the post: an empty field is not something said. */
export function segmentTexts(writing: Writing): SegmentText[] {
  const texts = writing.segments.map(({ text, media, poll, reply_settings }): SegmentText => ({
    text,
    media: media.map(({ sha256, alt }) => ({ sha256, alt })),
    ...(poll ? { poll: { ...poll, options: poll.options.map((option) => option.trim()) } } : {}),
    ...(reply_settings ? { reply_settings } : {}),
  }))
  while (texts.length > 1 && isBlank(texts.at(-1))) texts.pop()
  return texts
}

function isBlank(one: SegmentText | undefined): boolean {
  return one !== undefined && one.text.trim() === '' && !one.media?.length && !one.poll
}

/** What the counters and the cost ask for. The empty field at the end costs nothing. */
export function checkAsk(writing: Writing): Ask<'post_check'> {
  const { accounts, choice, editing } = writing
  const sayable = choice.kind !== 'time' || read(choice.wall, choice.zone)?.is === 'there'
  return { accounts, segments: segmentTexts(writing), ...(sayable ? { when: whenOf(choice) } : {}), editing }
}

export function addAsk(writing: Writing, composition: string | null): Ask<'post_add'> {
  return {
    accounts: writing.accounts,
    when: whenOf(writing.choice),
    pin: writing.pin && writing.choice.kind === 'time' ? 'pinned' : 'loose',
    segments: segmentTexts(writing),
    labels: writing.labels,
    ...(composition ? { composition } : {}),
  }
}

export function editAsk(writing: Writing, revision: number | null, composition: string | null): Ask<'post_edit'> {
  // A segment says all of its media: one that was taken off must not come back.
  const media = { media: 'as_said' as const }
  return {
    id: writing.editing ?? '', revision, segments: segmentTexts(writing), labels: writing.labels, ...media,
    ...(composition ? { composition } : {}),
  }
}

/** The move that an edit of a planned delivery asks for besides; `null` when its time stays. */
export function moveAsk(writing: Writing, before: Writing, revision: number | null): Ask<'post_move'> | null {
  const stays = JSON.stringify(writing.choice) === JSON.stringify(before.choice) && writing.pin === before.pin
  if (stays) return null
  return { id: writing.editing ?? '', revision, when: whenOf(writing.choice), pin: writing.pin && writing.choice.kind === 'time' ? 'pinned' : 'loose' }
}

/** Whether the words, and not only the time, were changed. */
export function wordsChanged(writing: Writing, before: Writing): boolean {
  return !same({ ...writing, choice: before.choice, pin: before.pin, accounts: before.accounts }, before)
}

export type Bar =
  | { is: 'no_account' }
  | { is: 'empty' }
  | { is: 'pending_media' }
  | { is: 'time_missing' }
  | { is: 'time_past' }
  | { is: 'time_gap'; before: string; after: string }
  | { is: 'segment'; key: string; number: number; code: ErrorCode; over: number }
  | { is: 'poll'; key: string; number: number }

export interface Seen {
  check: PostCheck | null
  pending: number
  /** The wall of the desk's zone, and that zone. */
  now: { wall: string; zone: string } | null
}

/** The first thing that stands in the way, in the order in which the page shows them. */
export function barOf(writing: Writing, seen: Seen): Bar | null {
  const { choice } = writing
  if (isEmpty({ ...writing, labels: [] })) return { is: 'empty' }
  if (seen.pending > 0) return { is: 'pending_media' }
  const last = writing.segments.length - 1
  for (const [at, one] of writing.segments.entries()) {
    const number = at + 1
    if (one.poll && (pollProblems(one.poll).length > 0 || one.poll.options.some((option) => letters(option) === 0))) return { is: 'poll', key: one.key, number }
    const blank = one.text.trim() === '' && one.media.length === 0 && one.poll === null
    if (blank && at === last) continue
    if (blank) return { is: 'segment', key: one.key, number, code: 'empty_segment', over: 0 }
    const check = seen.check?.segments[at]
    const code = check?.problems[0]
    if (check && code) return { is: 'segment', key: one.key, number, code: code as ErrorCode, over: check.over }
  }
  if (choice.kind === 'draft') return null
  if (writing.accounts.length === 0) return { is: 'no_account' }
  if (choice.kind === 'next') return null
  if (!isWhole(choice.wall)) return { is: 'time_missing' }
  const reading = read(choice.wall, choice.zone)
  if (reading?.is === 'gap') return { is: 'time_gap', before: reading.before, after: reading.after }
  if (reading && seen.now && wallOf(reading.at, seen.now.zone) < seen.now.wall) return { is: 'time_past' }
  return null
}

/** What the main button says it will do. Times are walls. */
export type Act =
  | { is: 'schedule'; wall: string }
  | { is: 'slot'; wall: string; more: number }
  /** Which slot is not known yet. */
  | { is: 'next' }
  | { is: 'queue' }
  | { is: 'draft' }
  | { is: 'save' }
  | { is: 'save_at'; wall: string }
  | { is: 'save_next'; wall: string | null }
  | { is: 'save_draft' }

export function actOf(writing: Writing, before: Writing | null, check: PostCheck | null): Act {
  const { choice } = writing
  const slots = (check?.next_slots ?? []).filter((one) => writing.accounts.includes(one.account)).sort((a, b) => a.at.localeCompare(b.at))
  const first = slots[0]
  if (before && writing.editing) {
    if (moveAsk(writing, before, null) === null) return { is: 'save' }
    if (choice.kind === 'time') return { is: 'save_at', wall: choice.wall }
    return choice.kind === 'draft' ? { is: 'save_draft' } : { is: 'save_next', wall: first?.wall ?? null }
  }
  if (choice.kind === 'draft') return { is: 'draft' }
  if (choice.kind === 'time') return { is: 'schedule', wall: choice.wall }
  if (check === null || writing.accounts.length === 0) return { is: 'next' }
  return first ? { is: 'slot', wall: first.wall, more: slots.filter((one) => one.wall !== first.wall).length } : { is: 'queue' }
}
