import { expect, test } from 'vitest';
import { dnsName } from './dns-name.ts';
import { QuestionQueue } from './question-queue.ts';

/** Takes at most `most` questions; their names, or undefined where nothing is due. */
function take(queue: QuestionQueue, now: number, most = 10): [string[], number] | undefined {
  const names: string[] = [];
  const batch = queue.take(now, ({ name, type }) => {
    if (names.length === most) return false;
    names.push(`${name.join('.')} ${type}`);
    return true;
  });
  return batch === undefined ? undefined : [names, batch.attempt];
}

test('asks three times, at once, after 250 ms and after a second', () => {
  const queue = new QuestionQueue();
  queue.add({ name: dnsName('a.local'), type: 'A' }, true, 0);
  queue.add({ name: dnsName('A.local'), type: 'A' }, true, 0);
  expect([queue.total, queue.unasked, queue.due()]).toEqual([1, 1, 0]);
  expect(take(queue, 5)).toEqual([['a.local A'], 0]);
  expect([queue.due(), take(queue, 254)]).toEqual([255, undefined]);
  expect(take(queue, 300)).toEqual([['a.local A'], 1]);
  expect([queue.due(), queue.done]).toEqual([1005, 0]);
  expect(take(queue, 1005)).toEqual([['a.local A'], 2]);
  expect([queue.due(), queue.done, queue.unasked]).toEqual([undefined, 1, 0]);
  queue.settle(dnsName('a.local'), 'A');
  expect(queue.done).toBe(1);
});

test('urgent ones first, new ones before repeated ones, families apart', () => {
  const queue = new QuestionQueue();
  queue.add({ name: dnsName('slow'), type: 'PTR', family: 6 }, false, 0);
  queue.add({ name: dnsName('slow4'), type: 'PTR', family: 4 }, false, 1);
  queue.add({ name: dnsName('quick'), type: 'PTR' }, true, 2);
  expect(take(queue, 3)).toEqual([['quick PTR'], 0]);
  expect(take(queue, 3)).toEqual([['slow PTR'], 0]);
  queue.add({ name: dnsName('later'), type: 'PTR', family: 6 }, false, 3);
  expect(take(queue, 3)).toEqual([['slow4 PTR'], 0]);
  queue.settle(dnsName('quick'), 'PTR');
  expect(take(queue, 400)).toEqual([['later PTR', 'slow PTR'], 0]);
});

test('what is settled is asked no more, what does not fit stays', () => {
  const queue = new QuestionQueue();
  for (const name of ['a', 'b', 'c']) queue.add({ name: [name], type: 'SRV' }, true, 0);
  queue.settle(['a'], 'SRV');
  expect(take(queue, 0, 1)).toEqual([['b SRV'], 0]);
  expect(take(queue, 0, 1)).toEqual([['c SRV'], 0]);
  queue.settle(['b'], 'SRV');
  queue.settle(['c'], 'SRV');
  queue.settle(['unknown'], 'SRV');
  expect([queue.due(), queue.done, queue.total, queue.unasked]).toEqual([undefined, 3, 3, 0]);
});

test('is bounded', () => {
  const queue = new QuestionQueue();
  for (let index = 0; index < 20_000; index++) queue.add({ name: [`n${index}`], type: 'A' }, true, 0);
  queue.add({ name: ['x'.repeat(64)], type: 'A' }, true, 0);
  expect([queue.total, queue.full]).toEqual([16_384, true]);
});
