// What does each error of the door say? Cause, consequence, next step. A code without words does not
// compile.
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

export const problems = {} as Problems
