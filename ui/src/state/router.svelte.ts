// Where in the window is the owner? The hash says it: #/calendar, #/composer/ID, #/recovery/12?step=2.

export interface Route {
  /** The first word: which room. */
  room: string
  /** The words after it. */
  rest: string[]
  query: URLSearchParams
}

/** Reads a hash; an empty one is the calendar. */
export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?')
  const words = path.split('/').filter(Boolean).map((word) => {
    try {
      return decodeURIComponent(word)
    } catch {
      return word
    }
  })
  return { room: words[0] ?? 'calendar', rest: words.slice(1), query: new URLSearchParams(query) }
}

let route = $state.raw<Route>(parse(typeof location === 'undefined' ? '' : location.hash))
/** Asked before leaving; `false` keeps the owner where they are. */
const guards = new Set<() => boolean | Promise<boolean>>()

export const router = {
  get route(): Route {
    return route
  },
}

/** The address of a place, for links. */
export function href(to: string): string {
  return `#/${to.replace(/^#?\/?/, '')}`
}

/** Goes to a place, e.g. `composer/new?at=2026-11-21T12:18`. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  const hash = href(to)
  if (how === 'replace') history.replaceState(null, '', hash)
  else if (location.hash !== hash) history.pushState(null, '', hash)
  follow()
}

export function back(): void {
  history.back()
}

async function allowed(): Promise<boolean> {
  for (const guard of guards) if (!(await guard())) return false
  return true
}

let following = false
async function follow(): Promise<void> {
  if (following) return
  const next = parse(location.hash)
  if (guards.size > 0 && next.room !== route.room) {
    const from = route
    following = true
    const may = await allowed()
    following = false
    if (!may) {
      history.replaceState(null, '', href([from.room, ...from.rest].join('/')))
      return
    }
  }
  route = parse(location.hash)
}

/** Call in a component that must finish something (save a draft) before its room is left. */
export function beforeLeaving(guard: () => boolean | Promise<boolean>): () => void {
  guards.add(guard)
  return () => guards.delete(guard)
}

/** Listens to the browser's own back and forth; main.ts calls it once. */
export function startRouter(): () => void {
  const hear = () => void follow()
  window.addEventListener('hashchange', hear)
  window.addEventListener('popstate', hear)
  route = parse(location.hash)
  return () => {
    window.removeEventListener('hashchange', hear)
    window.removeEventListener('popstate', hear)
  }
}
