// What can be done from anywhere? The command palette's list.
import { act, redo, undo } from '@/state/act'
import { go } from '@/state/router.svelte'
import { changeSettings } from '@/state/settings.svelte'
import type { IconName } from '@/parts'
import { shellWords } from '@/words'
import { RAIL } from './rooms'

export interface PaletteCommand {
  label: string
  icon: IconName
  keys?: string
  run: () => void
}

export function paletteCommands(paused: boolean, showKeys: () => void): PaletteCommand[] {
  const words = shellWords()
  const theme = (name: 'light' | 'dark' | 'system') => () => void changeSettings({ theme: name }).catch(() => undefined)
  return [
    { label: words.newPost, icon: 'plus', keys: 'N', run: () => go('composer/new') },
    ...RAIL.map(({ room, icon, key }) => ({ label: words.palette.go(words.rooms[room]), icon, keys: key, run: () => go(room) })),
    { label: words.palette.undo, icon: 'undo-2', keys: 'Ctrl+Z', run: () => void undo() },
    { label: words.palette.redo, icon: 'redo-2', keys: 'Ctrl+Shift+Z', run: () => void redo() },
    paused
      ? { label: words.palette.resume, icon: 'play', run: () => void act('resume_all', {}, { done: words.resumedDone }) }
      : { label: words.palette.pause, icon: 'pause', run: () => void act('pause_all', {}, { done: words.pausedDone }) },
    { label: words.palette.practise, icon: 'lock-open', run: () => go('recovery?practise') },
    { label: words.palette.keys, icon: 'keyboard', keys: '?', run: showKeys },
    { label: words.palette.light, icon: 'sun', run: theme('light') },
    { label: words.palette.dark, icon: 'moon', run: theme('dark') },
    { label: words.palette.system, icon: 'monitor', run: theme('system') },
  ]
}

/** Those whose label has every word typed, in the order of the list. */
export function matching(all: PaletteCommand[], typed: string): PaletteCommand[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((one) => words.every((word) => one.label.toLocaleLowerCase().includes(word)))
}
