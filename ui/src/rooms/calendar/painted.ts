// When did the first deliveries stand on screen? Marked once in the page's own timeline, for whoever
// measures the start of the window (tests/desk-figures); nothing is sent anywhere.

let marked = false

/** Call it once there is something to be painted: the mark is set when the next frame has been. */
export function markPainted(): void {
  if (marked) return
  marked = true
  const frame = () => {
    // Nothing is painted while the page waits for its first picture (main.ts).
    if (document.getElementById('app')?.style.display === 'none') return requestAnimationFrame(frame)
    // A frame begins, lays out and paints; the message after it comes when that is done.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => performance.mark('painted')
    port2.postMessage(0)
  }
  requestAnimationFrame(frame)
}
