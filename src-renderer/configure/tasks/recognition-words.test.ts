import { expect, test } from 'vitest';
import type { Recognised } from '../../../src-core/api/writers.ts';
import { recognitionWords } from './recognition-words.ts';

const radvd: Recognised = {
  writer: 'radvd',
  why: ['line 2 has "x\u202e"', 'its name is radvd.conf'],
  unlike: ['a', 'b'],
};
const bird: Recognised = { writer: 'bird', why: ['its name is bird.conf'], unlike: [] };
const done = (...formats: Recognised[]) => ({ state: 'done' as const, formats });

test.each<[Parameters<typeof recognitionWords>[0], string | null, string]>([
  [
    { state: 'nothing' },
    null,
    'It is recognised by the content and the name of the files, unless you choose it.',
  ],
  [{ state: 'failed', why: 'gone' }, null, 'It could not be recognised (gone): choose it.'],
  [done(), null, 'No format was recognised: choose it.'],
  [done(), 'bird', 'Chosen by hand; the text has no sign of any format.'],
  [
    done(radvd, bird),
    null,
    'Recognised as RADVD: line 2 has "x\\u{202e}", its name is radvd.conf. a, b have no sign of it. It has signs of BIRD as well.',
  ],
  [done(bird), 'bird', 'Chosen by hand, and it looks like it: its name is bird.conf.'],
  [done(bird), 'radvd', 'Chosen by hand; it looks like BIRD: its name is bird.conf.'],
])('%j, chosen %s', (recognition, chosen, words) => {
  expect(recognitionWords(recognition, (id) => id.toUpperCase(), chosen)).toBe(words);
});
