// How does the host in memory refuse? As the door does: a code and its parameters.
import type { ErrorCode } from '@/lib/contract'
import { Refused } from '../types'

export function refuse(code: ErrorCode, params: Record<string, string>): Refused {
  const retry = code === 'conflict' ? 'reload' : code.startsWith('store_') || code.startsWith('no_network') ? 'later' : 'no'
  return new Refused({ code, params, retry, detail: `${code} (host in memory)`, trace: null })
}
