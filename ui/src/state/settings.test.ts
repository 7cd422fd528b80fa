import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { shellWords } from '@/words'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { changeSettings, languageOf, loadSettings, rememberSettings, settings, startSettings } from './settings.svelte'

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

describe('settings of the last time', () => {
  /** What the window kept. */
  const kept = () => JSON.parse(localStorage.getItem('settings') ?? 'null') as Record<string, unknown>
  const keep = (change: Record<string, unknown>) => localStorage.setItem('settings', JSON.stringify({ ...kept(), ...change }))

  it('stand on the page before the engine has answered', () => {
    keep({ theme: 'dark', language: 'de', effective_zone: 'Asia/Tokyo' })
    expect(rememberSettings()).toBe(true)
    const { dataset, lang } = document.documentElement
    expect([dataset.theme, lang, settings.now.effective_zone]).toEqual(['dark', 'de', 'Asia/Tokyo'])
  })

  it("give way to the engine's", async () => {
    keep({ theme: 'dark' })
    rememberSettings()
    await loadSettings()
    expect([document.documentElement.dataset.theme, kept().theme]).toEqual(['system', 'system'])
  })

  it('that can’t be kept are on the page all the same', async () => {
    keep({ theme: 'dark' })
    rememberSettings()
    const full = vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await loadSettings()
    full.mockRestore()
    expect(document.documentElement.dataset.theme).toBe('system')
  })

  it('are waited for at a first start', () => {
    keep({ first_run_done: false })
    expect(rememberSettings()).toBe(false)
    localStorage.removeItem('settings')
    expect(rememberSettings()).toBe(false)
  })

  it.each([
    ['a zone that this system lacks', { effective_zone: 'Mars/Olympus' }],
    ['a language of another version', { language: 'fr' }],
    ['no zones', { zones: null }],
  ])('are not begun with where there is %s', (_, broken) => {
    keep(broken)
    expect(rememberSettings()).toBe(false)
  })

  it.each(['', '{', 'null', '7', '[]'])('are not begun with where they are broken: %j', (text) => {
    localStorage.setItem('settings', text)
    expect(rememberSettings()).toBe(false)
  })
})
