import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { deviceOf } from './device.ts';
import { connectToDevice } from './device-socket.ts';

test('no other link is asked for a device whose interface has gone', async () => {
  const device = deviceOf({
    text: 'fe80::1%gone0',
    address: parseAddress('fe80::1'),
    zone: parseZone('gone0'),
  });
  const connecting = connectToDevice(device, { port: 80, tls: false }, new AbortController().signal);
  await expect(connecting).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('there is no interface gone0'),
  });
});
