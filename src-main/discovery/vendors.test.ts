import { readFileSync } from 'node:fs';
import registry from 'oui-data';
import { expect, test } from 'vitest';
import { parseMac } from '../../src-core/net/mac.ts';
import { loadVendors, lookupIn } from './vendors.ts';

test('the longest registered prefix is the owner, and a locally administered MAC has none', () => {
  const vendorOf = lookupIn('001132\tWide\n0011320\tMiddle\n001132000\tNarrow\n525400\tNobody\n');
  const macs = [
    '00:11:32:00:00:01',
    '00:11:32:0f:00:01',
    '00:11:32:f0:00:01',
    '00:1b:21:00:00:01',
    '52:54:00:00:00:01',
  ];
  expect(macs.map((mac) => vendorOf(parseMac(mac)))).toEqual(['Narrow', 'Middle', 'Wide', null, null]);
});

test('the registry that is shipped is the whole one, and every entry is found', async () => {
  const vendorOf = await loadVendors();
  const entries = Object.entries(registry);
  expect(readFileSync('assets/ieee-registry.txt', 'utf8').trimEnd().split('\n')).toHaveLength(entries.length);
  const universal = entries.filter(([prefix]) => (Number.parseInt(prefix.slice(0, 2), 16) & 3) === 0);
  const wrong = universal.filter(([prefix, entry]) => {
    // A registered 24-bit prefix may be divided further, so the lookup starts from a MAC of its own longest one.
    const mac = parseMac(prefix.padEnd(12, 'f'));
    const owner = [9, 7, 6]
      .map((length) => mac.replaceAll(':', '').toUpperCase().slice(0, length))
      .find((key) => key in registry);
    const name = (owner === prefix ? entry : registry[owner as keyof typeof registry]).split('\n')[0] ?? '';
    const found = vendorOf(mac);
    return (
      found === null ||
      !name
        .replaceAll('&amp;', '&')
        .replaceAll('&quot;', '"')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .startsWith(found.replace(/…$/, '').split('\\u{')[0] ?? '')
    );
  });
  // VRRP, HSRP and GLBP prefixes are virtual routers, not their registrants' devices.
  expect(
    wrong.map(([prefix]) => prefix).filter((prefix) => !/^(00005E|00000C|000573|0007B4)/.test(prefix)),
  ).toEqual([]);
});

test('names are text, not the HTML that the registry is published as', async () => {
  const vendorOf = await loadVendors();
  expect(vendorOf(parseMac('d8:26:b9:00:00:01'))).toBe('Guangdong Coagent Electronics S&T Co.,Ltd.');
});
