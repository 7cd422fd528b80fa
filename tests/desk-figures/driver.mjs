// How is a page asked and used? Over W3C WebDriver, by WebKitWebDriver, which starts the program itself.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

/** Waits until `look` finds something. */
export async function until(what, look, patience = 60_000) {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await sleep(50)
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

/** A program that writes down when it began and which process it is, and becomes the one asked for. */
function stopwatch(home, program) {
  const begun = path.join(home, 'begun')
  const wrapper = path.join(home, 'begin')
  writeFileSync(wrapper, `#!/bin/bash\nprintf '%s %s' "$EPOCHREALTIME" $$ >'${begun}'\nexec '${program}' "$@"\n`)
  chmodSync(wrapper, 0o755)
  return {
    wrapper,
    read: () => {
      const [at, pid] = readFileSync(begun, 'utf8').replace(',', '.').split(' ').map(Number)
      return { begunAt: at * 1000, pid }
    },
  }
}

/** Opens a program with a driver before its page. */
export async function open(session, program, words, extra = {}) {
  const port = await freePort()
  const { wrapper, read } = stopwatch(session.home, program)
  const env = { ...session.env, ...extra, TAURI_WEBVIEW_AUTOMATION: 'true' }
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' })
  let base = `http://127.0.0.1:${port}`
  const ask = async (method, where, body) => {
    const answer = await fetch(base + where, { method, body: body === undefined ? undefined : JSON.stringify(body) })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${where}: ${JSON.stringify(value)}`)
    return value
  }
  await until('the driver answers', () => ask('GET', '/status').catch(() => null))
  const options = { binary: wrapper, args: words }
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } })
  base += `/session/${sessionId}`
  await ask('POST', '/timeouts', { script: 120_000 })
  const { begunAt, pid } = read()
  return {
    begunAt,
    run: (script, args = []) => ask('POST', '/execute/sync', { script, args }),
    /** Runs an asynchronous function in the page. */
    work: async (work, ...args) => {
      const script = `const done = arguments[arguments.length - 1]; (${work})(...[...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error?.message ?? JSON.stringify(error)) }))`
      const said = await ask('POST', '/execute/async', { script, args })
      if (said.error) throw new Error(said.error)
      return said.value
    },
    /** Moves the pressed pointer along points of the page, one for each frame of 60 Hz. */
    drag: async (points) => {
      const go = ([x, y], duration) => ({ type: 'pointerMove', duration, origin: 'viewport', x, y })
      const [first, ...others] = points
      const actions = [go(first, 0), { type: 'pointerDown', button: 0 }, { type: 'pause', duration: 100 }, ...others.map((at) => go(at, 16))]
      const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } }
      await ask('POST', '/actions', { actions: [{ ...mouse, actions }] })
    },
    press: async (key) => {
      await ask('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions: [{ type: 'keyDown', value: key }, { type: 'keyUp', value: key }] }] })
    },
    letGo: () => ask('DELETE', '/actions'),
    close: async () => {
      await ask('DELETE', '').catch(() => null)
      // The next start on the same folder would only wake this one.
      await until('the window has ended', () => !existsSync(`/proc/${pid}/exe`))
      driver.kill()
    },
  }
}
