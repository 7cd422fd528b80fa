// How does a thread change? Adding, splitting, joining, moving and removing segments; each function
// gives the new list and never touches the old one.
import { newSegment, type WritingSegment } from './writing'

/** A change, and where the caret stands after it. */
export interface Changed {
  segments: WritingSegment[]
  focus: { key: string; caret: number }
}

export function change(segments: WritingSegment[], key: string, fields: Partial<Omit<WritingSegment, 'key'>>): WritingSegment[] {
  return segments.map((one) => (one.key === key ? { ...one, ...fields } : one))
}

/** An empty segment after this one, or at the end. */
export function add(segments: WritingSegment[], after: string | null = null): Changed {
  const made = newSegment()
  const at = after === null ? segments.length : indexOf(segments, after) + 1
  return { segments: [...segments.slice(0, at), made, ...segments.slice(at)], focus: { key: made.key, caret: 0 } }
}

/**
 * Parts a segment at the caret: what stands behind it becomes the next segment. Blanks at the cut are
 * dropped; media and poll stay with the first part, where they were put.
 */
export function split(segments: WritingSegment[], key: string, caret: number): Changed {
  const at = indexOf(segments, key)
  const old = segments[at]
  if (!old) return { segments, focus: { key, caret } }
  const cut = wholeSign(old.text, caret)
  const made = newSegment(old.text.slice(cut).trimStart())
  const first = { ...old, text: old.text.slice(0, cut).trimEnd() }
  return { segments: [...segments.slice(0, at), first, made, ...segments.slice(at + 1)], focus: { key: made.key, caret: 0 } }
}

/** Why two segments can't become one. */
export type JoinBar = 'first' | 'media' | 'poll'

/** What stands in the way of joining a segment to the one before it; `null` when nothing does. */
export function joinBar(segments: WritingSegment[], key: string): JoinBar | null {
  const at = indexOf(segments, key)
  const [before, one] = [segments[at - 1], segments[at]]
  if (!before || !one) return 'first'
  const media = [...before.media, ...one.media]
  if ((before.poll && one.poll) || ((before.poll || one.poll) && media.length > 0)) return 'poll'
  const moving = media.some((file) => file.kind !== 'image')
  return media.length > (moving ? 1 : 4) ? 'media' : null
}

/** Joins a segment to the one before it, the caret at the seam. */
export function join(segments: WritingSegment[], key: string): Changed | null {
  if (joinBar(segments, key) !== null) return null
  const at = indexOf(segments, key)
  const [before, one] = [segments[at - 1], segments[at]]
  if (!before || !one) return null
  const seam = before.text !== '' && one.text !== '' ? '\n' : ''
  const joined: WritingSegment = {
    ...before, text: before.text + seam + one.text, media: [...before.media, ...one.media], poll: before.poll ?? one.poll,
  }
  return {
    segments: [...segments.slice(0, at - 1), joined, ...segments.slice(at + 1)],
    focus: { key: before.key, caret: before.text.length + seam.length },
  }
}

/** Moves one to a place of the new list; the reply settings stay at the head, as X reads them there. */
export function move(segments: WritingSegment[], key: string, to: number): WritingSegment[] {
  const moved = moveIn(segments, indexOf(segments, key), to)
  const head = segments[0]?.reply_settings ?? null
  return moved.map((one, at) => ({ ...one, reply_settings: at === 0 ? head : at > 0 && one.key === segments[0]?.key ? null : one.reply_settings }))
}

export function remove(segments: WritingSegment[], key: string): Changed {
  const at = indexOf(segments, key)
  const rest = segments.filter((one) => one.key !== key)
  const left = rest.length > 0 ? rest : [newSegment()]
  const near = left[Math.max(0, at - 1)] ?? left[0]!
  return { segments: left, focus: { key: near.key, caret: near.text.length } }
}

/** Puts a removed one back where it was, as far as that place still is. */
export function putBack(segments: WritingSegment[], one: WritingSegment, at: number): WritingSegment[] {
  const only = segments.length === 1 ? segments[0] : undefined
  const untouched = only && only.text === '' && only.media.length === 0 && only.poll === null
  const list = untouched ? [] : segments
  return [...list.slice(0, at), one, ...list.slice(at)]
}

/** The item at `from`, put to `to`. */
export function moveIn<T>(list: T[], from: number, to: number): T[] {
  const one = list[from]
  if (one === undefined) return list
  const rest = list.filter((_, n) => n !== from)
  const at = Math.min(Math.max(0, to), rest.length)
  return [...rest.slice(0, at), one, ...rest.slice(at)]
}

/** Whether the caret stands on a line without anything on it, in a text that is not empty. */
export function onEmptyLine(text: string, caret: number): boolean {
  const from = text.lastIndexOf('\n', caret - 1) + 1
  const end = text.indexOf('\n', caret)
  return text.trim() !== '' && text.slice(from, end < 0 ? text.length : end).trim() === ''
}

function indexOf(segments: WritingSegment[], key: string): number {
  return segments.findIndex((one) => one.key === key)
}

/** The caret's place, moved out of a sign that is made of several units (a family, a flag). */
function wholeSign(text: string, caret: number): number {
  for (const sign of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    const end = sign.index + sign.segment.length
    if (end > caret) return caret === sign.index ? caret : end
    if (end === caret) return caret
  }
  return Math.min(caret, text.length)
}
