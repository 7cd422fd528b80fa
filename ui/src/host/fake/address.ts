// Which host in memory does the address ask for? `?world=empty|quiet|full|recovery|drill|crowded|broken&slow=400&lang=de
// &theme=dark&contrast=more`, for pictures and `npm run dev`.
import { crowdedWorld, drillState, emptyWorld, type Fake, fakeHost, fullWorld, quietWorld, recoveryWorld } from './index'

export function fakeFromAddress(search: string): Fake {
  const ask = new URLSearchParams(search)
  const name = ask.get('world') ?? 'full'
  const world = name === 'empty' ? emptyWorld() : name === 'quiet' ? quietWorld() : name === 'crowded' ? crowdedWorld(5000) : name === 'recovery' ? recoveryWorld() : fullWorld()
  if (name === 'drill') world.drill = drillState()
  const { settings } = world
  if (ask.get('lang') === 'de') settings.language = 'de'
  const theme = ask.get('theme')
  if (theme === 'dark' || theme === 'light') settings.theme = theme
  if (ask.get('contrast') === 'more') settings.contrast = 'more'
  const fake = fakeHost({ world, delay: Number(ask.get('slow') ?? 0) })
  // Broken: every answer but the settings fails, as when the disk goes.
  if (name === 'broken') {
    fake.breakWith('*', 'store_disk')
    const call = fake.call.bind(fake)
    fake.call = (command, request) => {
      fake.breakWith('*', command === 'settings_show' || command === 'settings_set' ? null : 'store_disk')
      return call(command, request)
    }
  }
  // For people and scripts in the browser's console.
  Object.assign(window, { roostFake: fake })
  return fake
}
