// Which keys work everywhere? Never while something is being typed, unless with Ctrl.
import { redo, undo } from '@/state/act'
import { go } from '@/state/router.svelte'
import { RAIL } from './rooms'

export interface Doors {
  palette(): void
  keyMap(): void
}

function typing(event: KeyboardEvent): boolean {
  const at = event.target
  return at instanceof HTMLElement && (at.isContentEditable || at.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
}

export function onKey(event: KeyboardEvent, doors: Doors): void {
  if (event.defaultPrevented) return
  const command = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  const did = command ? withCommand(event, key, doors) : plain(event, key, doors)
  if (did) event.preventDefault()
}

function withCommand(event: KeyboardEvent, key: string, doors: Doors): boolean {
  if (event.altKey) return false
  if (key === 'k') doors.palette()
  else if (typing(event) || document.querySelector('dialog[open]')) return false
  else if (key === 'z' && !event.shiftKey) void undo()
  else if ((key === 'z' && event.shiftKey) || key === 'y') void redo()
  else return false
  return true
}

function plain(event: KeyboardEvent, key: string, doors: Doors): boolean {
  if (event.altKey || typing(event) || document.querySelector('dialog[open]')) return false
  const room = RAIL.find((one) => one.key === key)
  if (key === '?') doors.keyMap()
  else if (key === 'n') go('composer/new')
  else if (room) go(room.room)
  else return false
  return true
}
