import { hostname } from 'node:os';
import type { Source } from '../source.ts';

/** This computer's own addresses, so that it stands in the list as itself and not as a stranger. */
const ownAddresses: Source = {
  id: 'own-addresses',
  applies: () => null,
  async *run({ interface: own }) {
    for (const { address, temporary } of own.addresses) {
      yield {
        source: 'own-addresses',
        zone: own.zone,
        at: Date.now(),
        address,
        mac: own.mac ?? undefined,
        confirmed: true,
        self: true,
        names: [hostname()],
        temporary,
      };
    }
  },
};

export default ownAddresses;
