// What does every test of the window start from? A clean page, English, and no backend left over.
import { useLanguage } from '@/words'
import { afterEach, beforeEach } from 'vitest'

beforeEach(() => {
  useLanguage('en', 'Europe/Berlin')
  history.replaceState(null, '', '#/')
})

afterEach(() => {
  document.documentElement.removeAttribute('data-theme')
})
