// Which media may a segment carry? X takes up to four pictures, or one GIF, or one video, and none of
// them beside a poll (X's docs, media best practices, August 2026).
import { moveIn } from './segments'
import type { WritingMedia, WritingSegment } from './writing'

export const MOST_PICTURES = 4
/** Characters of an alt text (X OpenAPI 2.167, media metadata). */
export const MOST_ALT = 1000

export type MediaBar = 'poll' | 'full' | 'moving_alone' | 'one_moving'

/** What stands in the way of one more file of any kind; `null` when nothing does. */
export function mediaBar(segment: WritingSegment, pending = 0): MediaBar | null {
  if (segment.poll) return 'poll'
  if (segment.media.some((file) => file.kind !== 'image')) return 'one_moving'
  return segment.media.length + pending >= MOST_PICTURES ? 'full' : null
}

/** Adds a file that the engine has kept, or says why not. */
export function attach(segment: WritingSegment, file: WritingMedia): { media: WritingMedia[] } | { bar: MediaBar } {
  const bar = mediaBar(segment)
  if (bar) return { bar }
  if (file.kind !== 'image' && segment.media.length > 0) return { bar: 'moving_alone' }
  return { media: [...segment.media, file] }
}

export type PollBar = 'media' | 'there'

export function pollBar(segment: WritingSegment, pending = 0): PollBar | null {
  if (segment.poll) return 'there'
  return segment.media.length + pending > 0 ? 'media' : null
}

export function moveMedia(segment: WritingSegment, from: number, to: number): WritingMedia[] {
  return moveIn(segment.media, from, to)
}

/** Alt texts are counted in characters, not in UTF-16 units, as the engine counts them. */
export function altLength(alt: string): number {
  return [...alt].length
}

export function withoutAlt(segments: WritingSegment[]): number {
  return segments.flatMap((one) => one.media).filter((file) => file.alt.trim() === '').length
}

/** Base64 (RFC 4648, section 4) of a pasted file. */
export async function base64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/** The files of a paste: none where text came with them, for then the text is meant. */
export function pastedFiles(clipboard: Pick<DataTransfer, 'files' | 'getData'> | null): File[] {
  if (!clipboard || clipboard.getData('text/plain') !== '') return []
  return [...clipboard.files].filter((file) => /^(image|video)\//.test(file.type))
}
