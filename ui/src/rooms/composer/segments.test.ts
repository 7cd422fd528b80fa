import { describe, expect, test } from 'vitest'
import { add, join, joinBar, move, onEmptyLine, putBack, remove, split } from './segments'
import { newSegment, type WritingSegment } from './writing'

const texts = (segments: WritingSegment[]) => segments.map((one) => one.text)
const picture = { sha256: 'a'.repeat(64), alt: '', name: 'a.png', mime: 'image/png', kind: 'image' as const }

describe('a thread', () => {
  test('gets an empty segment after the one in hand, with the caret in it', () => {
    const [one, two] = [newSegment('one'), newSegment('two')]
    const changed = add([one, two], one.key)
    expect(texts(changed.segments)).toEqual(['one', '', 'two'])
    expect(changed.focus).toEqual({ key: changed.segments[1]?.key, caret: 0 })
  })

  test('is split at the caret, without blanks at the cut', () => {
    const one = newSegment('It began well.\n\nThen it rained.')
    const changed = split([one], one.key, 15)
    expect(texts(changed.segments)).toEqual(['It began well.', 'Then it rained.'])
    expect(changed.focus.key).toBe(changed.segments[1]?.key)
  })

  test('keeps the media and the poll with the first part of a split', () => {
    const one = { ...newSegment('a b'), media: [picture] }
    const [first, second] = split([one], one.key, 2).segments
    expect(first?.media).toHaveLength(1)
    expect(second?.media).toHaveLength(0)
    expect(first?.key).toBe(one.key)
  })

  test('is never split within a sign made of several', () => {
    const family = '👩‍👩‍👧'
    const one = newSegment(`${family}!`)
    expect(texts(split([one], one.key, 3).segments)).toEqual([family, '!'])
  })

  test('is joined with the caret at the seam', () => {
    const [one, two] = [newSegment('one'), newSegment('two')]
    const changed = join([one, two], two.key)
    expect(texts(changed?.segments ?? [])).toEqual(['one\ntwo'])
    expect(changed?.focus).toEqual({ key: one.key, caret: 4 })
  })

  test('is not joined where X would refuse the media of both', () => {
    const one = { ...newSegment('one'), media: [picture, picture, picture] }
    const two = { ...newSegment('two'), media: [picture, picture] }
    expect(joinBar([one, two], two.key)).toBe('media')
    expect(join([one, two], two.key)).toBeNull()
    const poll = { ...newSegment('p'), poll: { options: ['a', 'b'], minutes: 60 } }
    expect(joinBar([one, poll], poll.key)).toBe('poll')
    expect(joinBar([one], one.key)).toBe('first')
  })

  test('is reordered, and who may reply stays with the head', () => {
    const [one, two, three] = [{ ...newSegment('one'), reply_settings: 'following' }, newSegment('two'), newSegment('three')]
    const moved = move([one, two, three], three.key, 0)
    expect(texts(moved)).toEqual(['three', 'one', 'two'])
    expect(moved.map((each) => each.reply_settings)).toEqual(['following', null, null])
  })

  test('loses a segment and gets it back in its place', () => {
    const [one, two, three] = [newSegment('one'), newSegment('two'), newSegment('three')]
    const changed = remove([one, two, three], two.key)
    expect(texts(changed.segments)).toEqual(['one', 'three'])
    expect(changed.focus).toEqual({ key: one.key, caret: 3 })
    expect(texts(putBack(changed.segments, two, 1))).toEqual(['one', 'two', 'three'])
  })

  test('always has one segment, and the only one comes back alone', () => {
    const one = newSegment('one')
    const changed = remove([one], one.key)
    expect(texts(changed.segments)).toEqual([''])
    expect(texts(putBack(changed.segments, one, 0))).toEqual(['one'])
  })

  test('is split by the keyboard only on an empty line', () => {
    expect(onEmptyLine('one\n', 4)).toBe(true)
    expect(onEmptyLine('one\n\ntwo', 4)).toBe(true)
    expect(onEmptyLine('one', 3)).toBe(false)
    expect(onEmptyLine('one\ntwo', 4)).toBe(false)
    expect(onEmptyLine('', 0)).toBe(false)
  })
})
