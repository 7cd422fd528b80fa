// Do range, axis, lanes, lists, keys, selection and forecast hold?
import type { CalendarDay, CalendarEntry } from '@/lib/contract'
import { describe, expect, test } from 'vitest'
import { axisOf, blanks, columnOf, place, pointed, wallReader } from './axis'
import { barOf, busyDays, spread } from './forecast'
import { type Map2D, nudge, walk } from './keys'
import { grown, lanesOf } from './lanes'
import { agendaOf, byDay, cellOf, filtered, windowOf } from './lists'
import { ahead, laidOver } from './overlay'
import { addressOf, rangeOf, readScreen, stepped, weekNumber } from './screen'
import { extended, kept, NOTHING, toggled } from './selection'

let next = 1
function entry(wall: string, change: Partial<CalendarEntry> = {}): CalendarEntry {
  const id = String(next++)
  return {
    id, post: `p${id}`, account: 'news', state: 'scheduled', due: `${wall}:00.000Z`, wall, original_due: null, text: `Post ${id}`, segments: 1, media: 0,
    alt_missing: 0, labels: [], timing: 'chosen', incident: null, reason: null, revision: 1, movable: true, ...change,
  }
}
const day = (date: string, begins: string, minutes = 1440): CalendarDay => ({ date, begins, minutes, forecasts: [], left_out: 0 })

describe('what is looked at', () => {
  test('a month is whole weeks, from the chosen first day of the week', () => {
    expect(rangeOf('month', '2026-11-18', 'monday')).toEqual({ from: '2026-10-26', to: '2026-12-07' })
    expect(rangeOf('month', '2026-11-18', 'sunday')).toEqual({ from: '2026-11-01', to: '2026-12-06' })
  })
  test('stepping from the 31st stays in the next month', () => {
    expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-28')
    expect(stepped('month', '2026-03-31', -1)).toBe('2026-02-28')
    expect(stepped('week', '2026-12-30', 1)).toBe('2027-01-06')
  })
  test('the week number is the one of ISO 8601', () => {
    expect(weekNumber('2026-11-18')).toBe(47)
    expect(weekNumber('2027-01-03')).toBe(53)
    expect(weekNumber('2027-01-04')).toBe(1)
  })
  test('the address carries the whole screen, and nonsense in it is the default', () => {
    const screen = { view: 'month' as const, day: '2026-11-18', without: ['a', 'b'], state: 'held' as const, label: 'court case' }
    expect(readScreen(new URLSearchParams(addressOf(screen).split('?')[1]), 1280)).toEqual(screen)
    expect(readScreen(new URLSearchParams('view=year&day=2026-99-99&state=odd'), 1280)).toEqual({ view: 'week', day: null, without: [], state: 'all', label: null })
  })
  test('a narrow window begins with the agenda', () => {
    expect(readScreen(new URLSearchParams(), 320).view).toBe('agenda')
    expect(readScreen(new URLSearchParams('view=week'), 320).view).toBe('week')
  })
})

describe('the axis', () => {
  const read = wallReader('Europe/Berlin')
  const spring = columnOf(day('2027-03-28', '2027-03-27T23:00:00Z', 1380), read)
  const plain = columnOf(day('2027-03-27', '2027-03-26T23:00:00Z'), read)
  const autumn = columnOf(day('2026-10-25', '2026-10-24T22:00:00Z', 1500), read)

  test('finds where the clocks change', () => {
    expect(plain.jump).toBeNull()
    expect(spring.jump).toEqual({ after: 120, by: 60 })
    expect(autumn.jump).toEqual({ after: 180, by: -60 })
  })
  test('finds a change of half an hour too', () => {
    const lord = columnOf(day('2026-10-04', '2026-10-03T13:30:00Z', 1410), wallReader('Australia/Lord_Howe'))
    expect(lord.jump).toEqual({ after: 120, by: 30 })
  })
  test('a day of 23 hours leaves its skipped hour blank, and its later hours stand beside the others', () => {
    const axis = axisOf([plain, spring])
    expect(axis.minutes).toBe(1440)
    expect(blanks(axis, spring)).toEqual([{ from: 120, length: 60 }])
    expect(blanks(axis, plain)).toEqual([])
    expect(place(axis, spring, '2027-03-28T01:30:00Z', '2027-03-28T03:30')).toBe(210)
  })
  test('a day of 25 hours has a row for each of its two equal hours', () => {
    const before = columnOf(day('2026-10-24', '2026-10-23T22:00:00Z'), read)
    const axis = axisOf([before, autumn])
    expect(axis.minutes).toBe(1500)
    expect(axis.rows.filter((row) => row.time === '02:00').map((row) => row.again)).toEqual([false, true])
    expect(place(axis, autumn, '2026-10-25T00:30:00Z', '2026-10-25T02:30')).toBe(150)
    expect(place(axis, autumn, '2026-10-25T01:30:00Z', '2026-10-25T02:30')).toBe(210)
    expect(place(axis, autumn, '2026-10-25T02:00:00Z', '2026-10-25T03:00')).toBe(240)
    expect(place(axis, before, '2026-10-24T01:00:00Z', '2026-10-24T03:00')).toBe(240)
    expect(blanks(axis, before)).toEqual([{ from: 180, length: 60 }])
  })
  test('pointing into the second of two equal hours gives its instant, the first its wall', () => {
    const axis = axisOf([autumn])
    expect(pointed(axis, autumn, 150, 5)).toEqual({ wall: '2026-10-25T02:30', at: null })
    expect(pointed(axis, autumn, 210, 5)).toEqual({ wall: '2026-10-25T02:30', at: '2026-10-25T01:30:00.000Z' })
    expect(pointed(axis, autumn, 300, 5)).toEqual({ wall: '2026-10-25T04:00', at: null })
  })
  test('pointing into a skipped hour asks for it, so that the engine can say no', () => {
    expect(pointed(axisOf([spring]), spring, 150, 5)).toEqual({ wall: '2027-03-28T02:30', at: null })
  })
  test('snaps to five minutes, or to one', () => {
    const axis = axisOf([plain])
    expect(pointed(axis, plain, 612, 5).wall).toBe('2027-03-27T10:10')
    expect(pointed(axis, plain, 612, 1).wall).toBe('2027-03-27T10:12')
    expect(pointed(axis, plain, -30, 5).wall).toBe('2027-03-27T00:00')
    expect(pointed(axis, plain, 9000, 5).wall).toBe('2027-03-27T23:55')
  })
})

describe('lanes', () => {
  const block = (top: number, height = 20) => ({ top, height, item: `at ${top}` })
  test('those that overlap stand side by side, and the next group begins anew', () => {
    const { laid, rests } = lanesOf([block(0), block(10), block(30)], 3)
    expect(laid.map(({ lane, of }) => [lane, of])).toEqual([[0, 2], [1, 2], [0, 1]])
    expect(rests).toEqual([])
  })
  test('what has no room is counted in the last lane, and nothing gets lost', () => {
    const { laid, rests } = lanesOf(Array.from({ length: 9 }, (_, n) => block(n)), 3)
    expect(laid).toHaveLength(2)
    expect(rests).toEqual([{ top: 2, height: 20, lane: 2, of: 3, items: [2, 3, 4, 5, 6, 7, 8].map((n) => `at ${n}`) }])
  })
  test('a card grows until the next one below it', () => {
    const { laid } = lanesOf([block(0, 20), block(30, 20), block(100, 20)], 3)
    expect(grown(laid, () => 46).map((one) => one.height)).toEqual([30, 46, 46])
  })
})

describe('lists', () => {
  const all = [
    entry('2026-11-18T09:00', { labels: ['court'] }), entry('2026-11-18T10:00', { account: 'city', state: 'held' }), entry('2026-11-19T10:00', { state: 'failed' }),
  ]
  test('filters by account, state and label', () => {
    const by = (change: object) => filtered(all, { without: [], state: 'all', label: null, ...change }).map((one) => one.wall.slice(8, 13))
    expect(by({})).toHaveLength(3)
    expect(by({ without: ['news'] })).toEqual(['18T10'])
    expect(by({ state: 'held' })).toEqual(['18T10'])
    expect(by({ label: 'court' })).toEqual(['18T09'])
  })
  test("a crowded cell keeps one line for '+N more', and all are shown or counted", () => {
    const many = Array.from({ length: 12 }, () => entry('2026-11-18T09:00'))
    const cell = cellOf(many, [], 4)
    expect([cell.entries.length, cell.more]).toEqual([3, 9])
    expect(cellOf(many.slice(0, 4), [], 4).more).toBe(0)
  })
  test('the agenda leaves empty days out, but never today', () => {
    const days = ['2026-11-18', '2026-11-19', '2026-11-20'].map((date) => day(date, `${date}T00:00:00Z`))
    const rows = agendaOf(days, byDay([entry('2026-11-20T09:00')]), '2026-11-18')
    expect(rows.map((row) => row.kind === 'day' ? row.key : row.entry.wall)).toEqual(['2026-11-18', '2026-11-20', '2026-11-20T09:00'])
  })
  test('only the rows that are seen are rendered, and the rest keeps its height', () => {
    expect(windowOf([10, 10, 10, 10, 10], 15, 31)).toEqual({ first: 1, last: 4, before: 10, after: 10 })
    expect(windowOf([], 0, 100)).toEqual({ first: 0, last: 0, before: 0, after: 0 })
  })
})

describe('keys', () => {
  const stops = (...keys: [string, number][]) => keys.map(([key, at]) => ({ key, at }))
  const week: Map2D = { shape: 'columns', days: [{ date: '2026-11-18', stops: stops(['a', 540], ['b', 900]) }, { date: '2026-11-19', stops: stops(['c', 600], ['d', 930]) }, { date: '2026-11-20', stops: [] }] }
  test('up and down walk through a day, left and right to the nearest in time', () => {
    expect(walk(week, { day: '2026-11-18', key: 'a' }, 'ArrowDown').key).toBe('b')
    expect(walk(week, { day: '2026-11-18', key: 'b' }, 'ArrowDown').key).toBe('b')
    expect(walk(week, { day: '2026-11-18', key: 'b' }, 'ArrowRight').key).toBe('d')
    expect(walk(week, { day: '2026-11-19', key: 'd' }, 'ArrowRight')).toEqual({ day: '2026-11-20', key: null })
  })
  test('leaving the last day asks for the next page', () => {
    expect(walk(week, { day: '2026-11-20', key: null }, 'ArrowRight').day).toBe('2026-11-21')
  })
  test('in a month, the last thing of a cell leads to the week below', () => {
    const month: Map2D = { shape: 'cells', days: [{ date: '2026-11-18', stops: stops(['a', 1], ['more', 1440]) }, { date: '2026-11-25', stops: stops(['b', 1]) }] }
    expect(walk(month, { day: '2026-11-18', key: 'a' }, 'ArrowDown').key).toBe('more')
    expect(walk(month, { day: '2026-11-18', key: 'more' }, 'ArrowDown')).toEqual({ day: '2026-11-25', key: 'b' })
    expect(walk(month, { day: '2026-11-25', key: 'b' }, 'ArrowUp')).toEqual({ day: '2026-11-18', key: 'more' })
  })
  test('in a list, empty days are passed over', () => {
    const list: Map2D = { shape: 'list', days: [week.days[0]!, { date: '2026-11-19', stops: [] }, { date: '2026-11-20', stops: stops(['z', 1]) }] }
    expect(walk(list, { day: '2026-11-18', key: 'b' }, 'ArrowDown')).toEqual({ day: '2026-11-20', key: 'z' })
  })
  test('Alt and an arrow move by a day or a quarter of an hour, in a month by a week', () => {
    expect(nudge('columns', 'ArrowDown', false)).toEqual({ days: 0, minutes: 15 })
    expect(nudge('columns', 'ArrowRight', false)).toEqual({ days: 1, minutes: 0 })
    expect(nudge('cells', 'ArrowDown', false)).toEqual({ days: 7, minutes: 0 })
    expect(nudge('cells', 'ArrowDown', true)).toEqual({ days: 0, minutes: 15 })
    expect(nudge('columns', 'x', false)).toBeNull()
  })
})

describe('selection', () => {
  test('extends from where it began, in the order of the calendar', () => {
    const one = toggled(NOTHING, 'b')
    expect([...extended(one, ['a', 'b', 'c', 'd'], 'd').ids]).toEqual(['b', 'c', 'd'])
    expect([...extended(one, ['a', 'b', 'c', 'd'], 'a').ids].sort()).toEqual(['a', 'b'])
    expect(toggled(one, 'b').ids.size).toBe(0)
  })
  test('forgets what is gone', () => {
    expect([...kept(toggled(toggled(NOTHING, 'a'), 'b'), new Set(['a'])).ids]).toEqual(['a'])
  })
})

describe('forecast', () => {
  const forecast = (planned: number, normal: number | null, above: boolean, account = 'news') => ({ account, planned, normal, above })
  test('a day above an account’s normal wins the bar', () => {
    const bar = barOf({ ...day('2026-11-21', ''), forecasts: [forecast(3, 3, false), forecast(9, 4, true, 'sport')] })
    expect(bar?.above).toBe(true)
    expect(bar?.worst.account).toBe('sport')
    expect(barOf(day('2026-11-21', ''))).toBeNull()
  })
  test('only days to come look busy', () => {
    const days = ['2026-11-17', '2026-11-21'].map((date) => ({ ...day(date, ''), forecasts: [forecast(9, 4, true)] }))
    expect(busyDays(days, '2026-11-18', []).map((one) => one.day)).toEqual(['2026-11-21'])
    expect(busyDays(days, '2026-11-18', ['news'])).toEqual([])
  })
  test('spreading evens three days out, keeps the time of day, and leaves pinned ones', () => {
    const all = [10, 11, 12, 13, 14, 15, 16, 17, 18].map((hour) => entry(`2026-11-21T${hour}:00`, hour === 11 ? { timing: 'pinned' } : {}))
    const steps = spread(all, '2026-11-21', 'news')
    expect(steps).toHaveLength(6)
    expect(steps.every((step) => step.wall.slice(10) === step.entry.wall.slice(10))).toBe(true)
    expect(steps.some((step) => step.entry.timing === 'pinned')).toBe(false)
    expect(steps.filter((step) => step.wall.startsWith('2026-11-22'))).toHaveLength(3)
  })
  test('days that are as full take nothing', () => {
    const all = ['21', '22', '23'].flatMap((date) => [10, 12].map((hour) => entry(`2026-11-${date}T${hour}:00`)))
    expect(spread(all, '2026-11-21', 'news')).toEqual([])
  })
})

describe('what is on its way', () => {
  const one = entry('2026-11-18T09:00')
  test('a move shows over the last answer and keeps the order', () => {
    const other = entry('2026-11-18T10:00')
    const shown = laidOver([one, other], new Map([[one.id, { wall: '2026-11-18T11:00', due: '2026-11-18T11:00:00.000Z', revision: null }]]))
    expect(shown.map((each) => each.wall)).toEqual(['2026-11-18T10:00', '2026-11-18T11:00'])
  })
  test('it goes when an answer has caught up, and not before', () => {
    const overlay = new Map([[one.id, { wall: '2026-11-18T11:00', due: '', revision: 2 }]])
    expect(ahead([one], overlay).size).toBe(1)
    expect(ahead([{ ...one, revision: 2 }], overlay).size).toBe(0)
    expect(ahead([one], new Map([[one.id, { wall: null, due: '', revision: null }]])).size).toBe(1)
  })
})
