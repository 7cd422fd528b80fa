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
import { loadSettings, rememberSettings, startSettings } from './state/settings.svelte'

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
 * Shows the frame as soon as what it asked for and its font are there: laying out and painting a page that
 * changes at once costs as much again, and without the font it costs most, as the system's fonts are looked
 * through for each of its weights.
 */
async function reveal(app: HTMLElement, ...coming: Promise<unknown>[]): Promise<void> {
  await Promise.race([Promise.allSettled([answered(), ...coming]), new Promise((over) => setTimeout(over, PATIENCE))])
  app.style.display = ''
  void host.call('shell_show_page', {}).catch(() => undefined)
}

async function start(): Promise<void> {
  const font = document.fonts.load("1rem 'Inter Variable'")
  const app = document.getElementById('app') as HTMLElement
  app.style.display = 'none'
  useBackend(await backend())
  const remembered = rememberSettings()
  // Without settings the window still opens: its rooms say what is wrong.
  const settings = loadSettings().catch(() => undefined)
  startRouter()
  startLive()
  startSettings()
  startDrill()
  // The room comes while the settings are asked; what went wrong with it the outlet finds out.
  const { room } = router.route
  if (isRoom(room)) void loader(room)?.().catch(() => undefined)
  // The settings are mostly those of the last time: what a room asks is on its way sooner.
  if (!remembered) await settings
  mount(App, { target: app })
  await reveal(app, font, settings)
  // Painted, and heard: what the shell wants to say is held back until then.
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  await host.listening()
  await host.call('shell_ready', {}).catch(() => undefined)
}

void start()
