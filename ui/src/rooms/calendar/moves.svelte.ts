// How does the owner change the plan from the calendar? Every change shows at once, goes to the engine in
// order, and is taken back where the engine refuses, with its reason beside it.
import type { ApiError, CalendarEntry, DraftView, FindingView, When } from '@/lib/contract'
import { addDays, minuteOf, msWall, wallMs } from '@/lib/zones'
import { act, ask, undo } from '@/state/act'
import { say } from '@/state/announcer.svelte'
import { go } from '@/state/router.svelte'
import { dismiss, toast } from '@/state/toasts.svelte'
import { fmt, presentation, shellWords } from '@/words'
import type { Desk } from './desk.svelte'
import { atWall, deltaOf, doubtsAt, type Landing } from './drop'
import type { Step } from './forecast'
import type { Pending } from './overlay'
import { words } from './words'

/** What is said beside the place where something was dropped. */
export interface Note {
  tone: 'problem' | 'held' | 'finding'
  lines: string[]
  choices: { label: string; run: () => void }[]
  /** Beside this delivery, or at this point of the window. */
  at: { key: string } | { x: number; y: number }
}

export type Place = Note['at']

/** What is known about a change that was refused. */
interface Refusal {
  /** The wall that was asked for. */
  wall?: string | null
  /** Asks for another wall instead. */
  again?: (time: string, zone: string) => void
  draft?: DraftView
}

export class Moves {
  note = $state.raw<Note | null>(null)
  #line: Promise<void> = Promise.resolve()
  #revisions = new Map<string, number>()
  #toast = 0

  constructor(readonly desk: Desk) {}

  /** Moves one or several by what one of them was dropped on. */
  drop(entry: CalendarEntry, all: CalendarEntry[], landing: Landing, at: Place): Promise<boolean> {
    if (landing.kind === 'tray') return this.toDrafts(all)
    if (all.length > 1) {
      const { days, minutes } = deltaOf(entry.wall, landing.wall)
      return this.shift(all, days, minutes, at)
    }
    return this.move(entry, landing.when, landing.wall, at)
  }

  /** Moves one; `wall` is where it is shown meanwhile, `null` where the engine chooses. */
  move(entry: CalendarEntry, when: When, wall: string | null, at: Place): Promise<boolean> {
    const doubts = wall === null ? [] : doubtsAt(wall, [entry.account], this.#view())
    const past = doubts.some((doubt) => doubt.kind === 'past')
    if (wall !== null && !past) this.#show([{ entry, wall }])
    return this.#inLine(async () => {
      const asked = await ask('post_move_many', { moves: [{ id: entry.id, revision: this.#revision(entry), when }] })
      if (!asked.ok) return this.#refused([entry.id], asked.error, at, { wall, again: (time, zone) => void this.move(entry, atWall(time, zone), time, at) })
      this.#took(asked.view.deliveries)
      const due = asked.view.deliveries[0]?.due
      this.#done(wall === null ? words().movedNext(due ? fmt().instant(due) : null) : words().moved(fmt().dateTime(wall)))
      this.#tellDoubts(wall, [entry.account], asked.view.findings, at, entry)
      return true
    })
  }

  /** Moves several to their own places, or none. */
  moveMany(steps: Step[], done: string): Promise<boolean> {
    this.#show(steps.map((step) => ({ entry: step.entry, wall: step.wall })))
    const ids = steps.map((step) => step.entry.id)
    return this.#inLine(async () => {
      const zone = this.desk.picture?.data.zone ?? 'UTC'
      const moves = steps.map((step) => ({ id: step.entry.id, revision: this.#revision(step.entry), when: atWall(step.wall, zone) }))
      const asked = await ask('post_move_many', { moves })
      if (!asked.ok) return this.#refused(ids, asked.error, { key: ids[0] ?? '' })
      this.#took(asked.view.deliveries)
      this.#done(done)
      return true
    })
  }

  shift(all: CalendarEntry[], days: number, minutes: number, at: Place): Promise<boolean> {
    if (all.length === 0 || (days === 0 && minutes === 0)) return Promise.resolve(false)
    const moved = all.map((entry) => ({ entry, wall: msWall(wallMs(entry.wall) + days * 86_400_000 + minutes * 60_000) }))
    const { now_wall } = this.#view()
    if (moved.every((one) => one.wall > now_wall)) this.#show(moved)
    return this.#inLine(async () => {
      const ids = all.map((entry) => ({ id: entry.id, revision: this.#revision(entry) }))
      const asked = await ask('post_shift', { ids, days, minutes })
      if (!asked.ok) return this.#refused(ids.map((one) => one.id), asked.error, at)
      this.#took(asked.view.deliveries)
      this.#done(words().shifted(all.length))
      this.#tellDoubts(null, [], asked.view.findings, at, all[0] ?? null)
      return true
    })
  }

  /** By the keyboard: days keep the wall time, minutes go on from where it stands. */
  nudge(entry: CalendarEntry, days: number, minutes: number): Promise<boolean> {
    const all = this.desk.carriedWith(entry)
    if (all.length > 1) return this.shift(all, days, minutes, { key: entry.id })
    const zone = this.desk.picture?.data.zone ?? 'UTC'
    const wall = days === 0 ? msWall(wallMs(entry.wall) + minutes * 60_000) : `${addDays(entry.wall.slice(0, 10), days)}${entry.wall.slice(10)}`
    return this.move(entry, atWall(wall, zone), wall, { key: entry.id })
  }

  async toDrafts(all: CalendarEntry[]): Promise<boolean> {
    this.#hide(all)
    return this.#inLine(async () => {
      const [first] = all
      const single = all.length === 1 && first
      const asked = single
        ? await ask('post_move', { id: first.id, revision: this.#revision(first), when: 'draft' })
        : await ask('post_move_many', { moves: all.map((entry) => ({ id: entry.id, revision: this.#revision(entry), when: 'draft' as const })) })
      if (!asked.ok) return this.#refused(all.map((entry) => entry.id), asked.error, { key: first?.id ?? '' })
      this.#took('deliveries' in asked.view ? asked.view.deliveries : [asked.view])
      this.#done(words().drafted)
      return true
    })
  }

  async cancel(all: CalendarEntry[]): Promise<boolean> {
    this.#hide(all)
    return this.#inLine(async () => {
      const asked = await ask('post_cancel_many', { ids: all.map((entry) => ({ id: entry.id, revision: this.#revision(entry) })) })
      if (!asked.ok) return this.#refused(all.map((entry) => entry.id), asked.error, { key: all[0]?.id ?? '' })
      this.#took(asked.view.deliveries)
      this.#done(words().cancelled(all.length))
      return true
    })
  }

  /** Plans a draft for the time that it was dropped on. */
  plan(draft: DraftView, landing: Landing, at: Place): Promise<boolean> {
    if (landing.kind === 'tray') return Promise.resolve(false)
    return this.#inLine(async () => {
      const again = (time: string, zone: string) => void this.plan(draft, { kind: 'time', when: atWall(time, zone), wall: time }, at)
      const asked = draft.kind === 'delivery'
        ? await ask('post_move_many', { moves: [{ id: draft.id, revision: draft.revision, when: landing.when }] })
        : await this.#add(draft, landing.when)
      if (!asked.ok) return this.#refused([], asked.error, at, { again, draft, wall: landing.wall })
      this.#done(words().planned(fmt().dateTime(landing.wall)))
      this.#tellDoubts(landing.wall, draft.accounts, asked.view.findings, at, null)
      return true
    })
  }

  async #add(draft: DraftView, when: When) {
    const shown = await ask('composition_show', { id: draft.id })
    if (!shown.ok) return shown
    const { accounts, segments, labels, pin } = shown.view.content
    return ask('post_add', {
      accounts, labels, when, composition: draft.id, ...(pin ? { pin: 'pinned' as const } : {}),
      segments: segments.map(({ text, media, poll, reply_settings }) => ({ text, poll, reply_settings, media: media.map(({ sha256, alt }) => ({ sha256, alt })) })),
    })
  }

  retry(entry: CalendarEntry): Promise<unknown> {
    return this.#inLine(async () => (await act('post_retry', { id: entry.id, revision: this.#revision(entry) }, { done: words().retried })).ok)
  }

  confirm(entry: CalendarEntry, there: boolean): Promise<unknown> {
    const seen = there ? { there: {} } : ('not_there' as const)
    return this.#inLine(async () => (await act('post_confirm', { id: entry.id, revision: this.#revision(entry), seen }, { done: words().confirmed })).ok)
  }

  /** Says why something can't be moved at all. */
  fixed(at: Place): void {
    this.#tell({ tone: 'problem', lines: [words().notMovable], choices: [], at })
  }

  close(): void {
    this.note = null
  }

  #view() {
    const data = this.desk.picture?.data
    return { now_wall: this.desk.now, limits: data?.limits ?? [] }
  }

  #revision(entry: CalendarEntry): number {
    return Math.max(entry.revision, this.#revisions.get(entry.id) ?? 0)
  }

  /** One change after the other, so that each carries the revision that the last one left. */
  #inLine(task: () => Promise<boolean>): Promise<boolean> {
    this.note = null
    const mine = this.#line.then(task)
    this.#line = mine.then(() => undefined, () => undefined)
    return mine
  }

  #put(pending: [string, Pending][]): void {
    this.desk.overlay = new Map([...this.desk.overlay, ...pending])
  }

  #show(moved: { entry: CalendarEntry; wall: string }[]): void {
    this.#put(moved.map(({ entry, wall }) => [entry.id, { wall, due: this.#instant(wall), revision: null }]))
  }

  #hide(all: CalendarEntry[]): void {
    this.#put(all.map((entry) => [entry.id, { wall: null, due: entry.due, revision: null }]))
  }

  /** About when a wall is; only to draw it until the engine has said. */
  #instant(wall: string): string {
    const column = this.desk.picture?.columns.find((one) => one.day.date === wall.slice(0, 10))
    if (!column) return `${wall}:00Z`
    const minute = minuteOf(wall)
    const changed = column.jump && minute >= column.jump.after
    return new Date(column.begins + (minute - (changed ? (column.jump?.by ?? 0) : 0)) * 60_000).toISOString()
  }

  #took(deliveries: readonly { id: string; revision: number; due: string | null }[]): void {
    const overlay = new Map(this.desk.overlay)
    for (const { id, revision } of deliveries) {
      this.#revisions.set(id, revision)
      const pending = overlay.get(id)
      if (pending) overlay.set(id, { ...pending, revision })
    }
    this.desk.overlay = overlay
    this.desk.calendar.reload()
  }

  /** Takes back what was shown and says why. Answers `false`, for the caller to pass on. */
  #refused(ids: string[], error: ApiError, at: Place, { again, draft, wall }: Refusal = {}): false {
    const overlay = new Map(this.desk.overlay)
    for (const id of ids) overlay.delete(id)
    this.desk.overlay = overlay
    const told = presentation(error)
    const choices: Note['choices'] = []
    const { zone, before, after } = error.params
    if (error.code === 'time_in_gap' && again && zone) {
      for (const time of [before, after]) if (time) choices.push({ label: words().useInstead(time.slice(11, 16)), run: () => again(time.replace(' ', 'T'), zone) })
    }
    if (draft && error.code !== 'time_in_gap' && error.code !== 'time_past') choices.push({ label: words().openDraft, run: () => go(draftRoute(draft)) })
    const cause = error.code === 'time_past' && wall ? words().pastLong(fmt().dateTime(wall)) : told.cause
    const lines = [cause, told.consequence || (ids.length > 0 ? words().stays : ''), told.next].filter(Boolean)
    this.#tell({ tone: 'problem', lines, choices, at })
    return false
  }

  /** What is worth knowing about a time that was taken all the same. */
  #tellDoubts(wall: string | null, accounts: string[], findings: readonly FindingView[], at: Place, entry: CalendarEntry | null): void {
    const doubts = wall === null ? [] : doubtsAt(wall, accounts, this.#view())
    const lines = doubts.flatMap((doubt) =>
      doubt.kind === 'held' ? [words().heldLong(doubt.account, doubt.reason)] : doubt.kind === 'capped' ? [words().cappedLong(doubt.account, doubt.cap)] : [])
    const choices = findings.flatMap(({ free, delivery }) =>
      free && entry && delivery === entry.id ? [{ label: words().useInstead(fmt().instant(free)), run: () => void this.move(entry, { at: free }, null, at) }] : [])
    lines.push(...findings.map((finding) => finding.message))
    if (lines.length > 0) this.#tell({ tone: doubts.some((doubt) => doubt.kind === 'held') ? 'held' : 'finding', lines, choices: choices.slice(0, 2), at })
  }

  #tell(note: Note): void {
    this.note = note
    say(note.lines.join(' '))
  }

  #done(text: string): void {
    dismiss(this.#toast)
    this.#toast = toast(text, { action: { label: shellWords().undo, run: () => void undo() } })
  }
}

/** Where a draft is written on. */
export function draftRoute(draft: Pick<DraftView, 'kind' | 'id'>): string {
  return draft.kind === 'delivery' ? `composer/delivery/${draft.id}` : `composer/composition/${draft.id}`
}
