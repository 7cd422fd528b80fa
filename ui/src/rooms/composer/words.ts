// The composer's words, in the language of the window.
import { inLanguages } from '@/words'
import { composer as de } from '@/words/de/composer'
import { composer as en } from '@/words/en/composer'

export const words = inLanguages(en, de)
