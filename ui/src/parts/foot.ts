// Where do notes stand while a room has its buttons at the foot? Above them: what lies at the window's lower
// edge says how high it is, and the notes keep clear of it.
import type { Attachment } from 'svelte/attachments'

const feet = new Map<HTMLElement, number>()

function tell(): void {
  document.documentElement.style.setProperty('--foot', `${Math.max(0, ...feet.values())}px`)
}

/** For the bar at the foot of a room. */
export const foot: Attachment<HTMLElement> = (element) => {
  const measure = () => {
    feet.set(element, element.offsetHeight)
    tell()
  }
  measure()
  const watch = new ResizeObserver(measure)
  watch.observe(element)
  return () => {
    watch.disconnect()
    feet.delete(element)
    tell()
  }
}
