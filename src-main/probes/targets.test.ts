import { expect, test } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { readSource, resolveFrom } from './targets.ts';

// The one interface that every computer has.
const zone = process.platform === 'darwin' ? 'lo0' : 'lo';
const onLoopback = `fe80::2%${zone}`;

test.runIf(process.platform !== 'win32').each([
  [onLoopback, null, null],
  [onLoopback, 'fe80::1', { address: 'fe80::1', zone }],
  [onLoopback, `fe80::1%${zone}`, { address: 'fe80::1', zone }],
  [onLoopback, '2001:db8::1', { address: '2001:db8::1', zone: null }],
  ['2001:db8::2', zone, { address: null, zone }],
  ['192.0.2.2', '192.0.2.1', { address: '192.0.2.1', zone: null }],
])('%s is asked from %s', async (target, source, expected) => {
  const found = await resolveFrom(target, 'any', readSource(source));
  expect(found).toMatchObject([{ target: { text: target }, source: expected }]);
});

test.each([
  ['192.0.2.2', '2001:db8::1', /^192\.0\.2\.2 is asked over IPv4: it cannot be asked from 2001:db8::1/],
  ['2001:db8::2', '192.0.2.1', /^2001:db8::2 is asked over IPv6: it cannot be asked from 192\.0\.2\.1/],
  ['2001:db8::2', 'fe80::1', /^fe80::1 is on every link: name the interface/],
])('%s is not asked from %s', async (target, source, message) => {
  await expect(resolveFrom(target, 'any', readSource(source))).rejects.toMatchObject({
    code: 'bad-input',
    message,
  });
});

test.each([
  ['127.0.0.1', 4],
  ['::1', 6],
])('a name is asked over the family of %s', async (source, version) => {
  const found = await resolveFrom('localhost', 'any', readSource(source)).catch((error: unknown) => error);
  // A computer may know its own name over one family alone, and says so then.
  if (found instanceof Error) expect(found.message).toBe(`the name localhost has no IPv${version} address`);
  else expect(found).toMatchObject([{ source: { address: parseAddress(source) } }]);
});
