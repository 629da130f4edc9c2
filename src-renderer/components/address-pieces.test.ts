import { expect, test } from 'vitest';
import { formatScoped } from '../../src-core/net/zone.ts';
import { addressPieces } from './address-pieces.ts';

test.each([
  ['After hop 2, fe80::1%eth0, it ends.', ['After hop 2, ', '<fe80::1%eth0>', ', it ends.']],
  ['too big, says 2001:db8::1: 1,480 octets fit', ['too big, says ', '<2001:db8::1>', ': 1,480 octets fit']],
  ['192.0.2.1, fe80::%eth0.', ['<192.0.2.1>', ', ', '<fe80::%eth0>', '.']],
  ['from 2001:db8::: nothing', ['from ', '<2001:db8::>', ': nothing']],
  ['nas (192.0.2.1)', ['nas (', '<192.0.2.1>', ')']],
  ['at 12:30, 1.5 ms, 2001:DB8::1, a::b::c', ['at 12:30, 1.5 ms, 2001:DB8::1, a::b::c']],
  ['', []],
])('%s', (sentence, wanted) => {
  const pieces = addressPieces(sentence);
  expect(pieces.map((each) => (each.is === 'text' ? each.text : `<${formatScoped(each.target)}>`))).toEqual(
    wanted,
  );
});
