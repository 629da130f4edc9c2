import { expect, test } from 'vitest';
import { valuePieces } from './value-pieces.ts';

/** Code stands between back-quotes. */
const shown = (text: string): string =>
  valuePieces(text)
    .map((piece) => (piece.code ? `\`${piece.text}\`` : piece.text))
    .join('');

test.each<[what: string, text: string, as: string]>([
  ['an address', '2001:db8::1', '`2001:db8::1`'],
  ['a number with its power', '65,536 (2^16)', '`65,536 (2^16)`'],
  ['octets in binary', '11000000 00000000', '`11000000 00000000`'],
  ['a MAC of letters alone', 'aabbccddeeff', '`aabbccddeeff`'],
  ['the same by dashes', 'AA-BB-CC-DD-EE-FF', '`AA-BB-CC-DD-EE-FF`'],
  ['a name of the DNS', '2.0.192.in-addr.arpa', '`2.0.192.in-addr.arpa`'],
  ['base 85', '=F>@nLbSH5W{aUnlv}<h', '`=F>@nLbSH5W{aUnlv}<h`'],
  ['a time', '2015-01-02T21:52:08Z', '`2015-01-02T21:52:08Z`'],
  ['one word', 'none', 'none'],
  [
    'a sentence',
    'low-byte: set by hand, or given out by DHCPv6',
    'low-byte: set by hand, or given out by DHCPv6',
  ],
  [
    'a sentence with addresses',
    'set: 2001:db8::1 is an address in 2001:db8::/64',
    'set: `2001:db8::1` is an address in `2001:db8::/64`',
  ],
  ['two prefixes', '10.0.0.0/32 and 10.0.0.1/32', '`10.0.0.0/32` and `10.0.0.1/32`'],
  [
    'the end of a sentence',
    'not in 2001:db8::, nor in (10.0.0.0/8).',
    'not in `2001:db8::`, nor in (`10.0.0.0/8`).',
  ],
  ['lengths', 'no: the nearest are /32 and /36', 'no: the nearest are `/32` and `/36`'],
  ['a count', '1,256,154 years', '1,256,154 years'],
  ['a decimal', '1.5 hours', '1.5 hours'],
  [
    'a name within a sentence',
    '0.0.10.in-addr.arpa, with a CNAME for each',
    '`0.0.10.in-addr.arpa`, with a CNAME for each',
  ],
  ['nothing', '', '``'],
])('%s', (_what, text, as) => {
  expect(shown(text)).toBe(as);
  expect(
    valuePieces(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});
