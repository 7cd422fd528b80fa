// How does the owner change something? One call, whose failure is told in words and whose plan change
// can be undone from the note.
import { host, type CommandName, type RequestOf, type ViewOf } from '@/host'
import type { ApiError } from '@/lib/contract'
import { presentation, shellWords } from '@/words'
import { asError, resync } from './live.svelte'
import { toast } from './toasts.svelte'

export type Outcome<View> = { ok: true; view: View } | { ok: false; error: ApiError }

/** Asks, and gives the error back as a value. Nothing is said. */
export async function ask<K extends CommandName>(name: K, request: RequestOf<K>): Promise<Outcome<ViewOf<K>>> {
  try {
    return { ok: true, view: await host.call(name, request) }
  } catch (cause) {
    const error = asError(cause, name)
    if (error.retry === 'reload') resync()
    return { ok: false, error }
  }
}

export interface ActOptions<View> {
  /** What the note says once it is done; none without. */
  done?: string | ((view: View) => string)
  /** Whether the note offers to undo (changes of plan). */
  undo?: boolean
}

/** Does something; on failure a note says cause, consequence and next step. */
export async function act<K extends CommandName>(
  name: K,
  request: RequestOf<K>,
  options: ActOptions<ViewOf<K>> = {},
): Promise<Outcome<ViewOf<K>>> {
  const outcome = await ask(name, request)
  if (!outcome.ok) {
    tell(outcome.error)
    return outcome
  }
  const text = typeof options.done === 'function' ? options.done(outcome.view) : options.done
  if (text) toast(text, options.undo ? { action: { label: shellWords().undo, run: () => void undo() } } : {})
  return outcome
}

/** Tells an error in a note. */
export function tell(error: ApiError): void {
  const { cause, next } = presentation(error)
  toast(next ? `${cause} ${next}` : cause, { tone: 'problem', error })
}

export async function undo(): Promise<void> {
  const outcome = await ask('history_undo', {})
  if (!outcome.ok) return tell(outcome.error)
  const words = shellWords()
  const { code, count } = outcome.view.done
  toast(words.undone(code, count), { action: { label: words.redo, run: () => void redo() } })
}

export async function redo(): Promise<void> {
  const outcome = await ask('history_redo', {})
  if (!outcome.ok) return tell(outcome.error)
  const words = shellWords()
  const { code, count } = outcome.view.done
  toast(words.redone(code, count), { action: { label: words.undo, run: () => void undo() } })
}

/** Opens an address in the owner's own browser or mail program: https, mailto, and Practice's own page. */
export function openOutside(url: string): void {
  if (/^(https:|mailto:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url)) void act('shell_open', { url })
}

export function mediaUrl(sha256: string): string {
  return host.mediaUrl(sha256)
}

export { host }
