// What does the engine say about the text as it stands? Asked a moment after the last key; an answer to
// an older question is dropped.
import type { ApiError, PostCheck } from '@/lib/contract'

export interface Checked<Ask> {
  ask: Ask
  check: PostCheck
}

type Answer = { ok: true; view: PostCheck } | { ok: false; error: ApiError }

export class Checker<Ask> {
  private turn = 0
  private shown = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly options: {
      check(ask: Ask): Promise<Answer>
      show(checked: Checked<Ask>): void
      failed(error: ApiError): void
      delay?: number
    },
  ) {}

  /** The words, the accounts or the time changed. */
  change(ask: Ask): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.now(ask), this.options.delay ?? 60)
  }

  async now(ask: Ask): Promise<void> {
    clearTimeout(this.timer)
    const turn = ++this.turn
    const answer = await this.options.check(ask)
    // A newer answer is on the screen already, or this composer is gone.
    if (turn <= this.shown) return
    if (!answer.ok) {
      if (turn === this.turn) this.options.failed(answer.error)
      return
    }
    this.shown = turn
    this.options.show({ ask, check: answer.view })
  }

  stop(): void {
    clearTimeout(this.timer)
    this.shown = Number.POSITIVE_INFINITY
  }
}
