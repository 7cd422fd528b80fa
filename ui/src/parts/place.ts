// Where does a small panel stand beside what opened it? Below, or above where there is no room; never
// outside of the window.

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

export type Align = 'start' | 'center' | 'end'

const GAP = 4
const MARGIN = 8

/** Left and top of the panel, in CSS pixels of the window. */
export function place(anchor: Box, panel: { width: number; height: number }, window: { width: number; height: number }, align: Align): { left: number; top: number } {
  const wanted = { start: anchor.left, center: anchor.left + anchor.width / 2 - panel.width / 2, end: anchor.left + anchor.width - panel.width }[align]
  const left = Math.max(MARGIN, Math.min(wanted, window.width - panel.width - MARGIN))
  const below = anchor.top + anchor.height + GAP
  const above = anchor.top - GAP - panel.height
  const fits = below + panel.height <= window.height - MARGIN
  const top = fits || above < MARGIN ? Math.max(MARGIN, Math.min(below, window.height - panel.height - MARGIN)) : above
  return { left, top }
}
