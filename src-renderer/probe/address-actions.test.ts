import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { parseScoped } from '../../src-core/net/zone.ts';
import { actionsFor, actionSearch } from './address-actions.ts';

// Only what the devices that were found tell is asked of the program, which does not run here.
vi.mock('../app/api.ts', () => ({ api: {} }));

// Read as text: the registry itself leads to every page of the program.
const registry = readFileSync(new URL('probe-tools.ts', import.meta.url), 'utf8');
const tools = [...registry.matchAll(/^ {4}id: '([a-z-]+)',$/gm)].map(([, id]) => id);

test('the registry is read', () => expect(tools.length).toBeGreaterThan(10));

const toolsOf = (text: string) =>
  actionsFor(parseScoped(text)).flatMap((action) => (action.kind === 'direct' ? [] : [action.tool]));

test.each(['fe80::1%eth0', 'fe80::1', '2001:db8::1', '192.0.2.7', 'fd00::1', '::1'])(
  'the menu of %s has an entry for every tool',
  (text) => expect(new Set(toolsOf(text))).toEqual(new Set(tools)),
);

test.each([
  ['ff02::1%eth0', ['ping']],
  ['255.255.255.255', ['ping']],
  ['::', []],
])('%s is no host, and can be asked by %j', (text, those) => expect(toolsOf(text)).toEqual(those));

test.each([
  ['ping', 'fe80::1%eth0', { target: 'fe80::1%eth0' }],
  ['ping', 'fe80::1', { target: 'fe80::1' }],
  ['ssh', '192.0.2.7', { mode: 'ssh', target: '192.0.2.7' }],
  ['connect', 'fe80::1%eth0', { mode: 'raw', target: 'fe80::1%eth0' }],
  ['share', 'fe80::1%eth0', { with: 'fe80::1%eth0' }],
  ['random-targets', 'fe80::1%eth0', { target: 'fe80::/64%eth0' }],
  ['random-targets', 'fe80::1', { target: 'fe80::/64' }],
  ['random-targets', '2001:db8:1:2:3::4', { target: '2001:db8:1:2::/64' }],
  ['random-targets', '192.0.2.77', { target: '192.0.2.0/24' }],
])('%s opens for %s with %j', (id, text, search) => {
  const target = parseScoped(text);
  const action = actionsFor(target).find((each) => each.id === id);
  expect(action?.kind === 'tool' && actionSearch(action, target)).toEqual(search);
});
