// Where do this room's components take their words from?
import { inLanguages } from '@/words'
import { calendar as de } from '@/words/de/calendar'
import { calendar as en } from '@/words/en/calendar'

export const words = inLanguages(en, de)
