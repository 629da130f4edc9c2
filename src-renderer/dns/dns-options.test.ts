import { expect, test } from 'vitest';
import { dnsOptionsOf, portProblem, typesProblem } from './dns-options.ts';

test('types from the list and typed ones are asked for once, at the port', () => {
  const search = { types: 'A TXT', more: 'type65280, txt  TYPE16', port: '5353' };
  expect(dnsOptionsOf('nas.example', search, false)).toEqual({
    name: 'nas.example',
    types: ['A', 'TXT', 'TYPE65280', 'TYPE16'],
    servers: [],
    port: 5353,
  });
});

test.each([
  [{ more: 'TYPE65280 caa' }, undefined],
  [{ more: 'ANY' }, 'RFC 8482'],
  [{ more: 'TYPE0' }, '"TYPE0" is no record type'],
  [{ more: 'type65536' }, '"TYPE65536" is no record type'],
  [
    { more: Array.from({ length: 17 }, (_, index) => `TYPE${index + 1_000}`).join(' ') },
    'At most 16 types at once',
  ],
])('%j: %s', (search, problem) => {
  if (problem === undefined) expect(typesProblem(search)).toBeUndefined();
  else expect(typesProblem(search)).toContain(problem);
});

test.each(['0', '65536', '-1', 'x'])('the port %s is refused', (port) => {
  expect(portProblem({ port })).toBe('A whole number from 1 to 65535');
});
