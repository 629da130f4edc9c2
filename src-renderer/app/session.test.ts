import { expect, test, vi } from 'vitest';
import { takeToken } from './session.ts';

function page(hash: string) {
  const replaceState = vi.fn();
  return { location: { hash, pathname: '/', search: '?a' }, history: { replaceState }, replaceState };
}

test('the token is taken out of the address bar and of the history', () => {
  const token = 'A-z_0'.repeat(8);
  const { location, history, replaceState } = page(`#token=${token}`);
  expect(takeToken(location, history)).toBe(token);
  expect(replaceState).toHaveBeenCalledWith(null, '', '/?a');
});

test.each([
  '',
  '#/devices',
  '#token=',
  '#token=short',
  `#token=${'a'.repeat(129)}`,
  `#token=${'a'.repeat(40)}&x`,
  `#x&token=${'a'.repeat(40)}`,
])('%j holds no token, and the address stays', (hash) => {
  const { location, history, replaceState } = page(hash);
  expect(takeToken(location, history)).toBeNull();
  expect(replaceState).not.toHaveBeenCalled();
});
