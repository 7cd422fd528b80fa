// Where is a window measured? On a display and a session bus of its own, with a window manager; its home
// lies in a folder that goes with it.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Starts a program that says one line when it is ready. */
function saying(program, words, env) {
  return new Promise((done, failed) => {
    const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    child.once('error', failed)
    child.stdout.once('data', (said) => done({ child, line: String(said).trim() }))
  })
}

/** A session: what programs in it need as their environment, and how to end it. */
export async function begin() {
  const home = mkdtempSync(path.join(tmpdir(), 'roost-figures-'))
  const run = path.join(home, 'run')
  mkdirSync(run, { mode: 0o700 })
  const { PATH, LANG } = process.env
  const env = {
    PATH, LANG, HOME: home, XDG_RUNTIME_DIR: run,
    XDG_DATA_HOME: path.join(home, 'share'), XDG_CONFIG_HOME: path.join(home, 'config'), XDG_CACHE_HOME: path.join(home, 'cache'),
    GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', LC_ALL: 'C.UTF-8', LIBGL_ALWAYS_SOFTWARE: '1', TZ: 'UTC',
  }
  const screen = await saying('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-noreset'], env)
  env.DISPLAY = `:${screen.line}`
  const bus = await saying('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], env)
  env.DBUS_SESSION_BUS_ADDRESS = bus.line
  const manager = spawn('openbox', ['--sm-disable'], { env, stdio: 'ignore' })
  const end = () => {
    for (const child of [manager, bus.child, screen.child]) child.kill()
    rmSync(home, { recursive: true, force: true })
  }
  return { env, home, end }
}
