// Where does a text lie while the door has not taken it yet? In the page's own storage, one entry for
// each open composer, by data folder; found again at the next start and told to the engine.
import type { Composition } from '@/lib/contract'

export interface Kept {
  /** The composition it continues; `null` for one that the engine has never seen. */
  id: string | null
  revision: number | null
  content: Composition
  at: string
}

export interface Keep {
  put(kept: Kept): void
  drop(): void
}

const PREFIX = 'roost.unsaved'

function prefixOf(folder: string): string {
  return `${PREFIX} ${folder} `
}

/** One composer's own entry. A storage that is full or forbidden keeps nothing and breaks nothing. */
export function keepIn(storage: Storage | null, folder: string, entry: string): Keep {
  const key = prefixOf(folder) + entry
  return {
    put(kept) {
      try {
        storage?.setItem(key, JSON.stringify(kept))
      } catch {
        // The door is still being asked; this was the second place, not the first.
      }
    },
    drop() {
      storage?.removeItem(key)
    },
  }
}

/** What earlier composers of this folder left behind, oldest first. */
export function leftBehind(storage: Storage | null, folder: string, mine: readonly string[] = []): { entry: string; kept: Kept }[] {
  if (!storage) return []
  const prefix = prefixOf(folder)
  const found: { entry: string; kept: Kept }[] = []
  for (let n = 0; n < storage.length; n += 1) {
    const key = storage.key(n)
    if (!key?.startsWith(prefix)) continue
    const entry = key.slice(prefix.length)
    const kept = mine.includes(entry) ? null : readEntry(storage.getItem(key))
    if (kept) found.push({ entry, kept })
  }
  return found.sort((a, b) => a.kept.at.localeCompare(b.kept.at))
}

function readEntry(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Kept | null
    return kept && Array.isArray(kept.content?.segments) ? kept : null
  } catch {
    return null
  }
}

/** The storage that outlives the page; `null` where the platform gives none. */
export function pageStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}
