import { visibleText } from '../../../src-core/net/visible-text.ts';
import { mostTogether } from '../../os/nmap.ts';

export interface NmapState {
  readonly hosts: number;
  /** Hosts that nmap has told of: it has done with them. */
  readonly ended: number;
  /** Whether it asks open ports what they are. */
  readonly services: boolean;
  /** Attributes of `<taskprogress task="Connect Scan" percent="21.55" remaining="37" …/>`; none before the first. */
  readonly task: Readonly<Record<string, string>>;
  readonly elapsedMs: number;
}

export interface NmapProgress {
  readonly doing: string;
  /** The part of all that is done, from 0 to 1. */
  readonly part: number;
  readonly remainingMs: number | null;
}

/**
 * How far a scan of nmap is. What it tells counts for the group of hosts that it is at; `remaining` is in seconds, and
 * each task (the scan, then the look at the services) counts its own percent.
 */
export function nmapProgress({ hosts, ended, services, task, elapsedMs }: NmapState): NmapProgress {
  const name = visibleText(task['task'] ?? 'working', 60);
  const percent = Math.min(100, Number(task['percent']) || 0);
  const [begin, share] = !services ? [0, 1] : name.startsWith('Connect') ? [0, 0.6] : [0.6, 0.4];
  const group = Math.min(mostTogether, hosts - ended);
  const ofGroup = task['task'] === undefined ? 0 : begin + (share * percent) / 100;
  const part = (ended + group * ofGroup) / hosts;
  const own = Number(task['remaining']);
  // For the groups after this one there is only the time that went before.
  const isLast = group === hosts - ended;
  const rest = part > 0 ? (elapsedMs * (1 - part)) / part : null;
  return {
    doing: `nmap: ${name}`,
    part,
    remainingMs: !isLast ? rest : Number.isFinite(own) ? own * 1000 : null,
  };
}
