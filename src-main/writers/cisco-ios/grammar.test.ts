import { expect, it } from 'vitest';
import { casesOf, goldenOf } from '../fixtures.test-support.ts';

// The grammar of the lines, from the Cisco IOS IPv6 Command Reference: `WORD` a name, `X::X` an address, `P` a prefix
// or an address with its length, `N` a number, `T` a number or "infinite", `[…]` may be left out. Lines inside of a
// mode begin with one space.
const modes: Readonly<Record<string, readonly string[]>> = {
  global: [
    'ipv6 unicast-routing',
    'ipv6 cef',
    'ipv6 dhcp pool WORD',
    'interface IF',
    'ipv6 local pool WORD P N',
    'ipv6 route P IF',
    '!',
    'end',
  ],
  'ipv6 dhcp pool': ['prefix-delegation pool WORD[ lifetime T T]', 'dns-server X::X', 'domain-name WORD'],
  interface: [
    'description TEXT',
    'ip address A.B.C.D A.B.C.D',
    'ip nat inside',
    'ip virtual-reassembly in',
    'ipv6 address[ WORD] P',
    'ipv6 enable',
    'ipv6 nd managed-config-flag',
    'ipv6 nd other-config-flag',
    'ipv6 nd ra lifetime N',
    'ipv6 nd ra interval N',
    'ipv6 nd ra dns server X::X[ T]',
    'ipv6 dhcp server WORD[ rapid-commit]',
    'ipv6 dhcp client pd WORD[ rapid-commit]',
    'ipv6 mld query-interval N',
  ],
};
const tokens: Readonly<Record<string, string>> = {
  WORD: '[A-Za-z0-9][\\w.-]*',
  'X::X': '[0-9a-f:]*:[0-9a-f:]*',
  P: '[0-9a-f:]*:[0-9a-f:]*/(?:12[0-8]|1[01]\\d|\\d{1,2})',
  'A.B.C.D': '\\d{1,3}(?:\\.\\d{1,3}){3}',
  N: '\\d{1,10}',
  T: '(?:\\d{1,10}|infinite)',
  IF: '(?:Null0|[A-Z][A-Za-z]+\\d+(?:/\\d+)*(?:\\.\\d+)?)',
  TEXT: '[ -~]+',
};

function formOf(line: string): RegExp {
  const text = line.replace(/A\.B\.C\.D|X::X|WORD|TEXT|\bIF\b|\bP\b|\bN\b|\bT\b|\[|\]/g, (token) =>
    token === '[' ? '(?:' : token === ']' ? ')?' : (tokens[token] ?? token),
  );
  return new RegExp(`^${text}$`);
}

const forms = Object.fromEntries(Object.entries(modes).map(([mode, lines]) => [mode, lines.map(formOf)]));

function refusedLines(text: string): string[] {
  let mode = 'none';
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => {
      const inside = line.startsWith(' ');
      if (!inside)
        mode = ['ipv6 dhcp pool', 'interface'].find((head) => line.startsWith(`${head} `)) ?? 'none';
      const own = forms[inside ? mode : 'global'] ?? [];
      return !own.some((form) => form.test(line.trimStart()));
    });
}

it.each(casesOf('cisco-ios'))('keeps to the grammar of IOS: $name', (one) => {
  for (const text of Object.values(goldenOf(one))) expect(refusedLines(text)).toEqual([]);
});

it.each([
  'ipv6 local pool a 2001:db8::/129 60',
  'ipv6 route 2001:db8::/48',
  'interface vlan 1',
  ' dns-server 2001:db8::1',
  'ipv6 dhcp pool a\n ipv6 enable',
  'interface Vlan1\n ipv6 nd ra dns server 192.0.2.1',
])('the grammar refuses %j', (text) => {
  expect(refusedLines(text)).not.toEqual([]);
});
