// Where does the window take its wire types from? Here, and nowhere else: the generated ones, and what
// is agreed upon but not generated yet.
import type { Commands as Generated, ApiError as GeneratedError } from '@/contract'
import { ERROR_CODES as GENERATED_CODES } from '@/contract'
import { PLANNED_CODES, type Planned } from './planned'

export type * from '@/contract'

/** RFC 3339 in UTC. */
export type Instant = string
/** `YYYY-MM-DDTHH:MM`, computed by the engine in the zone asked for. */
export type Wall = string
/** `YYYY-MM-DD`. */
export type Day = string

export type Commands = Generated & Omit<Planned, keyof Generated>

export const ERROR_CODES = [...new Set([...GENERATED_CODES, ...PLANNED_CODES])]
export type ErrorCode = (typeof ERROR_CODES)[number]
export type ApiError = Omit<GeneratedError, 'code'> & { code: ErrorCode }
