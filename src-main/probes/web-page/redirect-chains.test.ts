import { expect, test } from 'vitest';
import { RedirectChains } from './redirect-chains.ts';

test('each chain is counted by itself, to its end', () => {
  const chains = new RedirectChains();
  const pictures = Array.from({ length: 30 }, (_, at) => chains.follow(`/${at}`, `/picture/${at}`));
  expect(new Set(pictures)).toEqual(new Set([1]));
  expect([chains.follow('/', '/a'), chains.follow('/a', '/b'), chains.follow('/b', '/#x')]).toEqual([
    1, 2, 3,
  ]);
  expect(chains.follow('/', '/a')).toBe(4);
  chains.end('/a');
  expect(chains.follow('/a', '/b')).toBe(1);
});

test('chains without end take no memory', () => {
  const chains = new RedirectChains();
  for (let at = 0; at < 2_000; at++) chains.follow(`/from/${at}`, `/to/${at}`);
  expect([chains.follow('/to/0', '/x'), chains.follow('/to/1999', '/y')]).toEqual([2, 1]);
});
