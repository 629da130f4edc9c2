import { expect, test } from 'vitest';
import { calculateOffer } from './calculate-offer.ts';

test.each([
  ['2001:db8::/32', { label: 'Calculate 2001:db8::/32', first: true, text: '2001:db8::/32' }],
  ['2001:db8::1/64 ', { label: 'Calculate 2001:db8::1/64', first: true, text: '2001:db8::1/64' }],
  [
    '192.0.2.1-192.0.2.9',
    { label: 'Calculate 192.0.2.1-192.0.2.9', first: true, text: '192.0.2.1-192.0.2.9' },
  ],
  ['vni 1000', { label: 'Calculate vni 1000', first: true, text: 'vni 1000' }],
  ['0xc0000201', { label: 'Calculate 0xc0000201', first: true, text: '0xc0000201' }],
  ['42', { label: 'Calculate 42', first: false, text: '42' }],
  ['fe80::1%eth0', { label: 'Calculate fe80::1%eth0', first: false, text: 'fe80::1%eth0' }],
  ['00:11:22:33:44:55', { label: 'Calculate 00:11:22:33:44:55', first: false, text: '00:11:22:33:44:55' }],
  // Twenty letters are an address in base 85 as well, but far more often a name.
  [
    'backup-printer-third',
    { label: 'Calculate backup-printer-third', first: false, text: 'backup-printer-third' },
  ],
  ['printer', undefined],
  ['192.0.2.300', undefined],
  [
    'http://127.0.0.1:6464/#/calculate?tool=split&length=56',
    { label: 'Open the link to a calculation', first: true, route: '/calculate?tool=split&length=56' },
  ],
  [
    'linkscope://app/#/calculate?text=mtu+1500',
    { label: 'Open the link to a calculation', first: true, route: '/calculate?text=mtu+1500' },
  ],
  ['http://127.0.0.1:6464/#/settings', undefined],
])('for %j the box offers %j', (text, offer) => {
  expect(calculateOffer(text)).toEqual(offer);
});
