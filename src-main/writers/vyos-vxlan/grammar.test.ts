import { expect, it } from 'vitest';
import { casesOf, goldenOf } from '../fixtures.test-support.ts';

// The commands, from the VyOS documents on "VXLAN", "Ethernet" and "Router Advertisements"; `N` a number, `A` an address,
// `P` an address or a prefix with its length, `TEXT` text, `IF` an interface.
const current = [
  "set interfaces (?:ethernet eth|bonding bond|bridge br)\\d+(?: vif N)? (?:mtu 'N'|address 'P'|description 'TEXT')",
  "set interfaces vxlan vxlanN (?:vni 'N'|mtu 'N'|port 'N'|group 'A'|remote 'A'|address 'P'|description 'TEXT')",
  "set interfaces vxlan vxlanN source-interface 'IF'",
  'set interfaces vxlan vxlanN ip enable-arp-(?:accept|announce)',
  "set service router-advert interface vxlanN (?:hop-limit|interval max|link-mtu) 'N'",
  'set service router-advert interface vxlanN (?:managed|other-config)-flag',
  "set service router-advert interface vxlanN name-server 'A'",
  "set service router-advert interface vxlanN dnssl '[\\w.-]+'",
  "set service router-advert interface vxlanN prefix P valid-lifetime 'N'",
];
const old = [
  "set interfaces (?:ethernet eth|bonding bond|bridge br)\\d+(?: vif N)? (?:mtu 'N'|address 'P'|description 'TEXT')",
  "set interfaces vxlan vxlanN (?:vni 'N'|mtu 'N'|remote-port 'N'|group 'A'|remote 'A'|address 'P'|description 'TEXT')",
  "set interfaces vxlan vxlanN link 'IF'",
  'set interfaces vxlan vxlanN ip enable-arp-(?:accept|announce)',
  "set interfaces vxlan vxlanN ipv6 dup-addr-detect-transmits 'N'",
  "set interfaces vxlan vxlanN ipv6 router-advert (?:cur-hop-limit|link-mtu|max-interval|reachable-time|retrans-timer) 'N'",
  "set interfaces vxlan vxlanN ipv6 router-advert (?:managed-flag|other-config-flag|send-advert) '(?:true|false)'",
  "set interfaces vxlan vxlanN ipv6 router-advert name-server 'A'",
  "set interfaces vxlan vxlanN ipv6 router-advert prefix P (?:autonomous|on-link)-flag '(?:true|false)'",
  "set interfaces vxlan vxlanN ipv6 router-advert prefix P valid-lifetime 'N'",
];
const tokens: Readonly<Record<string, string>> = {
  N: '\\d{1,10}',
  A: '(?:[0-9a-f:]*:[0-9a-f:]*|\\d{1,3}(?:\\.\\d{1,3}){3})',
  P: '(?:[0-9a-f:]*:[0-9a-f:]*|\\d{1,3}(?:\\.\\d{1,3}){3})/\\d{1,3}',
  TEXT: "[^'\\\\?]+",
  IF: '(?:eth|bond|br)\\d+(?:\\.\\d+)?',
};

function formOf(line: string): RegExp {
  return new RegExp(
    `^${line.replace(/TEXT|IF|N(?![a-z])|\bA\b|\bP\b/g, (token) => tokens[token] ?? token)}$`,
  );
}

function refusedLines(text: string, lines: readonly string[]): string[] {
  const forms = lines.map(formOf);
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => !forms.some((form) => form.test(line)));
}

it.each(casesOf('vyos-vxlan'))('keeps to the commands of VyOS: $name', ({ values, ...one }) => {
  for (const text of Object.values(goldenOf({ values, ...one })))
    expect(refusedLines(text, values['target'] === '1.1' ? old : current)).toEqual([]);
});

it.each([
  "set interfaces vxlan vxlan1 group 'evil'",
  "set interfaces vxlan vxlan1 link 'eth0'",
  "set interfaces vxlan vxlan1 mtu '1500'; evil",
  "set interfaces ethernet eth0 description 'it's'",
])('the grammar refuses %j', (text) => {
  expect(refusedLines(text, current)).toEqual([text]);
});
