// What does the host in memory say about a text while it is typed? Roughly what the engine would: the
// real counters are Rust's.
import type { PostCheck, SegmentCheck, TextRange } from '@/lib/contract'
import type { RequestOf } from '../types'
import { wallIn } from './clock'
import type { World } from './world'
import { accountView, calendarView, zoneOf } from './views'
import { addDays } from '@/lib/zones'

function ranges(text: string, pattern: RegExp): TextRange[] {
  return [...text.matchAll(pattern)].map((hit) => ({ start: hit.index, end: hit.index + hit[0].length, text: hit[0] }))
}

export function segmentCheck(text: string): SegmentCheck {
  const urls = ranges(text, /https?:\/\/\S+/g)
  let weighted = 0
  let at = 0
  for (const sign of text) {
    const inUrl = urls.some((url) => at >= url.start && at < url.end)
    if (!inUrl) weighted += (sign.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1
    at += sign.length
  }
  weighted += urls.length * 23
  const over = Math.max(0, weighted - 280)
  return {
    weighted, max: 280, valid: weighted > 0 && over === 0, over, urls, mentions: ranges(text, /@\w{1,15}/g), hashtags: ranges(text, /#\p{L}[\p{L}\d_]*/gu),
    cashtags: ranges(text, /\$[A-Z]{1,6}\b/g), problems: over > 0 ? ['too_long'] : [],
  }
}

export function postCheck(world: World, ask: RequestOf<'post_check'>): PostCheck {
  const segments = ask.segments.map((part) => segmentCheck(part.text))
  const withLink = segments.some((part) => part.urls.length > 0)
  const price = withLink ? 200_000 : 15_000
  const today = wallIn(world.now, world.settings.effective_zone).slice(0, 10)
  const real = ask.accounts.filter((account) => world.accounts.find((one) => one.account === account)?.network === 'x')
  const ghosts = calendarView(world, { from: today, to: addDays(today, 14) }).ghosts.sort((a, b) => a.at.localeCompare(b.at))
  return {
    segments,
    costs: ask.accounts.map((account) => ({
      account, micro_usd: real.includes(account) ? price * segments.length : 0, with_link: withLink, as_of: '2026-10-01', source: 'https://docs.x.com/x-api/pricing',
    })),
    caps: ask.accounts.map((account) => {
      const view = accountView(world, account)
      return { account, used: view?.cap_used ?? 0, cap: view?.cap ?? null, planned: 2 }
    }),
    next_slots: ask.accounts.flatMap((account) => {
      const ghost = ghosts.find((one) => one.account === account)
      return ghost ? [{ account, at: ghost.at, wall: wallIn(ghost.at, zoneOf(world, account)) }] : []
    }),
    findings: [], total_micro_usd: price * segments.length * real.length,
  }
}
