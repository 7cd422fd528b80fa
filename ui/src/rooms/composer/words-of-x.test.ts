import { describe, expect, test } from 'vitest'
import { pieces, shownLink } from './links'
import { attach, mediaBar, pastedFiles, pollBar } from './media'
import { dayByKey, monthAway, weeksOf } from './days'
import { EMOJI } from './emoji'
import { nearness, overflowFrom, spokenStep } from './overflow'
import { durationOf, minutesOf, newPoll, pollProblems } from './poll'
import { typedDate, typedTime } from '@/lib/typed'
import { newSegment } from './writing'

const picture = { sha256: 'a'.repeat(64), alt: '', name: 'a.png', mime: 'image/png', kind: 'image' as const }
const video = { ...picture, mime: 'video/mp4', kind: 'video' as const }
const none = { urls: [], mentions: [], hashtags: [], cashtags: [] }

describe('the preview', () => {
  test('shows links as X does, cut after fifteen signs of the path', () => {
    expect(shownLink('https://www.nytimes.com/2018/05/14/world/europe.html')).toBe('nytimes.com/2018/05/14/wor…')
    expect(shownLink('http://example.org/')).toBe('example.org')
    expect(shownLink('https://example.org/short')).toBe('example.org/short')
  })

  test('cuts the text where the engine found links, names and tags', () => {
    const text = 'See https://example.org/a by @ann #news'
    const ranges = { ...none, urls: [{ start: 4, end: 25, text: 'https://example.org/a' }], mentions: [{ start: 29, end: 33, text: '@ann' }], hashtags: [{ start: 34, end: 39, text: '#news' }] }
    expect(pieces(text, ranges).map((one) => `${one.kind}:${one.text}`)).toEqual(['plain:See ', 'link:example.org/a', 'plain: by ', 'tag:@ann', 'plain: ', 'tag:#news'])
  })

  test('leaves out ranges of an older text', () => {
    expect(pieces('other words', { ...none, mentions: [{ start: 0, end: 4, text: '@ann' }] })).toEqual([{ kind: 'plain', text: 'other words' }])
  })
})

describe('a text that is too long', () => {
  test('is marked from where it no longer fits', () => {
    expect(overflowFrom('abcdef', { over: 2, urls: [] })).toBe(4)
    expect(overflowFrom('abcdef', { over: 0, urls: [] })).toBe(6)
  })

  test('is marked by whole signs and whole links', () => {
    expect(overflowFrom('ab👩‍👩‍👧', { over: 1, urls: [] })).toBe(2)
    expect(overflowFrom('ab日本', { over: 2, urls: [] })).toBe(3)
    const url = 'https://example.org/a'
    expect(overflowFrom(`ab ${url}`, { over: 3, urls: [{ start: 3, end: 3 + url.length, text: url }] })).toBe(3)
  })

  test('is told to a screen reader in steps, not at each key', () => {
    expect(spokenStep(100, 90)).toBeNull()
    expect(spokenStep(21, 20)).toBe(20)
    expect(spokenStep(20, 19)).toBeNull()
    expect(spokenStep(11, 10)).toBe(10)
    expect(spokenStep(0, -1)).toBe(-1)
    expect(spokenStep(-1, -2)).toBeNull()
    expect(spokenStep(-1, 3)).toBe(3)
  })

  test('shows its number only near the end', () => {
    expect(nearness({ weighted: 100, max: 280 })).toBe('far')
    expect(nearness({ weighted: 260, max: 280 })).toBe('near')
    expect(nearness({ weighted: 281, max: 280 })).toBe('over')
  })
})

describe('media', () => {
  test('are up to four pictures', () => {
    const four = { ...newSegment(), media: [picture, picture, picture, picture] }
    expect(attach(four, picture)).toEqual({ bar: 'full' })
    expect(mediaBar({ ...four, media: [picture] }, 3)).toBe('full')
  })

  test('are one video alone', () => {
    expect(attach({ ...newSegment(), media: [picture] }, video)).toEqual({ bar: 'moving_alone' })
    expect(attach({ ...newSegment(), media: [video] }, picture)).toEqual({ bar: 'one_moving' })
    expect(attach(newSegment(), video)).toEqual({ media: [video] })
  })

  test('and a poll exclude each other', () => {
    expect(pollBar({ ...newSegment(), media: [picture] })).toBe('media')
    expect(pollBar(newSegment(), 1)).toBe('media')
    expect(attach({ ...newSegment(), poll: newPoll() }, picture)).toEqual({ bar: 'poll' })
  })

  test('come by paste only where no text comes with them', () => {
    const file = new File(['x'], 'a.png', { type: 'image/png' })
    const from = (text: string) => ({ files: [file] as unknown as FileList, getData: () => text })
    expect(pastedFiles(from(''))).toEqual([file])
    expect(pastedFiles(from('words'))).toEqual([])
  })
})

describe('a poll', () => {
  test('needs two different options of at most 25 characters', () => {
    expect(pollProblems({ options: ['yes', 'no'], minutes: 60 })).toEqual([])
    expect(pollProblems({ options: ['yes', 'yes'], minutes: 60 })).toEqual([{ is: 'same', option: 1 }])
    expect(pollProblems({ options: ['yes', ''], minutes: 60 })).toEqual([{ is: 'empty', option: 1 }])
    expect(pollProblems({ options: ['x'.repeat(27), 'no'], minutes: 60 })).toEqual([{ is: 'long', option: 0, over: 2 }])
  })

  test('stays open between five minutes and seven days', () => {
    expect(minutesOf({ days: 9, hours: 0, minutes: 0 })).toBe(7 * 1440)
    expect(minutesOf({ days: 0, hours: 0, minutes: 1 })).toBe(5)
    expect(minutesOf({ days: 1, hours: 2, minutes: Number.NaN })).toBe(1560)
    expect(durationOf(1565)).toEqual({ days: 1, hours: 2, minutes: 5 })
  })
})

describe('a typed day and time', () => {
  test('may be written as people write them', () => {
    expect(['2026-11-24', '24.11.2026', '24.11.26', '24.11.', '24/11/2026', '31.2.2026', 'soon'].map((one) => typedDate(one, '2026-11-18'))).toEqual([
      '2026-11-24', '2026-11-24', '2026-11-24', '2026-11-24', '2026-11-24', null, null,
    ])
    expect(['9', '930', '9:30', '9.30', '14h', '2:30 pm', '12am', '14 Uhr', '25:00', '9:75'].map(typedTime)).toEqual([
      '09:00', '09:30', '09:30', '09:30', '14:00', '14:30', '00:00', '14:00', null, null,
    ])
  })

  test('may be chosen from a month of whole weeks', () => {
    const weeks = weeksOf('2026-11-18', 'monday')
    expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual(['2026-10-26', '2026-12-06', 6])
    expect(weeksOf('2026-11-18', 'sunday')[0]?.[0]).toBe('2026-11-01')
    expect(monthAway('2026-12-31', 2)).toBe('2027-02-28')
    expect(monthAway('2026-01-15', -1)).toBe('2025-12-15')
    expect(dayByKey('ArrowDown', '2026-11-28')).toBe('2026-12-05')
    expect(dayByKey('Enter', '2026-11-28')).toBeNull()
  })
})

test('the board shows each emoji once, each a single sign', () => {
  const all = EMOJI.flatMap((one) => one.signs)
  expect(new Set(all).size).toBe(all.length)
  const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })
  expect(all.filter((one) => [...signs.segment(one)].length !== 1)).toEqual([])
})
