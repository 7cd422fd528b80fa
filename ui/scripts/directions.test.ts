import { RuleTester } from 'eslint'
import path from 'node:path'
import { describe, it } from 'vitest'
// @ts-expect-error plain JavaScript, read by ESLint itself
import { directions } from './directions.js'

const at = (file: string) => path.resolve('src', file)
const bad = (file: string, code: string) => ({ filename: at(file), code, errors: 1 })
const good = (file: string, code: string) => ({ filename: at(file), code })

RuleTester.describe = describe
RuleTester.it = it
new RuleTester({ languageOptions: { ecmaVersion: 2022, sourceType: 'module' } }).run('directions', directions, {
  valid: [
    good('rooms/queue/Room.svelte', "import { Button } from '@/parts'"),
    good('rooms/queue/Room.svelte', "import { live } from '@/state/live.svelte'"),
    good('rooms/queue/Row.svelte', "import { rows } from './rows'"),
    good('state/live.svelte.ts', "import { host } from '@/host'"),
    good('host/tauri.ts', "import { invoke } from '@tauri-apps/api/core'"),
    good('rooms/queue/queue.test.ts', "import { fakeHost } from '@/host/fake'"),
  ],
  invalid: [
    bad('rooms/queue/Room.svelte', "import Room from '@/rooms/calendar/Room.svelte'"),
    bad('rooms/queue/Room.svelte', "import Room from '../calendar/Room.svelte'"),
    bad('rooms/queue/Room.svelte', "import { host } from '@/host'"),
    bad('rooms/queue/Room.svelte', "import { invoke } from '@tauri-apps/api/core'"),
    bad('state/live.svelte.ts', "import { invoke } from '@tauri-apps/api/core'"),
    bad('parts/Button.svelte', "import { live } from '@/state/live.svelte'"),
    bad('parts/Button.svelte', "import('../state/live.svelte')"),
    bad('words/index.ts', "export * from '@/state/act'"),
  ],
})
