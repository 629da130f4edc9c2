import { expect, it } from 'vitest';
import { textOf } from '../lines.ts';
import { casesOf, goldenOf } from '../fixtures.test-support.ts';
import { writtenOf } from '../preview.ts';
import junos from './index.ts';
import { pathsOf } from './paths.ts';

// The hierarchy, from Juniper's documents on "management-instance", "name-server", "dad-disable" and "static (Routing
// Options)": each statement with the levels above it.
const hierarchy = [
  /^system host-name [A-Za-z0-9-]{1,63}$/,
  /^system management-instance$/,
  /^system name-server [0-9a-f:.]+ routing-instance mgmt_junos$/,
  /^interfaces (?:em\d|fxp0|me0|vme|re\d:mgmt-\d) description [ -~]+$/,
  /^interfaces (?:em\d|fxp0|me0|vme|re\d:mgmt-\d) unit 0 family inet address \d+(?:\.\d+){3}\/\d+$/,
  /^interfaces (?:em\d|fxp0|me0|vme|re\d:mgmt-\d) unit 0 family inet6 (?:address [0-9a-f:]+\/\d+|dad-disable)$/,
  /^routing-instances mgmt_junos routing-options static route \d+(?:\.\d+){3}\/\d+ next-hop \d+(?:\.\d+){3}$/,
  /^routing-instances mgmt_junos routing-options rib mgmt_junos\.inet6\.0 static route [0-9a-f:]+\/\d+ next-hop [0-9a-f:]+$/,
];

const statements = (name: string, text: string) =>
  pathsOf({ name, text }).paths.map(({ words }) => words.join(' '));

it.each(casesOf('junos'))('keeps to the hierarchy of Junos: $name', (one) => {
  for (const [name, text] of Object.entries(goldenOf(one))) {
    const all = statements(name, text);
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter((path) => !hierarchy.some((form) => form.test(path)))).toEqual([]);
  }
});

it.each(casesOf('junos'))('says the same with braces and as set commands: $name', ({ values }) => {
  const [set, braces] = ['set', 'braces'].map((target) =>
    writtenOf(junos, { ...values, target }).written.files.flatMap(({ path, lines }) =>
      statements(path, textOf(lines)),
    ),
  );
  expect(set).toEqual(braces);
  expect(set?.length).toBeGreaterThan(2);
});

it.each(['set system services telnet', 'system { name-server { 2001:db8::53; } }'])(
  'the hierarchy refuses %j',
  (text) => {
    expect(statements('x', text).filter((path) => hierarchy.some((form) => form.test(path)))).toEqual([]);
  },
);
