/** How many milliseconds each unit holds, the largest first. */
const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** How long ago something was: `just now`, `5 min ago`, `3 days ago`. Times in the future (a clock that was set back) are `just now`. */
export function formatAge(at: number, now: number): string {
  const age = now - at;
  for (const [unit, size] of units) {
    const count = Math.floor(age / size);
    if (count < 1) continue;
    const plural = unit === 'h' || unit === 'min' || count === 1 ? '' : 's';
    return `${count} ${unit}${plural} ago`;
  }
  return 'just now';
}

/** A round trip for people: three digits at most, never `0 ms` for something that was measured. */
export function formatRtt(rttMs: number | null): string {
  if (rttMs === null) return '';
  if (rttMs < 0.01) return '<0.01 ms';
  if (rttMs < 1) return `${rttMs.toFixed(2)} ms`;
  if (rttMs < 10) return `${rttMs.toFixed(1)} ms`;
  return `${formatCount(Math.round(rttMs))} ms`;
}

/** A duration for people: `0.8 s`, `12 s`, `2 min 5 s`, `3 h 20 min`, `2 days 4 h`. */
export function formatDuration(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return inTwo(whole, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return inTwo(minutes, 60, 'h', 'min');
  const hours = Math.round(seconds / 3_600);
  return inTwo(hours, 24, hours < 48 ? 'day' : 'days', 'h');
}

function inTwo(count: number, size: number, large: string, small: string): string {
  const rest = count % size;
  const whole = `${Math.floor(count / size)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}

/** What is left of a lifetime in seconds: null is for ever. */
export function formatLifetime(seconds: number | null): string {
  if (seconds === null) return 'for ever';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

const counts = new Intl.NumberFormat('en');

/** `1,004` */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1 host`, `1,004 hosts` */
export function formatPlural(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** The moment in the person's own time zone, to the second: `2026-11-21 14:03:22`. */
export function formatMoment(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  );
}
