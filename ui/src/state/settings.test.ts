import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { shellWords } from '@/words'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { changeSettings, languageOf, loadSettings, settings, startSettings } from './settings.svelte'

let fake: Fake
beforeEach(async () => {
  fake = fakeHost()
  useBackend(fake)
  await loadSettings()
})

describe('settings', () => {
  it('put theme, contrast and language onto the page', async () => {
    await changeSettings({ theme: 'dark', contrast: 'more', language: 'de' })
    const { dataset, lang } = document.documentElement
    expect([dataset.theme, dataset.contrast, lang]).toEqual(['dark', 'more', 'de'])
    expect(shellWords().rooms.calendar).toBe('Kalender')
  })

  it('follow a change made elsewhere', async () => {
    const stop = startSettings()
    fake.world.settings.week_start = 'sunday'
    fake.emit({ type: 'settings' })
    await vi.waitFor(() => expect(settings.now.week_start).toBe('sunday'))
    stop()
  })

  it('keep the old zone when a new one is refused', async () => {
    await expect(changeSettings({ zone: 'Mars/Olympus' })).rejects.toThrow('bad_zone')
    expect(settings.now.effective_zone).toBe('Europe/Berlin')
  })

  it('take the language of the system where nothing is chosen', () => {
    expect(languageOf('system', ['de-AT', 'en'])).toBe('de')
    expect(languageOf('system', ['en-US', 'de'])).toBe('en')
    expect(languageOf('system', ['fr'])).toBe('en')
    expect(languageOf('en', ['de'])).toBe('en')
  })
})
