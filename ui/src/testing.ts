// What does every test of the window start from? A clean page, English, and no backend left over.
import { useLanguage } from '@/words'
import { configure } from '@testing-library/svelte'
import { afterEach, beforeEach } from 'vitest'

// The whole page in every failure hides what failed. Machines under load are slow, not wrong.
configure({ getElementError: (message) => new Error(message ?? 'not found'), asyncUtilTimeout: 5_000 })

beforeEach(() => {
  useLanguage('en', 'Europe/Berlin')
  history.replaceState(null, '', '#/')
})

afterEach(() => {
  document.documentElement.removeAttribute('data-theme')
})
