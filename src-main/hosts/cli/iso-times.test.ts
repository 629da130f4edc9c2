import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withIsoTimes } from './iso-times.ts';

const api = new URL('../../../src-core/api/', import.meta.url);
/** Every field of the contract that is declared to be a time. */
const fields = readdirSync(api)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .flatMap((name) => [...readFileSync(new URL(name, api), 'utf8').matchAll(/^\s+(\w+): timeMs\b/gm)])
  .map(([, field = '']) => field);

test.each([...new Set([...fields, 'downSince', 'beganAt'])])('%s stands as ISO 8601', (field) => {
  expect(withIsoTimes([{ within: { [field]: 0 } }])).toEqual([
    { within: { [field]: '1970-01-01T00:00:00.000Z' } },
  ]);
});

test('what is no time stays', () => {
  const value = { at: null, elapsedMs: 5, list: ['a', 1, null, true] };
  expect(withIsoTimes(value)).toEqual(value);
});
