import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { casesOf, goldenOf } from './fixtures.test-support.ts';
import { recognise } from './recognise.ts';
import { writers } from './registry.ts';

const readers = writers.filter(({ read }) => read !== undefined);
const formats = (...files: [name: string, text: string][]) =>
  recognise(
    writers,
    files.map(([name, text]) => ({ name, text })),
  );

it('every format that is read has signs, and no other', () => {
  expect(writers.filter(({ signs }) => signs !== undefined).map(({ id }) => id)).toEqual(
    readers.map(({ id }) => id),
  );
});

describe.each(readers.map(({ id }) => [id] as const))('files of %s', (id) => {
  const cases = casesOf(id).filter(({ readsBack }) => readsBack);
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s: by their names and texts, and by the texts alone',
    (_, one) => {
      const files = Object.entries(goldenOf(one));
      expect(formats(...files)[0]?.writer).toBe(id);
      expect(formats(...files.map(([, text]): [string, string] => ['pasted text', text]))[0]?.writer).toBe(
        id,
      );
    },
  );
});

// Names and texts as programs and manuals have them, not as this program writes them.
test.each<[string, [string, string][], string | undefined, string[]]>([
  [
    'radvd.conf(5)',
    [['radvd.conf', 'interface eth0\n{\n\tAdvSendAdvert on;\n\tprefix 2001:db8::/64\n\t{\n\t};\n};\n']],
    'radvd',
    ['line 3 has "AdvSendAdvert on;"', 'its name is radvd.conf'],
  ],
  ['a name alone', [['radvd.conf', 'interface eth0 { };\n']], 'radvd', ['its name is radvd.conf']],
  [
    'a text under the name of another format',
    [['radvd.conf', '# old\n{ "Dhcp6": { "subnet6": [] } }\n']],
    'kea-dhcp6',
    ['line 2 has "{ "Dhcp6": { "subnet6": [] } }"'],
  ],
  [
    'dhcpd.conf(5)',
    [
      [
        'pasted text',
        'default-lease-time 600;\nsubnet6 2001:db8::/32 {\n  range6 2001:db8::1 2001:db8::9;\n}\n',
      ],
    ],
    'isc-dhcp6',
    ['line 2 has "subnet6 2001:db8::/32 {"'],
  ],
  [
    'a config.boot of VyOS',
    [
      [
        'x',
        'interfaces {\n    vxlan vxlan10 {\n        ipv6 {\n            router-advert {\n                prefix 2001:db8::/64 {\n                }\n            }\n        }\n    }\n}\n',
      ],
    ],
    'vyos-vxlan',
    ['line 2 has "vxlan vxlan10 {"'],
  ],
  [
    'a ceph.conf of before',
    [['x', '[global]\r\nmon host = [2001:db8::1]\r\n']],
    'ceph',
    ['line 2 has "mon host = [2001:db8::1]"'],
  ],
  [
    'a my.cnf',
    [['my.cnf', '[mysqld]\nwsrep_cluster_address="gcomm://"\n']],
    'galera',
    ['line 2 has "wsrep_cluster_address="gcomm://""', 'its name is my.cnf'],
  ],
  [
    'a daemon.json',
    [['daemon.json', '{ "ipv6": true, "fixed-cidr-v6": "fd00::/80" }']],
    'docker-nat',
    ['line 1 has "{ "ipv6": true, "fixed-cidr-v6": "fd00::/80" }"', 'its name is daemon.json'],
  ],
  [
    'a bird.conf',
    [['x', 'router id 192.0.2.1;\nprotocol device {}\n']],
    'bird',
    ['line 2 has "protocol device {}"'],
  ],
  [
    'interfaces(5)',
    [['interfaces', 'auto lo\niface lo inet loopback\n']],
    'host-network',
    ['line 2 has "iface lo inet loopback"', 'its name is interfaces'],
  ],
  [
    'netplan',
    [['50-cloud-init.yaml', 'network:\n  version: 2\n  ethernets:\n    eth0: { dhcp6: true }\n']],
    'host-network',
    ['line 3 has "ethernets:"'],
  ],
  [
    'two files of networkd and one of another format',
    [
      ['10-eth0.network', '[Match]\nName=eth0\n'],
      ['10-br0.netdev', '[NetDev]\nName=br0\nKind=bridge\n'],
      ['bird.conf', ''],
    ],
    'host-network',
    [
      '10-eth0.network: line 1 has "[Match]"',
      '10-eth0.network: its name is 10-eth0.network',
      '10-br0.netdev: line 1 has "[NetDev]"',
      '10-br0.netdev: its name is 10-br0.netdev',
    ],
  ],
  [
    'a line that hides what it is',
    [['x', `protocol static ${'\u202e'.repeat(2)}{\n`]],
    'bird',
    ['line 1 has "protocol static \\u{202e}\\u{202e}{"'],
  ],
  ['nothing that is known', [['x', 'hello\n']], undefined, []],
])('%s', (_, files, writer, why) => {
  const [first] = formats(...files);
  expect([first?.writer, first?.why ?? []]).toEqual([writer, why]);
});

it('tells which files have no sign of it', () => {
  expect(
    formats(['a.network', '[Match]\n'], ['bird.conf', '']).map(({ writer, unlike }) => [writer, unlike]),
  ).toEqual([
    ['host-network', ['bird.conf']],
    ['bird', ['a.network']],
  ]);
});

it('any text is looked at without an error, and only as much as is needed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 2000 }), (name, text) => {
      expect(Array.isArray(formats([name, text]))).toBe(true);
    }),
  );
  const late = `${' '.repeat(4_000)}\nprotocol device {}\n`;
  const many = Array.from({ length: 100 }, (): [string, string] => ['x', late]);
  expect([formats(['x', late])[0]?.writer, formats(...many)]).toEqual(['bird', []]);
});
