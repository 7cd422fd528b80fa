// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { Nothing } from "./requests";
import type { ErrorCode } from "./words";

/** An error at the door. Nothing was changed, unless its sentence says so. */
export type ApiError = {
  /** What it is. */
  code: ErrorCode,
  /** What its sentence needs. */
  params: { [key in string]: string },
  /** Whether asking again can help. */
  retry: Retry,
  /** For logs and 'copy details': the chain of causes, without secrets. */
  detail: string,
  /** Which command it came from. */
  trace: string | null, };

/** Whether asking again can help. */
export type Retry = "no" | "later" | "reload";
