// How does X show a text? Links without their protocol and cut after fifteen signs of the path, names and
// tags as links. Where they stand is the engine's word; this only cuts the text into pieces.
import type { SegmentCheck } from '@/lib/contract'

export interface Piece {
  kind: 'plain' | 'link' | 'tag'
  text: string
}

/** Signs of the path that X leaves of a link (as seen in its own timeline, 2026). */
const PATH = 15

export function shownLink(url: string): string {
  const bare = url.replace(/^https?:\/\//i, '').replace(/^www\./i, '')
  const slash = bare.search(/[/?#]/)
  if (slash < 0) return bare
  const [host, path] = [bare.slice(0, slash), bare.slice(slash)]
  if (path === '/') return host
  return path.length > PATH ? `${host}${path.slice(0, PATH)}…` : host + path
}

type Ranges = Pick<SegmentCheck, 'urls' | 'mentions' | 'hashtags' | 'cashtags'>

/** A text in the pieces that X shows. Ranges that don't fit the text (an older count) are left out. */
export function pieces(text: string, ranges: Ranges | null): Piece[] {
  const marks = ranges === null ? [] : [
    ...ranges.urls.map((one) => ({ ...one, kind: 'link' as const, shown: shownLink(one.text) })),
    ...[...ranges.mentions, ...ranges.hashtags, ...ranges.cashtags].map((one) => ({ ...one, kind: 'tag' as const, shown: one.text })),
  ].filter((one) => text.slice(one.start, one.end) === one.text).sort((a, b) => a.start - b.start)
  const found: Piece[] = []
  let at = 0
  for (const mark of marks) {
    if (mark.start < at) continue
    if (mark.start > at) found.push({ kind: 'plain', text: text.slice(at, mark.start) })
    found.push({ kind: mark.kind, text: mark.shown })
    at = mark.end
  }
  if (at < text.length) found.push({ kind: 'plain', text: text.slice(at) })
  return found
}
