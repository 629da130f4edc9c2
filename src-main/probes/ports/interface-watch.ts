import type { Failure } from '../../../src-core/api/errors.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { Zone } from '../../../src-core/net/zone.ts';
import { isPresent } from '../../os/interface-presence.ts';
import type { ProbeStep } from '../probe-run.ts';

/** To ask the system takes some tenths of a millisecond. */
const lookEveryMs = 200;

/** Which interfaces of a scan were away while it went on: unplugged, down or removed. */
export class InterfaceWatch {
  readonly #zones: ReadonlySet<Zone>;
  readonly #away = new Set<Zone>();
  readonly #isPresent: (zone: Zone) => boolean;
  #lookedAtMs = -Infinity;

  constructor(targets: readonly ProbeTarget[], present = isPresent) {
    this.#zones = new Set(targets.flatMap(({ zone }) => (zone === null ? [] : [zone])));
    this.#isPresent = present;
  }

  /** To be called now and then while the scan goes on. */
  look(nowMs: number): void {
    if (this.#zones.size === 0 || nowMs - this.#lookedAtMs < lookEveryMs) return;
    this.#lookedAtMs = nowMs;
    for (const zone of this.#zones) this.#lookAt(zone);
  }

  /** Whether an interface was away at a look, or is now. */
  wasAway(zone: Zone): boolean {
    return this.#lookAt(zone);
  }

  /** Whether any was. */
  get any(): boolean {
    return this.#away.size > 0;
  }

  /** What is to be said of it at the end. */
  *warnings(): Generator<ProbeStep<never>> {
    for (const zone of this.#away) yield { type: 'warning', about: zone, failure: awayFailure(zone) };
  }

  #lookAt(zone: Zone): boolean {
    if (!this.#away.has(zone) && !this.#isPresent(zone)) this.#away.add(zone);
    return this.#away.has(zone);
  }
}

function awayFailure(zone: Zone): Failure {
  const message = `the interface ${visibleText(zone, 80)} is down or went away during the scan: ports that had not answered by then are told as unknown`;
  return { code: 'unreachable', message };
}
