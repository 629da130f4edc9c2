import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const profileOf = (name: string, file: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, 'fixtures', name, 'files/root', file), 'utf8'));

it('writes profiles that YAML reads as the ones of the document and of the form', () => {
  expect([profileOf('document', 'extbridge.yaml'), profileOf('everything', 'outer.yaml')]).toEqual([
    {
      config: {},
      description: 'bridged networking LXD profile',
      devices: { eth0: { name: 'eth0', nictype: 'bridged', parent: 'br0', type: 'nic' } },
      name: 'extbridge',
    },
    {
      config: {},
      description: `no: "x" # {y} - 'z'`,
      devices: { net0: { name: 'net0', nictype: 'bridged', parent: 'br-lan', type: 'nic' } },
      name: 'outer',
    },
  ]);
});
