// From where on is a text too long, and how near is it to the end? How many characters are too many is
// the engine's number; this only walks back from the end by as many, to mark them.
import type { SegmentCheck } from '@/lib/contract'

/** A link weighs this, however long it is (X's docs, counting characters). */
const LINK = 23

/** Where the mark begins, in UTF-16 units; the text's length where nothing is too much. */
export function overflowFrom(text: string, check: Pick<SegmentCheck, 'over' | 'urls'> | null): number {
  if (!check || check.over <= 0) return text.length
  let left = check.over
  let at = text.length
  const links = check.urls.filter((one) => text.slice(one.start, one.end) === one.text)
  const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)]
  for (let n = signs.length - 1; n >= 0 && left > 0; n -= 1) {
    const sign = signs[n]
    if (!sign || sign.index >= at) continue
    const link = links.find((one) => sign.index >= one.start && sign.index < one.end)
    at = link ? link.start : sign.index
    left -= link ? LINK : weight(sign.segment)
  }
  return at
}

function weight(sign: string): number {
  if (/[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u.test(sign)) return 2
  let sum = 0
  for (const one of sign.normalize('NFC')) sum += isLight(one.codePointAt(0) ?? 0) ? 1 : 2
  return sum
}

/** Characters that weigh one (twitter-text `config/v3.json`). */
function isLight(point: number): boolean {
  return point <= 4351 || (point >= 8192 && point <= 8205) || (point >= 8208 && point <= 8223) || (point >= 8242 && point <= 8247)
}

/** From here on the number stands beside the ring. */
const NEAR = 20

export type Nearness = 'far' | 'near' | 'over'

export function nearness(check: Pick<SegmentCheck, 'weighted' | 'max'>): Nearness {
  const left = check.max - check.weighted
  return left < 0 ? 'over' : left <= NEAR ? 'near' : 'far'
}

/** What a screen reader hears: a step that was crossed, not each key. `null` says nothing. */
export function spokenStep(before: number, now: number): number | null {
  if (now < 0) return before >= 0 || now <= before - 10 ? now : null
  for (const step of [0, 10, NEAR]) if (now <= step && before > step) return now
  return before < 0 ? now : null
}
