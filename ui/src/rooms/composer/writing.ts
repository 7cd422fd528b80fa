// What is being written, as the composer holds it? Values that are never changed in place; each
// segment carries a key so that the screen can follow it when it moves.
import type { Composition, CompositionSegment, DeliveryDetail, PollView, When } from '@/lib/contract'
import { type Choice, choiceOf, whenOf } from './when'

export type MediaKind = 'image' | 'gif' | 'video'

export interface WritingMedia {
  sha256: string
  alt: string
  name: string
  mime: string
  kind: MediaKind
}

export interface WritingSegment {
  key: string
  text: string
  media: WritingMedia[]
  poll: PollView | null
  reply_settings: string | null
}

export interface Writing {
  accounts: string[]
  segments: WritingSegment[]
  choice: Choice
  pin: boolean
  labels: string[]
  /** The delivery whose words these are; `null` for a new post. */
  editing: string | null
}

let keys = 0

export function newSegment(text = ''): WritingSegment {
  keys += 1
  return { key: `s${keys}`, text, media: [], poll: null, reply_settings: null }
}

export function newWriting(start: Partial<Omit<Writing, 'segments'>> = {}): Writing {
  return { accounts: [], segments: [newSegment()], choice: { kind: 'next' }, pin: false, labels: [], editing: null, ...start }
}

/** A GIF may stand still, but only the engine has seen its frames: taken for a moving one here. */
export function kindOf(mime: string): MediaKind {
  if (mime.startsWith('video/')) return 'video'
  return mime === 'image/gif' ? 'gif' : 'image'
}

/** Nothing in it that somebody would miss. */
export function isEmpty(writing: Writing): boolean {
  return writing.labels.length === 0 && writing.segments.every((one) => one.text.trim() === '' && one.media.length === 0 && one.poll === null)
}

/** As the door keeps it. */
export function toComposition(writing: Writing): Composition {
  return {
    accounts: writing.accounts,
    segments: writing.segments.map(({ text, media, poll, reply_settings }): CompositionSegment => ({
      text, poll, reply_settings, media: media.map(({ sha256, alt, name, mime }) => ({ sha256, alt, name, mime })),
    })),
    when: whenOf(writing.choice),
    pin: writing.pin,
    labels: writing.labels,
    editing: writing.editing,
  }
}

/** As it was kept. Whatever is missing in it is made good: a composition need not be a valid post. */
export function fromComposition(content: Composition, zone: string): Writing {
  const segments = content.segments.map((one): WritingSegment => ({
    ...newSegment(one.text),
    media: one.media.map((file) => ({ ...file, kind: kindOf(file.mime) })),
    poll: one.poll,
    reply_settings: one.reply_settings,
  }))
  return {
    accounts: content.accounts,
    segments: segments.length > 0 ? segments : [newSegment()],
    choice: choiceOf(content.when, zone),
    pin: content.pin,
    labels: content.labels,
    editing: content.editing,
  }
}

/** A planned delivery, opened for editing in the desk's zone. */
export function fromDelivery(detail: DeliveryDetail, zone: string): Writing {
  const when: When = detail.state === 'draft' ? 'draft' : detail.due === null ? 'next' : { at: detail.due }
  const segments = detail.segments.map((one): WritingSegment => ({
    ...newSegment(one.text),
    media: one.media.map(({ sha256, alt, mime }) => ({ sha256, alt, mime, name: '', kind: kindOf(mime) })),
    poll: one.poll,
    reply_settings: one.reply_settings === 'everyone' ? null : one.reply_settings,
  }))
  return {
    accounts: [detail.account],
    segments: segments.length > 0 ? segments : [newSegment()],
    choice: choiceOf(when, zone),
    pin: detail.timing === 'pinned',
    labels: detail.labels,
    editing: detail.id,
  }
}

/** Whether two writings say the same; keys don't count. */
export function same(one: Writing, other: Writing): boolean {
  return JSON.stringify(toComposition(one)) === JSON.stringify(toComposition(other))
}
