import type { Source } from '../source.ts';

/** The default routers that the system uses now: from router advertisements, DHCP or its own configuration. */
const routers: Source = {
  id: 'routers',
  applies: () => null,
  async *run({ interface: own }) {
    for (const { address, zone } of own.routers) {
      yield { source: 'routers', zone, at: Date.now(), address, confirmed: false, router: true };
    }
  },
};

export default routers;
