import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyForms, terminalCommands } from './terminal-commands.ts';
import { parseScoped, tryParseScoped } from './zone.ts';

const commands = (text: string, platform: string) =>
  Object.fromEntries(terminalCommands(parseScoped(text), platform).map(({ id, command }) => [id, command]));

test('Linux, each line tried with the program itself on a link-local, a global and an IPv4 address', () => {
  expect(commands('fe80::1%eth0.10', 'linux')).toEqual({
    ping: 'ping -6 -c 4 fe80::1%eth0.10',
    ssh: 'ssh fe80::1%eth0.10',
    curl: "curl -g -6 'http://[fe80::1%25eth0.10]/'",
    traceroute: 'traceroute -6 -n fe80::1%eth0.10',
    tracepath: 'tracepath -6 -n fe80::1%eth0.10',
    nmap: 'nmap -6 -n -Pn fe80::1%eth0.10',
    ncat: 'ncat -6 -v fe80::1%eth0.10 80',
    telnet: 'telnet fe80::1%eth0.10 23',
    neighbour: 'ip -6 neigh show to fe80::1 dev eth0.10',
  });
  expect(commands('2001:db8::1', 'linux')).toMatchObject({
    ping: 'ping -6 -c 4 2001:db8::1',
    curl: "curl -g -6 'http://[2001:db8::1]/'",
    neighbour: 'ip -6 neigh show to 2001:db8::1',
  });
  expect(commands('192.0.2.1', 'linux')).toMatchObject({
    ping: 'ping -4 -c 4 192.0.2.1',
    curl: 'curl -g -4 http://192.0.2.1/',
    nmap: 'nmap -4 -n -Pn 192.0.2.1',
    neighbour: 'ip -4 neigh show to 192.0.2.1',
  });
  expect(commands('fe80::1%2', 'linux')['neighbour']).toBe('ip -6 neigh show to fe80::1 dev if2');
  expect(commands('fe80::1%eth0', 'freebsd')).toEqual(commands('fe80::1%eth0', 'linux'));
});

test('macOS has its own programs for IPv6', () => {
  expect(commands('fe80::1%en0', 'darwin')).toEqual({
    ping: 'ping6 -c 4 fe80::1%en0',
    ssh: 'ssh fe80::1%en0',
    curl: "curl -g -6 'http://[fe80::1%25en0]/'",
    traceroute: 'traceroute6 -n fe80::1%en0',
    nmap: 'nmap -6 -n -Pn fe80::1%en0',
    netcat: 'nc -6 -v fe80::1%en0 80',
    neighbour: 'ndp -n fe80::1%en0',
  });
  expect(commands('192.0.2.1', 'darwin')).toMatchObject({
    ping: 'ping -c 4 192.0.2.1',
    neighbour: 'arp -n 192.0.2.1',
  });
});

test('Windows takes the zone by index, and curl by the name that is not an alias', () => {
  expect(commands('fe80::1%12', 'win32')).toEqual({
    ping: 'ping -6 fe80::1%12',
    ssh: 'ssh fe80::1%12',
    curl: 'curl.exe -g -6 "http://[fe80::1%2512]/"',
    traceroute: 'tracert -6 -d fe80::1%12',
    nmap: 'nmap -6 -n -Pn fe80::1%12',
    connect: 'Test-NetConnection fe80::1%12 -Port 80',
    neighbour: 'Get-NetNeighbor -IPAddress fe80::1 -InterfaceIndex 12',
  });
  expect(commands('fe80::1%Ethernet', 'win32')['neighbour']).toBe(
    'Get-NetNeighbor -IPAddress fe80::1 -InterfaceAlias Ethernet',
  );
});

test('groups are pinged and nothing else; what cannot be reached has no command', () => {
  expect(commands('ff02::1%eth0', 'linux')).toEqual({ ping: 'ping -6 -c 4 ff02::1%eth0' });
  expect(commands('224.0.0.1', 'linux')).toEqual({ ping: 'ping -4 -c 4 224.0.0.1' });
  expect(commands('255.255.255.255', 'linux')).toEqual({ ping: 'ping -4 -b -c 4 255.255.255.255' });
  expect(commands('255.255.255.255', 'darwin')).toEqual({ ping: 'ping -c 4 255.255.255.255' });
  for (const text of ['::', '0.0.0.0', 'fe80::1', 'ff02::1']) expect(commands(text, 'linux')).toEqual({});
});

test('a zone that means something to a shell is quoted, and not offered to programs that refuse it', () => {
  const rows: [zone: string, platform: string, ping: string][] = [
    ['br_lan-x', 'linux', 'ping -6 -c 4 fe80::1%br_lan-x'],
    ['a;reboot', 'linux', "ping -6 -c 4 'fe80::1%a;reboot'"],
    ['$(id)', 'linux', "ping -6 -c 4 'fe80::1%$(id)'"],
    ['`id`', 'darwin', "ping6 -c 4 'fe80::1%`id`'"],
    ["o'b", 'linux', `ping -6 -c 4 'fe80::1%o'"'"'b'`],
    ['a\\b', 'linux', `ping -6 -c 4 'fe80::1%a'"\\\\"'b'`],
    ['é', 'linux', "ping -6 -c 4 'fe80::1%é'"],
    ['a&b', 'win32', 'ping -6 "fe80::1%a&b"'],
    ["a'b", 'win32', `ping -6 "fe80::1%a'b"`],
    ['$x', 'win32', "ping -6 'fe80::1%$x'"],
    ["$x'’", 'win32', "ping -6 'fe80::1%$x''’’'"],
    ['a“b', 'win32', "ping -6 'fe80::1%a“b'"],
  ];
  expect(
    rows.map(([zone, platform]) => [zone, platform, commands(`fe80::1%${zone}`, platform)['ping']]),
  ).toEqual(rows);
  expect(rows.slice(1).filter(([zone, platform]) => 'ssh' in commands(`fe80::1%${zone}`, platform))).toEqual(
    [],
  );
  expect(rows.slice(1).filter(([zone, platform]) => 'curl' in commands(`fe80::1%${zone}`, platform))).toEqual(
    [],
  );
});

test('copies the plain address, with its zone, as commands and as a URI', () => {
  const texts = (text: string, platform: string) =>
    copyForms(parseScoped(text), platform).map((form) => [form.id, form.text]);
  expect(texts('fe80::1%eth0', 'linux')).toEqual([
    ['plain', 'fe80::1'],
    ['zone', 'fe80::1%eth0'],
    ['ping', 'ping -6 -c 4 fe80::1%eth0'],
    ['ssh', 'ssh fe80::1%eth0'],
    ['curl', "curl -g -6 'http://[fe80::1%25eth0]/'"],
    ['uri', 'http://[fe80::1%25eth0]/'],
  ]);
  expect(texts('192.0.2.1', 'win32')).toEqual([
    ['plain', '192.0.2.1'],
    ['ping', 'ping -4 192.0.2.1'],
    ['ssh', 'ssh 192.0.2.1'],
    ['curl', 'curl.exe -g -4 http://192.0.2.1/'],
    ['uri', 'http://192.0.2.1/'],
  ]);
  expect(texts('fe80::1', 'linux')).toEqual([['plain', 'fe80::1']]);
  expect(texts('ff02::fb%eth0', 'linux').map(([id]) => id)).toEqual(['plain', 'zone', 'ping']);
});

/** Splits a command line into words as a POSIX shell does, and fails on anything that the shell would act on. */
function posixWords(line: string): string[] {
  const words: string[] = [];
  for (const chunk of line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []) {
    let word = '';
    for (const [part] of chunk.matchAll(/'[^']*'|"[^"]*"|[^'"]+/g)) {
      if (part.startsWith("'")) word += part.slice(1, -1);
      else if (part.startsWith('"')) word += part.slice(1, -1).replaceAll('\\\\', '\\');
      else if (/^[A-Za-z0-9_.:%/@+-]+$/.test(part)) word += part;
      else throw new Error(`the shell would act on ${part}`);
    }
    words.push(word);
  }
  return words;
}

test('whatever the zone, a shell reads it as one word that does not begin with "-"', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (zone) => {
      const target = tryParseScoped(`fe80::1%${zone}`);
      // A zone with the name of a word that `ip neigh show to … dev` has itself would be counted twice.
      if (target === undefined || ['ip', '-6', 'neigh', 'show', 'to', 'dev'].includes(zone)) return;
      for (const { id, command } of terminalCommands(target, 'linux')) {
        const words = posixWords(command);
        const expected =
          id === 'curl' ? `http://[fe80::1%25${zone}]/` : id === 'neighbour' ? zone : `fe80::1%${zone}`;
        const found = words.filter((word) => word === expected || word === `if${zone}`);
        expect([id, words, found.length]).toEqual([id, words, 1]);
      }
    }),
    { numRuns: 500 },
  );
});
