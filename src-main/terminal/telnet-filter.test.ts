import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TelnetFilter } from './telnet-filter.ts';

const [IAC, DONT, DO, WONT, WILL, SB, SE] = [255, 254, 253, 252, 251, 250, 240];

function filtered(...pieces: readonly (readonly number[])[]) {
  const filter = new TelnetFilter();
  const all = pieces.map((piece) => filter.take(Uint8Array.from(piece)));
  return {
    text: all.flatMap(({ text }) => [...text]),
    answer: all.flatMap(({ answer }) => [...answer]),
  };
}

test.each([
  ['text alone', [[65, 66]], [65, 66], []],
  ['a doubled IAC is an octet', [[65, IAC, IAC, 66]], [65, IAC, 66], []],
  ['DO is declined by WONT, once', [[IAC, DO, 1, IAC, DO, 1]], [], [IAC, WONT, 1]],
  ['WILL is declined by DONT', [[IAC, WILL, 3]], [], [IAC, DONT, 3]],
  ['DONT and WONT need no answer', [[IAC, DONT, 1, IAC, WONT, 1]], [], []],
  ['parameters are left out', [[65, IAC, SB, 24, 1, IAC, IAC, 2, IAC, SE, 66]], [65, 66], []],
  ['other commands are left out', [[65, IAC, 241, 66]], [65, 66], []],
  ['over three pieces', [[65, IAC], [DO], [31, 66]], [65, 66], [IAC, WONT, 31]],
])('%s', (_name, pieces, text, answer) => {
  expect(filtered(...pieces)).toEqual({ text, answer });
});

test('where octets are cut makes no difference, and answers are bounded', () => {
  const octet = fc.oneof(fc.constantFrom(IAC, DO, WILL, SB, SE, 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(octet, { maxLength: 300 }), fc.nat(300), (octets, cut) => {
      const whole = filtered(octets);
      expect(filtered(octets.slice(0, cut), octets.slice(cut))).toEqual(whole);
      expect(whole.answer.length).toBeLessThanOrEqual(3 * 512);
    }),
  );
});
