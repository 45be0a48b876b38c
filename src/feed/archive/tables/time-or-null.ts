import { isoTime } from '../../../platform/redis';

export function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
