// What is done in the page, to be timed there? Each of these functions is sent to the page as text: none
// may use anything around it.

/** When the mark of the first frame was set, in milliseconds of the wall clock. */
export async function paintedAt() {
  for (;;) {
    const [mark] = performance.getEntriesByName('painted')
    if (mark) return performance.timeOrigin + mark.startTime
    if (performance.now() > 60_000) throw new Error('nothing was painted')
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Shows the month, as the key does; the next start shows it by itself. */
export async function showMonth() {
  while (!document.querySelector('[role=grid] [data-drop=day]')) {
    if (performance.now() > 60_000) throw new Error('no month was shown')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true, cancelable: true }))
    await new Promise((done) => setTimeout(done, 200))
  }
}

/** How many deliveries the month has, shown or counted by '+N more', and how many of them are drawn. */
export async function crowd() {
  const drawn = document.querySelectorAll('[role=grid] [data-key]:not(.more)').length
  const rest = [...document.querySelectorAll('[role=grid] .more')].reduce((sum, one) => sum + Number(/\d[\d.,\s]*/.exec(one.textContent)?.[0].replace(/\D/g, '') ?? 0), 0)
  return { drawn, all: drawn + rest }
}

/** Turns months by keys, away and back, and gives how long each took until its frame was painted. */
export async function turns(count, pause) {
  const month = () => document.querySelector('[role=grid] [data-day]')?.dataset.day
  const message = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = done
    port2.postMessage(0)
  })
  const painted = () => new Promise((done) => requestAnimationFrame(() => message().then(done)))
  const times = []
  for (let n = 0; n < count; n += 1) {
    // As a person looks at a month before the next.
    await new Promise((done) => setTimeout(done, pause))
    const before = month()
    const begun = performance.now()
    // Away to the month after and back, then away to the one before and back.
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'jkkj'[n % 4], bubbles: true, cancelable: true }))
    // Not frame by frame: the one in which it stands is the one that is waited for.
    while (month() === before) {
      if (performance.now() - begun > 20_000) throw new Error('the month did not turn')
      await message()
    }
    await painted()
    times.push(performance.now() - begun)
  }
  return times
}

/** Begins to note the times between frames. */
export async function watchFrames() {
  window.frames60 = []
  let last = performance.now()
  const frame = (now) => {
    if (!window.frames60) return
    window.frames60.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** Ends that, and gives the times; whether something is lifted too. */
export async function frames() {
  const times = window.frames60.slice(2)
  window.frames60 = null
  return { times, lifted: document.querySelector('.lifted') !== null }
}

/** The middle of a delivery that can be moved. */
export async function handle() {
  const card = document.querySelector('[role=grid] [data-key].scheduled')
  const box = card?.getBoundingClientRect()
  return box ? [Math.round(box.x + Math.min(20, box.width / 2)), Math.round(box.y + box.height / 2)] : null
}

/** Asks the engine, exactly as the page does. */
export async function call(name, request) {
  return window.__TAURI_INTERNALS__.invoke('call', { name, request })
}
