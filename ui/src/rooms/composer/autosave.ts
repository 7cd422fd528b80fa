// When is what was typed told to the engine, and what if it doesn't answer? A machine without a screen:
// changes go in, saves come out a moment after the last one, again and again until one is taken, also
// after its composer has closed.
import type { ApiError, Composition, CompositionSaved } from '@/lib/contract'
import type { Keep } from './keep'

export type SaveState =
  /** Nothing there that isn't kept. */
  | { is: 'clean' }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'saved'; at: string }
  /** Not taken: `again` is when it is tried anew, in milliseconds of the page's clock. */
  | { is: 'failing'; error: ApiError; again: number }

export type Answer = { ok: true; view: CompositionSaved } | { ok: false; error: ApiError }

export interface AutosaveOptions {
  save(ask: { id: string | null; revision: number | null; content: Composition }): Promise<Answer>
  discard(id: string): void
  /** The mark on the screen. */
  show(state: SaveState): void
  /** The engine gave it an id. */
  named(id: string): void
  /** Another window changed the same one: this text is now a composition of its own. */
  parted(): void
  keep: Keep
  /** Milliseconds after the last change. */
  delay?: number
  now?: () => number
}

/** Milliseconds after which typing without a pause is saved in between. */
const LONGEST = 3_000

/** Seconds until the next try. */
const BACKOFF = [1, 2, 5, 10, 30]

export class Autosave {
  id: string | null
  private revision: number | null
  private newest: Composition | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  /** When the oldest change that is not saved was made. */
  private since: number | null = null
  private over = false
  private readonly now: () => number

  constructor(
    private readonly options: AutosaveOptions,
    start: { id: string | null; revision: number | null } = { id: null, revision: null },
  ) {
    this.id = start.id
    this.revision = start.revision
    this.now = options.now ?? Date.now
  }

  /** Whether something is there that the engine has not taken yet. */
  get pending(): boolean {
    return this.newest !== null || this.running !== null
  }

  /** Something was typed. It lies in the page's storage before this returns. */
  change(content: Composition): void {
    if (this.over) return
    this.newest = content
    this.since ??= this.now()
    this.keepNewest()
    // While the door refuses, typing on must not put the next try off again and again.
    if (this.running || (this.failures > 0 && this.timer !== undefined)) return
    if (this.failures === 0) this.options.show({ is: 'waiting' })
    this.plan(this.wait())
  }

  /** Saves now. Resolves when everything is taken, or one try has failed. */
  async flush(): Promise<void> {
    this.unplan()
    if (this.running) await this.running
    if (this.newest && !this.over) await this.run()
  }

  /** The engine took the composition with an edit; what is typed from here on is a new one. */
  released(): void {
    this.id = null
    this.revision = null
    this.newest = null
    this.since = null
    this.unplan()
    this.options.keep.drop()
  }

  /** The post took the words with it, or they were thrown away: nothing is saved from here on. */
  forget(): void {
    this.over = true
    this.newest = null
    this.since = null
    this.unplan()
    this.options.keep.drop()
  }

  private plan(milliseconds: number): void {
    this.unplan()
    this.timer = setTimeout(() => void this.flush(), milliseconds)
  }

  private unplan(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** A moment after the last key, but not forever while somebody types without a pause. */
  private wait(): number {
    if (this.failures === 0) return Math.max(0, Math.min(this.options.delay ?? 400, (this.since ?? this.now()) + LONGEST - this.now()))
    return (BACKOFF[Math.min(this.failures, BACKOFF.length) - 1] ?? 30) * 1000
  }

  private keepNewest(): void {
    if (!this.newest) return
    this.options.keep.put({ id: this.id, revision: this.revision, content: this.newest, at: new Date(this.now()).toISOString() })
  }

  private run(): Promise<void> {
    this.running = this.once().finally(() => {
      this.running = null
      if (this.over || !this.newest) return
      this.plan(this.wait())
    })
    return this.running
  }

  private async once(): Promise<void> {
    const content = this.newest
    if (!content) return
    this.newest = null
    this.since = null
    if (this.failures === 0) this.options.show({ is: 'saving' })
    const answer = await this.options.save({ id: this.id, revision: this.revision, content })
    if (answer.ok) this.taken(answer.view)
    else if (this.id !== null && (answer.error.code === 'conflict' || answer.error.code === 'no_composition')) await this.part(content, answer.error)
    else this.refused(content, answer.error)
  }

  /** Another hand changed or threw away what this continues: both are kept, this one under a new id. */
  private async part(content: Composition, error: ApiError): Promise<void> {
    this.id = null
    this.revision = null
    const answer = await this.options.save({ id: null, revision: null, content })
    if (!answer.ok) return this.refused(content, answer.error)
    if (error.code === 'conflict') this.options.parted()
    this.taken(answer.view)
  }

  private taken(view: CompositionSaved): void {
    this.failures = 0
    if (this.over) {
      // It was scheduled or thrown away while this save was on its way.
      this.options.discard(view.id)
      return
    }
    const named = this.id !== view.id
    this.id = view.id
    this.revision = view.revision
    if (named) this.options.named(view.id)
    if (this.newest) {
      this.keepNewest()
      this.options.show({ is: 'waiting' })
    } else {
      this.options.keep.drop()
      this.options.show({ is: 'saved', at: view.saved_at })
    }
  }

  private refused(content: Composition, error: ApiError): void {
    this.failures += 1
    if (this.over) return
    this.newest ??= content
    this.keepNewest()
    this.options.show({ is: 'failing', error, again: this.now() + this.wait() })
  }
}
