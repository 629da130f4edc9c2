import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { portOfOwnUri } from './uri-port.ts';

test('the port of a URI, where it names the very host that sent it', () => {
  const rows: readonly (readonly [string, string, number | undefined])[] = [
    ['http://192.0.2.2:49152/description.xml', '192.0.2.2', 49152],
    ['http://192.0.2.2/description.xml', '192.0.2.2', 80],
    ['HTTPS://192.0.2.2', '192.0.2.2', 443],
    ['http://[fe80::2]:5357/x', 'fe80::2', 5357],
    ['http://[fe80::2%25eth0]:5357/x', 'fe80::2', 5357],
    ['http://[FE80:0::2]:5357/x', 'fe80::2', 5357],
    ['http://192.0.2.3:80/', '192.0.2.2', undefined],
    ['http://192.0.2.2@192.0.2.3/', '192.0.2.2', undefined],
    ['http://192.0.2.2:99999/', '192.0.2.2', undefined],
    ['http://192.0.2.2:0/', '192.0.2.2', undefined],
    ['http://router.example/', '192.0.2.2', undefined],
    ['ftp://192.0.2.2/', '192.0.2.2', undefined],
    ['javascript:alert(1)', '192.0.2.2', undefined],
    [`http://${'a'.repeat(100_000)}`, '192.0.2.2', undefined],
  ];
  for (const [uri, address, port] of rows) {
    expect(portOfOwnUri(uri, parseAddress(address)), uri.slice(0, 60)).toBe(port);
  }
});
