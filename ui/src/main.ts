// What happens when the page opens? The backend is chosen, the settings are asked, the frame appears.
import '@/design/tokens.css'
import '@/design/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { host, useBackend, type Backend } from './host'
import { inShell, tauriHost } from './host/tauri'
import { isRoom, loader } from './shell/rooms'
import { startDrill } from './state/drill.svelte'
import { answered, startLive } from './state/live.svelte'
import { router, startRouter } from './state/router.svelte'
import { loadSettings, startSettings } from './state/settings.svelte'

/** In the shell the engine answers; elsewhere, and only where it was built for that, the host in memory. */
async function backend(): Promise<Backend> {
  if (!inShell() && (import.meta.env.DEV || import.meta.env.MODE === 'fake')) {
    const { fakeFromAddress } = await import('./host/fake/address')
    return fakeFromAddress(location.search)
  }
  return tauriHost()
}

/** So long the first picture waits for its answers, in milliseconds. */
const PATIENCE = 150

/**
 * Shows the frame as soon as what it asked for and its font are there: painting a page that changes at
 * once costs as much again. Until then it is unseen, but laid out: rooms scroll to where they begin.
 */
async function reveal(app: HTMLElement, font: Promise<unknown>): Promise<void> {
  await Promise.race([Promise.allSettled([answered(), font]), new Promise((over) => setTimeout(over, PATIENCE))])
  app.style.visibility = ''
}

async function start(): Promise<void> {
  const font = document.fonts.load("1rem 'Inter Variable'")
  const app = document.getElementById('app') as HTMLElement
  app.style.visibility = 'hidden'
  useBackend(await backend())
  startRouter()
  startLive()
  startSettings()
  startDrill()
  // The room comes while the settings are asked; what went wrong with it the outlet finds out.
  const { room } = router.route
  if (isRoom(room)) void loader(room)?.().catch(() => undefined)
  // Without settings the window still opens: its rooms say what is wrong.
  await loadSettings().catch(() => undefined)
  mount(App, { target: app })
  await reveal(app, font)
  // Painted, and heard: what the shell wants to say is held back until then.
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  await host.listening()
  await host.call('shell_ready', {}).catch(() => undefined)
}

void start()
