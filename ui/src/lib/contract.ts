// Where does the window take its wire types from? Here, and nowhere else: the generated ones of the engine,
// and the shell's own commands.
import type { Commands as Engine } from '@/contract'
import type { ShellCommands } from '@/contract/shell'

export type * from '@/contract'
export { ERROR_CODES } from '@/contract'

/** RFC 3339 in UTC. */
export type Instant = string
/** `YYYY-MM-DDTHH:MM`, computed by the engine in the zone asked for. */
export type Wall = string
/** `YYYY-MM-DD`. */
export type Day = string

export type { DrillDay, DrillState, PlayDeed, PlayKind, PlayScreen } from '@/contract/shell'
export type Commands = Engine & ShellCommands
