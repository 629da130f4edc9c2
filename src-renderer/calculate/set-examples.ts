import type { SetOperation } from '../../src-core/calculate/set-operation.ts';
import type { Inputs } from './calculate-search.ts';

interface SetExample {
  readonly text: string;
  readonly inputs: Inputs;
}

/** What each sum with lists can be tried with. */
export const setExamples: Record<SetOperation, readonly SetExample[]> = {
  summarise: [
    { text: '10.0.0.0/25 and 10.0.0.128/25', inputs: { list: '10.0.0.0/25\n10.0.0.128/25' } },
    { text: '2001:db8::1000-2001:db8::1fff', inputs: { list: '2001:db8::1000-2001:db8::1fff' } },
  ],
  exclude: [
    {
      text: '2001:db8::/32 without 2001:db8:8000::/48',
      inputs: { list: '2001:db8::/32', others: '2001:db8:8000::/48' },
    },
  ],
  intersect: [
    {
      text: '10.0.0.0/8 and 10.9.0.0-10.11.255.255',
      inputs: { list: '10.0.0.0/8', others: '10.9.0.0-10.11.255.255' },
    },
  ],
  overlaps: [
    { text: '10.0.0.0/8 with 10.1.0.0/16 in it', inputs: { list: '10.0.0.0/8\n10.1.0.0/16\n192.0.2.0/24' } },
  ],
  contains: [
    { text: '2001:db8:1::53 in 2001:db8::/32', inputs: { list: '2001:db8::/32', others: '2001:db8:1::53' } },
  ],
  free: [
    {
      text: 'The next /48 of 2001:db8::/32',
      inputs: { prefix: '2001:db8::/32', length: '48', list: '2001:db8::/48\n2001:db8:2::/47' },
    },
  ],
  vlsm: [
    {
      text: '100, 50 and 25 hosts out of 192.0.2.0/24',
      inputs: { prefix: '192.0.2.0/24', hosts: '100\n50\n25' },
    },
  ],
};
