// What is one sitting at the composer? The words as they stand, what the engine says about them, whether
// they are kept, and what happens to them in the end.
import type { ApiError, DeliveryDetail, PostCheck } from '@/lib/contract'
import { ask } from '@/state/act'
import { Autosave, type SaveState } from './autosave'
import { Checker } from './checker'
import { keepIn, pageStorage } from './keep'
import { checkAsk } from './sending'
import { isEmpty, same, toComposition, type Writing, type WritingSegment } from './writing'
import type { Changed } from './segments'

export interface Start {
  writing: Writing
  /** The delivery that is edited, as it was opened; `null` for a new post. */
  delivery: DeliveryDetail | null
  before: Writing | null
  /** The composition that this goes on with. */
  composition: { id: string; revision: number; saved_at: string } | null
  /** Whether it was begun here, and not brought from another room. */
  fresh: boolean
}

export interface SessionEars {
  named(id: string): void
  parted(): void
}

export interface PendingFile { id: number; key: string; name: string }

/** Composers that are open in this page; what others left behind is taken up at the next opening. */
const open = new Set<string>()
let entries = 0
export const openEntries = (): string[] => [...open]

export class Session {
  writing = $state.raw() as Writing
  saved = $state.raw<SaveState>({ is: 'clean' })
  /** The engine's newest word, and the texts that it is about. */
  check = $state.raw<PostCheck | null>(null)
  private checkedTexts = $state.raw<string[]>([])
  checkError = $state.raw<ApiError | null>(null)
  pending = $state.raw<PendingFile[]>([])
  /** What was wrong with a file or a poll, by segment. */
  trouble = $state.raw<Record<string, string>>({})
  /** Why the last attempt to add was refused. */
  failed = $state.raw<{ error: ApiError; how: 'add' | 'edit' | 'half' } | null>(null)
  busy = $state(false)
  /** Where the caret is to stand; `turn` tells two wishes for the same place apart. */
  focus = $state.raw<{ key: string; caret: number; turn: number } | null>(null)
  /** The segment in hand. */
  current = $state<string | null>(null)

  before: Writing | null
  delivery: DeliveryDetail | null
  readonly fresh: boolean
  readonly autosave: Autosave
  private readonly entry: string
  private readonly checker: Checker<Writing>
  private composing = false

  constructor(start: Start, ears: SessionEars) {
    this.writing = start.writing
    this.before = start.before
    this.delivery = start.delivery
    this.fresh = start.fresh
    entries += 1
    this.entry = `${Date.now().toString(36)}-${entries}`
    open.add(this.entry)
    if (start.composition) this.saved = { is: 'saved', at: start.composition.saved_at }
    this.autosave = new Autosave(
      {
        save: (request) => ask('composition_save', request),
        discard: (id) => void ask('composition_discard', { id }),
        show: (state) => (this.saved = state),
        named: ears.named,
        parted: ears.parted,
        keep: keepIn(pageStorage(), folder(), this.entry),
      },
      start.composition ?? { id: null, revision: null },
    )
    this.checker = new Checker({
      check: (writing) => ask('post_check', checkAsk(writing)),
      show: ({ ask: writing, check }) => {
        this.checkedTexts = writing.segments.map((one) => one.text)
        this.check = check
        this.checkError = null
      },
      failed: (error) => (this.checkError = error),
    })
    void this.checker.now(this.writing)
  }

  /** What the engine said of this segment, if it is still about these words. */
  checkOf(at: number): PostCheck['segments'][number] | null {
    return this.check?.segments[at] ?? null
  }

  /** Whether the engine's ranges belong to the text as it stands. */
  isCurrent(at: number): boolean {
    return this.checkedTexts[at] === this.writing.segments[at]?.text
  }

  /** Whether something would be missed if this were gone. */
  get worthKeeping(): boolean {
    return this.before ? !same(this.writing, this.before) : !isEmpty(this.writing)
  }

  edit(fields: Partial<Writing>): void {
    this.writing = { ...this.writing, ...fields }
    this.failed = null
    this.touched()
  }

  segments(segments: WritingSegment[]): void {
    this.edit({ segments })
  }

  /** Takes a change of the thread and puts the caret where it belongs. */
  take({ segments, focus }: Changed): void {
    this.segments(segments)
    this.goTo(focus.key, focus.caret)
  }

  goTo(key: string, caret: number): void {
    this.focus = { key, caret, turn: (this.focus?.turn ?? 0) + 1 }
  }

  say(key: string, trouble: string | null): void {
    const { [key]: _, ...rest } = this.trouble
    this.trouble = trouble === null ? rest : { ...rest, [key]: trouble }
  }

  /** A sign is being put together (an input method): nothing is saved or counted until it is whole. */
  compositionBegan(): void {
    this.composing = true
  }

  compositionEnded(): void {
    this.composing = false
    this.touched()
  }

  get isComposing(): boolean {
    return this.composing
  }

  /** Accounts, slots or caps changed elsewhere. */
  recheck(): void {
    this.checker.change(this.writing)
  }

  private touched(): void {
    if (this.composing) return
    this.checker.change(this.writing)
    if (this.worthKeeping || this.autosave.id !== null || this.autosave.pending) this.autosave.change(toComposition(this.writing))
  }

  /** Leaves: what is worth keeping is kept, and a draft that became empty is no draft. */
  async close(): Promise<void> {
    this.checker.stop()
    if (this.composing) this.compositionEnded()
    if (!this.worthKeeping && this.autosave.id !== null) {
      const id = this.autosave.id
      this.autosave.forget()
      await ask('composition_discard', { id })
    } else await this.autosave.flush()
    if (!this.autosave.pending) open.delete(this.entry)
  }

  /** The words are with the engine, or were thrown away: this sitting is over. */
  end(): void {
    this.checker.stop()
    this.autosave.forget()
    open.delete(this.entry)
  }
}

let dataFolder = ''
function folder(): string {
  return dataFolder
}

/** The folder whose texts these are; the room says it before it opens anything. */
export function useFolder(path: string): void {
  dataFolder = path
}
