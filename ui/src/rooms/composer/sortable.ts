// Dragging one of a list to another place, with pointer events: HTML5 dragging does not work in every
// webview, and the window's own file drops need it switched off.

export interface Box { left: number; top: number; width: number; height: number }

/**
 * The place in the list that a dragged thing's middle has reached: among boxes in reading order, those
 * that lie before it.
 */
export function placeAt(boxes: Box[], from: number, x: number, y: number, axis: 'y' | 'grid'): number {
  let place = 0
  boxes.forEach((box, at) => {
    if (at === from) return
    const [middleX, middleY] = [box.left + box.width / 2, box.top + box.height / 2]
    const before = axis === 'y' ? middleY < y : y > box.top + box.height || (y >= box.top && middleX < x)
    if (before) place += 1
  })
  return place
}

export interface Sorting {
  axis: 'y' | 'grid'
  /** The things that are sorted, in order, as they lie on the page now. */
  things(): HTMLElement[]
  /** Which of them is dragged and where it would come to lie; `null` when nothing is dragged. */
  show(drag: { from: number; to: number; dx: number; dy: number } | null): void
  drop(from: number, to: number): void
}

/** How far a pointer goes before it drags, in CSS pixels. */
const SLACK = 4

/** An attachment for a handle: drag it and its thing follows. Escape puts everything back. */
export function sortHandle(index: () => number, sorting: Sorting) {
  return (handle: HTMLElement): (() => void) => {
    let stop: (() => void) | null = null
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return
      event.preventDefault()
      handle.focus()
      stop?.()
      stop = follow(event, index(), sorting)
    }
    handle.addEventListener('pointerdown', down)
    return () => {
      handle.removeEventListener('pointerdown', down)
      stop?.()
    }
  }
}

function follow(start: PointerEvent, from: number, sorting: Sorting): () => void {
  const boxes = sorting.things().map((one) => one.getBoundingClientRect())
  const mine = boxes[from]
  let to = from
  let dragging = false
  const moved = (event: PointerEvent) => {
    const [dx, dy] = [event.clientX - start.clientX, event.clientY - start.clientY]
    if (!mine || (!dragging && Math.hypot(dx, dy) < SLACK)) return
    dragging = true
    to = placeAt(boxes, from, mine.left + mine.width / 2 + dx, mine.top + Math.min(mine.height, 80) / 2 + dy, sorting.axis)
    sorting.show({ from, to, dx, dy })
  }
  const end = (how: 'drop' | 'cancel') => {
    stop()
    if (dragging && how === 'drop' && to !== from) sorting.drop(from, to)
  }
  const up = () => end('drop')
  const cancel = () => end('cancel')
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    cancel()
  }
  const stop = () => {
    window.removeEventListener('pointermove', moved)
    window.removeEventListener('pointerup', up)
    window.removeEventListener('pointercancel', cancel)
    window.removeEventListener('keydown', key, true)
    sorting.show(null)
  }
  window.addEventListener('pointermove', moved)
  window.addEventListener('pointerup', up)
  window.addEventListener('pointercancel', cancel)
  window.addEventListener('keydown', key, true)
  return stop
}
