import type { Connector } from '../../os/connect/connector.ts';
import { Lane } from './lane.ts';
import type { FromLane, ToLane } from './lane-messages.ts';

/** Does what a lane is told, in whichever thread it is; several runs may share one. */
export class LaneRunner {
  readonly #lanes = new Map<number, Lane>();
  readonly #connector: Connector;
  readonly #tell: (message: FromLane) => void;

  constructor(connector: Connector, tell: (message: FromLane) => void) {
    this.#connector = connector;
    this.#tell = tell;
  }

  take(message: ToLane): void {
    if (message.type === 'scan') {
      this.#lanes.set(
        message.run,
        new Lane(message.run, message.job, this.#connector, (told) => {
          if (told.type === 'ended') this.#lanes.delete(message.run);
          this.#tell(told);
        }),
      );
      return;
    }
    const lane = this.#lanes.get(message.run);
    if (message.type === 'cancel') lane?.cancel();
    else if (message.type === 'absent') lane?.absent(message.host);
    else lane?.hint(message.host, message.place, message.outcome, message.rttMs);
  }
}
