// How do files come to a segment? By the button, by paste, by dropping: each is kept by the engine first,
// and stands in the thread once it is.
import type { MediaAdded } from '@/lib/contract'
import { ask, type Outcome } from '@/state/act'
import { say } from '@/state/announcer.svelte'
import { presentation } from '@/words'
import { attach, base64, mediaBar } from './media'
import { change } from './segments'
import type { Session } from './session.svelte'
import { words } from './words'

let ids = 0

export async function addPaths(session: Session, key: string, paths: string[]): Promise<void> {
  await Promise.all(paths.map((path) => bring(session, key, path.split(/[/\\]/).at(-1) ?? path, () => ask('media_add', { path }))))
}

export async function addFiles(session: Session, key: string, files: File[]): Promise<void> {
  await Promise.all(files.map((file) => bring(session, key, file.name, async () => ask('media_add_bytes', { name: file.name, base64: await base64(file) }))))
}

export async function pickFiles(session: Session, key: string): Promise<void> {
  const picked = await ask('shell_pick_media', {})
  if (picked.ok) await addPaths(session, key, picked.view.paths)
  else session.say(key, presentation(picked.error).cause)
}

async function bring(session: Session, key: string, name: string, keep: () => Promise<Outcome<MediaAdded>>): Promise<void> {
  const w = words()
  const segment = session.writing.segments.find((one) => one.key === key)
  if (!segment) return
  const bar = mediaBar(segment, session.pending.filter((one) => one.key === key).length)
  if (bar) return refuse(session, key, w.media.bar[bar])
  session.say(key, null)
  ids += 1
  const mine = { id: ids, key, name }
  session.pending = [...session.pending, mine]
  say(w.media.adding(name))
  let outcome: Outcome<MediaAdded>
  try {
    outcome = await keep()
  } finally {
    session.pending = session.pending.filter((one) => one !== mine)
  }
  if (!outcome.ok) {
    const { cause, next } = presentation(outcome.error)
    return refuse(session, key, w.media.refused(name, next ? `${cause} ${next}` : cause))
  }
  // The segment may have changed, or gone, while the file was copied.
  const now = session.writing.segments.find((one) => one.key === key)
  if (!now) return
  const { sha256, mime, kind } = outcome.view
  const attached = attach(now, { sha256, mime, kind, name: outcome.view.name || name, alt: '' })
  if ('bar' in attached) return refuse(session, key, w.media.bar[attached.bar])
  session.segments(change(session.writing.segments, key, attached))
}

function refuse(session: Session, key: string, why: string): void {
  session.say(key, why)
  say(why)
}
