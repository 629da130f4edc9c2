import { expect, it } from 'vitest';
import { previewOf } from '../preview.ts';
import radvd from '../radvd/index.ts';
import { toRadvd, toRtadvd } from './convert.ts';
import rtadvd from './index.ts';
import { read } from './read.ts';

const document = String.raw`# comment
vlan704:\
    :addrs#1:addr="2001:db8:100::"\
    :prefixlen#64\
    :tc=default\
    :rdnss="2001:db8:53::1,2001:db8::53::2":
`;

it('reads the old form of the document, and tells where its name server is wrong', () => {
  const start = '# RADVD\nrtadvd_enable="YES"\nrtadvd_interfaces="vlan704 vlan705"\n';
  const { values, left } = read([
    { name: 'rtadvd.conf', text: document },
    { name: 'rc.conf', text: start },
  ]);
  const none = { routes: [], dnssl: [] };
  expect(values).toEqual({
    interfaces: [
      {
        name: 'vlan704',
        prefixes: [{ prefix: '2001:db8:100::/64' }],
        rdnss: [{ addresses: ['2001:db8:53::1', '2001:db8::53::2'] }],
        ...none,
      },
      { name: 'vlan705' },
    ],
  });
  expect(left.map(({ file, line, text }) => [file, line, text])).toEqual([
    ['rc.conf', 1, '# RADVD'],
    ['rtadvd.conf', 1, '# comment'],
    ['rtadvd.conf', 3, 'addrs#1'],
    ['rtadvd.conf', 5, 'tc="default"'],
  ]);
  const { problems, usable } = previewOf(rtadvd, values);
  expect(usable).toBe(false);
  expect(problems.map(({ path }) => path)).toEqual(['interfaces.0.rdnss.0.addresses.1']);
});

it('takes over what tc refers to, and flags as numbers', () => {
  const text = 'base:\\\n\t:chlim#32:raflags#0xd8:maxinterval#100:\nem0:\\\n\t:maxinterval#200:tc=base:\n';
  expect(read([{ name: 'x', text }]).values).toMatchObject({
    interfaces: [
      { name: 'em0', maxInterval: 200, hopLimit: 32, managed: true, otherConfig: true, preference: 'low' },
    ],
  });
});

it.each([
  ['em0\n', 'x, line 1: expected the name of an interface and ":"'],
  ['em0:\\\n\t:chlim#many:\n', 'x, line 2: this is no field: chlim#many'],
  ['em0:\\\n\t:chlim#64\n', 'x, line 2: the last field of an entry ends with ":"'],
  ['em0:\\\n\t:chlim#64:\\', 'x, line 2: the line goes on after the end of the file'],
  ['em0:\\\n\t:rdnss="2001:db8::1:\n', 'x, line 2: this is no field: rdnss="2001:db8::1:'],
])('refuses %j', (text, message) => {
  expect(() => read([{ name: 'x', text }])).toThrow(message);
});

it('moves to radvd and back, with what the other does not know', () => {
  const there = toRtadvd(
    radvd.schema.parse({
      interfaces: [
        {
          name: 'eth0',
          unicastOnly: true,
          prefixes: [{ prefix: '2001:db8:1::/64', deprecateAtEnd: true }],
          routes: [{ prefix: '2001:db8:2::/48' }],
          nat64: [{ prefix: '64:ff9b::/96' }],
        },
        { name: 'eth1', prefixes: [{ prefix: '::/64' }] },
        { name: 'eth2', prefixes: [] },
      ],
    }),
  );
  expect(there.problems.map(({ path }) => path)).toEqual([
    'interfaces.0.unicastOnly',
    'interfaces.0.nat64',
    'interfaces.0.prefixes.0.deprecateAtEnd',
    'interfaces.1.prefixes.0.prefix',
    'interfaces',
  ]);
  expect(previewOf(rtadvd, there.values).problems).toEqual([]);
  const back = toRadvd(rtadvd.schema.parse(there.values));
  expect(previewOf(radvd, back.values).problems).toEqual([]);
  const { interfaces } = radvd.schema.parse(back.values);
  expect(interfaces.map(({ name, prefixes }) => [name, prefixes.map(({ prefix }) => prefix)])).toEqual([
    ['eth0', ['2001:db8:1::/64']],
    ['eth1', ['::/64']],
    ['eth2', []],
  ]);
});
