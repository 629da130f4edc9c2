import { expect, it } from 'vitest';
import { read } from './read.ts';

const file = (text: string) => [{ name: 'bird6.conf', text }];

it('reads the part that the document adds to bird6.conf', () => {
  const text = `protocol babel {
    interface "wlan0", "wlan1" {
        type wireless;
        hello interval 1;
        rxcost 512;
    };
    interface "br-lan" {
        type wired;
    };
    import all;
    export all;
}
`;
  expect(read(file(text))).toEqual({
    values: {
      target: '1.6',
      babel: [
        { interfaces: ['wlan0', 'wlan1'], type: 'wireless', hello: 1, rxcost: 512 },
        { interfaces: ['br-lan'], type: 'wired' },
      ],
      ripng: [],
      announced: [],
      routes: [],
      connected: false,
      firewall: 'none',
    },
    left: [],
  });
});

it('hands back what the form cannot hold, with its line and why', () => {
  const text = `# by hand
router id 192.0.2.1;
log "/var/log/bird.log" all;
protocol device { scan time 5; }
protocol kernel { ipv6 { export filter { if net ~ [ ::/0 ] then reject; accept; }; }; }
protocol bgp up { local as 64500; }
protocol babel b1 {
  /* the radio */
  interface "wlan*" { type tunnel; hello interval 500 ms; password "x"; };
  ipv6 { import all; export where source = RTS_STATIC; };
}
protocol rip ng { disabled; ipv6; }
`;
  const { values, left } = read(file(text));
  expect(values).toMatchObject({ target: '2', routerId: '192.0.2.1', scanTime: 5, ripng: [] });
  expect(left.map(({ line, kind, text: words }) => [line, kind, words])).toEqual([
    [1, 'comment', '# by hand'],
    [3, 'unknown', 'log "/var/log/bird.log" all;'],
    [5, 'unknown', 'export filter { if net ~ [ ::/0 ] then reject; accept; }'],
    [6, 'unknown', 'protocol bgp up { local as 64500; }'],
    [8, 'comment', '/* the radio */'],
    [9, 'unknown', 'type tunnel;'],
    [9, 'unknown', 'hello interval 500 ms;'],
    [9, 'unknown', 'password "x";'],
    [10, 'unknown', 'export where source = RTS_STATIC;'],
    [12, 'unknown', 'protocol rip ng { disabled; ipv6; }'],
  ]);
});

it.each([
  ['', 'no configuration of BIRD'],
  ['interface eth0 { AdvSendAdvert on; };', 'no configuration of BIRD'],
  ['protocol babel {', 'line 1: this "{" is never closed'],
])('refuses %j', (text, words) => {
  expect(() => read(file(text))).toThrow(words);
});

it('reads lists of words in braces, whose last has no semicolon', () => {
  const text = 'log "/var/log/bird.log" { debug, auth };\nprotocol device { scan time 5 }\n';
  const { values, left } = read(file(text));
  expect(values).toMatchObject({ scanTime: 5 });
  expect(left.map(({ line, text: words }) => [line, words])).toEqual([
    [1, 'log "/var/log/bird.log" { debug , auth; }'],
  ]);
});

it('says where a protocol exports nothing, or is for IPv4 alone, and reads the words of old versions', () => {
  const text = `protocol kernel { ipv4 { export all; }; persist; }
protocol kernel { ipv6 { export all; }; learn; }
protocol static { ipv6; route 2001:db8::/32 reject; route 2001:db8:1::/48 drop; }
protocol babel { interface "eth0" { type wired; }; ipv6; }
protocol rip ng { interface "eth1"; ipv6 { import all; export none; }; }
`;
  const { values, left } = read(file(text));
  expect(values).toMatchObject({
    learn: true,
    babel: [{ interfaces: ['eth0'], type: 'wired' }],
    ripng: [{ interfaces: ['eth1'] }],
    routes: [
      { prefix: '2001:db8::/32', how: 'unreachable' },
      { prefix: '2001:db8:1::/48', how: 'blackhole' },
    ],
  });
  expect(values).not.toHaveProperty('persist');
  expect(left.map(({ line, text: words }) => [line, words])).toEqual([
    [1, 'protocol kernel { ipv4 { export all; } persist; }'],
    [4, 'protocol babel;'],
    [5, 'protocol rip ng;'],
    [5, 'export none;'],
  ]);
});
