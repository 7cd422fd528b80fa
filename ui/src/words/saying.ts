// How is an error told? Its shape, for the tables of both languages.
import type { ErrorCode } from '@/lib/contract'

export interface Presentation {
  /** What happened. */
  cause: string
  /** What it means for what the owner wanted; empty where the cause says it. */
  consequence: string
  /** What to do now; empty where there is nothing. */
  next: string
}

export type Params = Record<string, string>
export type Problems = Record<ErrorCode, (p: Params) => Presentation>

export function say(cause: string, consequence: string, next: string): Presentation {
  return { cause, consequence, next }
}
