import { expect, test } from 'vitest';
import { readPortTargets } from './port-targets.ts';

test.each([
  { text: '2001:db8::1, fe80::1%eth0\nnas', texts: ['2001:db8::1', 'fe80::1%eth0', 'nas'] },
  { text: '192.0.2.0/28 192.0.2.20-192.0.2.30', texts: ['192.0.2.0/28', '192.0.2.20-192.0.2.30'] },
  { text: '[fe80::2%25eth0] nas nas', texts: ['fe80::2%eth0', 'nas'] },
])('$text', ({ text, texts }) => {
  expect(readPortTargets(text)).toEqual({ texts, problem: undefined });
});

test.each([
  { text: '', problem: /at least one/ },
  { text: 'fe80::1', problem: /choose its interface/ },
  { text: '192.0.2.0/33', problem: /33/ },
  { text: '2001:db8::zz', problem: /zz|position|character/i },
])('$text is refused with its reason', ({ text, problem }) => {
  expect(readPortTargets(text).texts).toEqual([]);
  expect(readPortTargets(text).problem).toMatch(problem);
});
