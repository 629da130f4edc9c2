import { expect, test } from 'vitest';
import { Replies } from './tracepath.ts';

const router = (number: number) => `2001:db8:${number}::2`;

test('the hops of one run, each once: a second answer of the first, and late answers', () => {
  const replies = new Replies();
  const lines = [
    ' 1?: [LOCALHOST]                        0.022ms pmtu 1500',
    ` 1:  ${router(1)}                                         0.059ms `,
    ` 1:  ${router(1)}                                         0.013ms `,
    ' 2:  no reply',
    ' 3:  no reply',
    ` 2:  ${router(2)}                                         9.000ms `,
    ' 4:  no reply',
    ` 4:  ${router(3)}                                       3062.457ms !H`,
    '     Resume: pmtu 1500 ',
  ];
  const told = lines.map((line) => replies.take(line).map(({ hop, from }) => [hop, from]));
  expect(told).toEqual([
    [],
    [[1, router(1)]],
    [],
    [],
    [[2, null]],
    // Hop 2 has been told as silent already.
    [],
    [[3, null]],
    [[4, router(3)]],
    [],
  ]);
  expect(replies.end()).toEqual([]);
});

test('a run that ends in silence', () => {
  const replies = new Replies();
  expect([...replies.take(' 1:  no reply'), ...replies.take(' 2:  no reply')].map(({ hop }) => hop)).toEqual([
    1,
  ]);
  expect(replies.end().map(({ hop }) => hop)).toEqual([2]);
});
