// Which part of a long list is on screen? Follows whatever scrolls, and the size of the text.
import { untrack } from 'svelte'

export class Viewport {
  /** Edges of what is on screen, in pixels from the top of the list. */
  top = $state(0)
  bottom = $state(900)
  /** One rem in pixels. */
  rem = $state(13)
  narrow = $state(false)
  private list: HTMLElement | null = null

  /** Follows a list; returns how to stop. */
  follow(list: HTMLElement): () => void {
    this.list = list
    const look = () => this.look()
    // Scrolling does not bubble, but it can be caught on its way down, whichever element scrolls.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    window.addEventListener('resize', look, { passive: true })
    const size = new ResizeObserver(look)
    size.observe(document.documentElement)
    untrack(look)
    return () => {
      document.removeEventListener('scroll', look, { capture: true })
      window.removeEventListener('resize', look)
      size.disconnect()
      this.list = null
    }
  }

  look(): void {
    if (!this.list) return
    const box = this.list.getBoundingClientRect()
    const height = window.innerHeight || 900
    // Whole hundreds, so that not every pixel draws anew.
    this.top = Math.floor(Math.max(0, -box.top) / 100) * 100
    this.bottom = this.top + Math.ceil(height / 100) * 100 + 100
    this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 13
    this.narrow = window.innerWidth < 600
  }
}

/** The element that scrolls around this one. */
export function scrollerOf(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return document.documentElement
}
