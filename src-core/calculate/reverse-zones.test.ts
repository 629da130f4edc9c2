import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4, prefix6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { networkOf, parsePrefix } from '../net/prefix.ts';
import { aggregate } from '../net/prefix-sets.ts';
import { parseReverseName, reverseZones } from './reverse-zones.ts';

test.each([
  ['2001:db8::/32', 'whole', ['8.b.d.0.1.0.0.2.ip6.arpa']],
  ['2001:db8::/31', 'several', ['8.b.d.0.1.0.0.2.ip6.arpa', '9.b.d.0.1.0.0.2.ip6.arpa']],
  ['::/0', 'whole', ['ip6.arpa']],
  ['10.0.0.0/8', 'whole', ['10.in-addr.arpa']],
  ['192.0.2.0/23', 'several', ['2.0.192.in-addr.arpa', '3.0.192.in-addr.arpa']],
  // RFC 2317 section 4
  ['192.0.2.0/25', 'classless', ['0/25.2.0.192.in-addr.arpa']],
  ['192.0.2.128/26', 'classless', ['128/26.2.0.192.in-addr.arpa']],
  ['192.0.2.1/32', 'whole', ['1.2.0.192.in-addr.arpa']],
  ['0.0.0.0/0', 'whole', ['in-addr.arpa']],
])('names the zones of %s', (text, kind, zones) => {
  const prefix = parsePrefix(text);
  expect(reverseZones(prefix)).toEqual({ zones, count: zones.length, kind });
});

test('lists no more zones than were asked for, and says how many there are', () => {
  const { zones, count } = reverseZones(parsePrefix('10.0.0.0/9'), 3);
  expect({ zones, count }).toEqual({
    zones: ['0.10.in-addr.arpa', '1.10.in-addr.arpa', '2.10.in-addr.arpa'],
    count: 128,
  });
});

test('read again, the zones are the prefix, no more and no less', () => {
  fc.assert(
    fc.property(fc.oneof(prefix4, prefix6), (prefix) => {
      expect(aggregate(reverseZones(prefix).zones.map(parseReverseName))).toEqual([prefix]);
    }),
  );
});

test('names a single address as Python does', () => {
  const questions = fc
    .sample(fc.oneof(prefix4, prefix6), 2000)
    .map((prefix): Question => ['forms', networkOf(prefix)]);
  const differences = askPython('python-forms', questions).filter(([question, answer]) => {
    const text = String(question[1]);
    const { zones } = reverseZones(parsePrefix(`${text}/${text.includes(':') ? 128 : 32}`));
    return !Array.isArray(answer) || answer[2] !== zones[0];
  });
  expect(differences).toEqual([]);
});
