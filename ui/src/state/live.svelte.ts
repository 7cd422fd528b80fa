// What does the engine say right now? Views by question, asked once however many look, and asked again
// when a fact touches them. This is server truth; what is only on screen lives in its component.
import { host, Refused, type CommandName, type RequestOf, type ViewOf } from '@/host'
import type { ApiError, Fact } from '@/lib/contract'
import { untrack } from 'svelte'

type Touch = Exclude<Fact['type'], 'resync' | 'notice'>

/** Which facts make which answer old. A question that is not here is asked again only by `resync`. */
const TOUCHED: Partial<Record<CommandName, Touch[]>> = {
  status_show: ['deliveries', 'accounts', 'incident', 'plan', 'published'],
  account_list: ['deliveries', 'accounts', 'incident', 'published'],
  account_show: ['deliveries', 'accounts', 'incident', 'published'],
  account_slots: ['accounts', 'plan'],
  app_list: ['accounts', 'incident'],
  calendar_show: ['deliveries', 'accounts', 'incident', 'plan', 'published'],
  queue_show: ['deliveries', 'accounts', 'incident', 'plan', 'published'],
  plan_show: ['deliveries', 'accounts', 'incident', 'plan', 'published'],
  drafts_list: ['deliveries', 'plan'],
  label_list: ['deliveries', 'plan'],
  post_list: ['deliveries', 'published'],
  post_show: ['deliveries', 'published'],
  post_why: ['deliveries', 'accounts', 'incident', 'plan'],
  history_show: ['deliveries', 'plan'],
  incident_list: ['incident', 'deliveries'],
  incident_show: ['incident', 'deliveries', 'accounts', 'reminder_due', 'mail_found'],
  incident_before: ['incident', 'published'],
  before_all: ['incident'],
  mail_show: ['settings', 'incident', 'mail_found'],
  incident_resume_preview: ['incident', 'deliveries', 'accounts'],
  settings_show: ['settings'],
  vault_status: ['accounts'],
}

/** One question with its answer so far. */
class Question<K extends CommandName> {
  data = $state.raw<ViewOf<K> | null>(null)
  error = $state.raw<ApiError | null>(null)
  loading = $state(false)
  users = 0
  /** Until there is an answer or an error. */
  readonly first: Promise<void>
  private asked = 0
  private again = false
  private answer = () => {}

  constructor(
    readonly name: K,
    readonly request: RequestOf<K>,
  ) {
    this.first = new Promise((answer) => (this.answer = answer))
  }

  async load(): Promise<void> {
    if (this.loading) {
      this.again = true
      return
    }
    this.loading = true
    const turn = ++this.asked
    try {
      const view = await host.call(this.name, this.request)
      if (turn === this.asked) {
        this.data = view
        this.error = null
      }
    } catch (cause) {
      if (turn === this.asked) this.error = asError(cause, this.name)
    } finally {
      this.loading = false
      this.answer()
      if (this.again) {
        this.again = false
        void this.load()
      }
    }
  }
}

/** Whatever was thrown, as the door's own error. */
export function asError(cause: unknown, command: string): ApiError {
  if (cause instanceof Refused) return cause.error
  const reason = cause instanceof Error ? cause.message : String(cause)
  return { code: 'internal', params: { reason }, retry: 'no', detail: reason, trace: command }
}

const questions = new Map<string, Question<CommandName>>()

function question<K extends CommandName>(name: K, request: RequestOf<K>, key: string): Question<K> {
  const found = questions.get(key) as Question<K> | undefined
  if (found) return found
  const made = new Question(name, request)
  questions.set(key, made as unknown as Question<CommandName>)
  return made
}

/** What a component sees of a question. */
export interface Live<View> {
  /** The newest answer; while another question is on its way, the last one's. */
  readonly data: View | null
  readonly error: ApiError | null
  /** No answer yet at all: show a skeleton. */
  readonly waiting: boolean
  /** An answer is there and a newer one is on its way. */
  readonly refreshing: boolean
  reload(): void
}

/**
 * Looks at a view as long as the component lives. Call it while the component is being made.
 * `request` is read reactively; `null` asks nothing.
 */
export function live<K extends CommandName>(name: K, request: () => RequestOf<K> | null): Live<ViewOf<K>> {
  let current = $state.raw<Question<K> | null>(null)
  let kept = $state.raw<ViewOf<K> | null>(null)

  // The question by its text: a request that is made anew and says the same asks nothing.
  const key = $derived.by(() => {
    const ask = request()
    return ask === null ? null : `${name} ${JSON.stringify(ask)}`
  })

  $effect.pre(() => {
    const asked = key
    const ask = untrack(request)
    if (asked === null || ask === null) {
      current = null
      kept = null
      return
    }
    const mine = question(name, ask, asked)
    mine.users += 1
    current = mine
    untrack(() => void mine.load())
    return () => {
      mine.users -= 1
      if (mine.data !== null) kept = mine.data
      // A question that nobody looks at is dropped, unless it is asked again in the same breath.
      queueMicrotask(() => {
        if (mine.users === 0) questions.delete(asked)
      })
    }
  })

  return {
    get data() {
      return current ? (current.data ?? kept) : null
    },
    get error() {
      return current?.error ?? null
    },
    get waiting() {
      return current !== null && current.data === null && kept === null && current.error === null
    },
    get refreshing() {
      return current !== null && current.loading && (current.data ?? kept) !== null
    },
    reload: () => void current?.load(),
  }
}

/** Until everything that is asked by now has an answer or an error. */
export async function answered(): Promise<void> {
  await Promise.all([...questions.values()].map((one) => one.first))
}

/** Asks again what this fact may have changed. */
function heard(fact: Fact): void {
  for (const one of questions.values()) {
    if (one.users === 0) continue
    if (fact.type === 'resync' || (fact.type !== 'notice' && TOUCHED[one.name]?.includes(fact.type))) soon(one)
  }
}

const waiting = new Set<Question<CommandName>>()
function soon(one: Question<CommandName>): void {
  if (waiting.size === 0) {
    // Facts come in bundles; one breath later all of them are there.
    setTimeout(() => {
      const all = [...waiting]
      waiting.clear()
      for (const each of all) void each.load()
    }, 0)
  }
  waiting.add(one)
}

/** Asks everything on screen again, e.g. after a conflict. */
export function resync(): void {
  heard({ type: 'resync' })
}

/** How often the line of status is asked without a fact: 'today' ends at midnight, and nothing says so. */
const STATUS_EVERY = 60_000

/** Starts hearing facts; main.ts calls it once. Returns how to stop, which also forgets everything. */
export function startLive(): () => void {
  const stop = host.listen(heard)
  const timer = setInterval(() => {
    if (document.hidden) return
    for (const one of questions.values()) if (one.users > 0 && one.name === 'status_show') void one.load()
  }, STATUS_EVERY)
  // At the start the page is hidden too, until it has its first picture: what that shows is new.
  let coming = document.hidden
  const begun = Date.now()
  const shown = () => {
    if (document.hidden) return
    const isNew = coming && Date.now() - begun < STATUS_EVERY
    coming = false
    if (!isNew) resync()
  }
  document.addEventListener('visibilitychange', shown)
  return () => {
    stop()
    clearInterval(timer)
    document.removeEventListener('visibilitychange', shown)
    questions.clear()
  }
}
