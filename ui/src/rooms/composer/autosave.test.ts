import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ApiError, Composition, ErrorCode } from '@/lib/contract'
import { type Answer, Autosave, type SaveState } from './autosave'
import { keepIn, leftBehind } from './keep'
import { newSegment, newWriting, toComposition } from './writing'

const says = (text: string): Composition => toComposition({ ...newWriting(), segments: [newSegment(text)] })
const error = (code: ErrorCode): ApiError => ({ code, params: {}, retry: 'later', detail: '', trace: null })
const textOf = (content: Composition | undefined) => content?.segments[0]?.text

function desk(answers: (Answer | Promise<Answer>)[] = []) {
  const asked: { id: string | null; revision: number | null; content: Composition }[] = []
  const shown: SaveState[] = []
  const told = { named: [] as string[], parted: 0, discarded: [] as string[] }
  let revision = 0
  const save = new Autosave({
    save: async (ask) => {
      asked.push(ask)
      revision += 1
      return (await answers.shift()) ?? { ok: true, view: { id: ask.id ?? `c${revision}`, revision, saved_at: '2026-11-18T13:03:00Z' } }
    },
    discard: (id) => void told.discarded.push(id),
    show: (state) => void shown.push(state),
    named: (id) => void told.named.push(id),
    parted: () => void (told.parted += 1),
    keep: keepIn(localStorage, '/srv/lena', 'e1'),
    now: () => Date.now(),
  })
  return { save, asked, shown, told }
}

const left = () => leftBehind(localStorage, '/srv/lena').map((one) => textOf(one.kept.content))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
})

describe('what is typed', () => {
  test('is saved once, a moment after the last key', async () => {
    const { save, asked, shown } = desk()
    for (const text of ['H', 'He', 'Hello']) save.change(says(text))
    await vi.advanceTimersByTimeAsync(399)
    expect(asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(asked.map((one) => textOf(one.content))).toEqual(['Hello'])
    expect(shown.map((one) => one.is)).toEqual(['waiting', 'waiting', 'waiting', 'saving', 'saved'])
  })

  test('is saved in between when somebody types without a pause', async () => {
    const { save, asked } = desk()
    for (let key = 0; key < 40; key += 1) {
      save.change(says('x'.repeat(key + 1)))
      await vi.advanceTimersByTimeAsync(200)
    }
    expect(asked.length).toBeGreaterThanOrEqual(2)
  })

  test('is saved at once where the room is left', async () => {
    const { save, asked } = desk()
    save.change(says('Hello'))
    await save.flush()
    expect(asked).toHaveLength(1)
    expect(save.pending).toBe(false)
  })

  test('continues the same composition with the revision it saw', async () => {
    const { save, asked, told } = desk()
    save.change(says('one'))
    await save.flush()
    save.change(says('two'))
    await save.flush()
    expect(asked.map(({ id, revision }) => [id, revision])).toEqual([[null, null], ['c1', 1]])
    expect(told.named).toEqual(['c1'])
  })

  test('is saved again when a key is pressed while a save is on its way', async () => {
    let answer: (value: Answer) => void = () => undefined
    const { save, asked } = desk([new Promise<Answer>((done) => (answer = done))])
    save.change(says('one'))
    await vi.advanceTimersByTimeAsync(400)
    save.change(says('two'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toHaveLength(1)
    answer({ ok: true, view: { id: 'c1', revision: 1, saved_at: '' } })
    await vi.advanceTimersByTimeAsync(400)
    expect(asked.map((one) => textOf(one.content))).toEqual(['one', 'two'])
    expect(asked[1]?.id).toBe('c1')
  })

  test('lies in the page’s own storage until the engine has it', async () => {
    const { save } = desk()
    save.change(says('Hello'))
    expect(left()).toEqual(['Hello'])
    await save.flush()
    expect(left()).toEqual([])
  })
})

describe('a door that does not answer', () => {
  test('is asked again after growing waits, with the newest words, until it takes them', async () => {
    const failing: Answer = { ok: false, error: error('store_busy') }
    const { save, asked, shown } = desk([failing, failing, failing])
    save.change(says('one'))
    await vi.advanceTimersByTimeAsync(400)
    expect(shown.at(-1)?.is).toBe('failing')
    save.change(says('two'))
    expect(left()).toEqual(['two'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toHaveLength(3)
    expect(shown.at(-1)).toMatchObject({ is: 'failing', again: Date.now() + 5_000 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(textOf(asked.at(-1)?.content)).toBe('two')
    expect(shown.at(-1)?.is).toBe('saved')
    expect(left()).toEqual([])
  })

  test('is asked again even while somebody types on', async () => {
    const failing: Answer = { ok: false, error: error('store_busy') }
    const { save, asked } = desk([failing, failing])
    save.change(says('x'))
    await vi.advanceTimersByTimeAsync(400)
    for (let key = 0; key < 40; key += 1) {
      save.change(says('x'.repeat(key + 2)))
      await vi.advanceTimersByTimeAsync(200)
    }
    await vi.advanceTimersByTimeAsync(400)
    expect(asked.length).toBeGreaterThanOrEqual(3)
    expect(left()).toEqual([])
  })

  test('leaves the words where the next start finds them', async () => {
    const { save } = desk([{ ok: false, error: error('store_full') }])
    save.change(says('Hello'))
    await save.flush()
    expect(left()).toEqual(['Hello'])
    expect(leftBehind(localStorage, '/srv/lena', ['e1'])).toEqual([])
    expect(leftBehind(localStorage, '/srv/someone-else')).toEqual([])
  })
})

describe('two windows', () => {
  test('keep both texts when they wrote at the same composition', async () => {
    const taken: Answer = { ok: true, view: { id: 'c7', revision: 1, saved_at: '' } }
    const { save, asked, told } = desk([taken, { ok: false, error: error('conflict') }])
    save.change(says('one'))
    await save.flush()
    save.change(says('mine'))
    await save.flush()
    expect(asked.map(({ id, content }) => [id, textOf(content)])).toEqual([[null, 'one'], ['c7', 'mine'], [null, 'mine']])
    expect(told.parted).toBe(1)
    expect(save.id).not.toBe('c7')
  })

  test('do not lose a text whose composition was thrown away elsewhere', async () => {
    const taken: Answer = { ok: true, view: { id: 'c7', revision: 1, saved_at: '' } }
    const { save, told } = desk([taken, { ok: false, error: error('no_composition') }])
    save.change(says('one'))
    await save.flush()
    save.change(says('still here'))
    await save.flush()
    expect(save.pending).toBe(false)
    expect(told.parted).toBe(0)
  })
})

describe('a scheduled post', () => {
  test('leaves no draft behind, even if a save was still on its way', async () => {
    let answer: (value: Answer) => void = () => undefined
    const { save, told } = desk([new Promise<Answer>((done) => (answer = done))])
    save.change(says('one'))
    await vi.advanceTimersByTimeAsync(400)
    save.forget()
    answer({ ok: true, view: { id: 'c9', revision: 1, saved_at: '' } })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(told.discarded).toEqual(['c9'])
    expect(left()).toEqual([])
  })
})
