import { isIPv6 } from 'node:net';
import type { ResponderConfiguration } from '../responder.ts';
import { joinGroup } from './multicast.ts';

/** A device as a television is (UPnP Device Architecture 2.0, section 1.3). */
export async function startSsdp({ name, addresses }: ResponderConfiguration): Promise<void> {
  const ownIpv4 = addresses.find((address) => !isIPv6(address));
  const own = addresses.find((address) => isIPv6(address)) ?? '::1';
  await joinGroup(1900, { ipv6: 'ff02::c', ipv4: '239.255.255.250' }, ownIpv4, (message, _from, send) => {
    const text = message.toString('utf8');
    if (!text.startsWith('M-SEARCH ') || !/ssdp:discover/.test(text)) return;
    const target = /^ST:\s*(\S+)/im.exec(text)?.[1] ?? '';
    if (target !== 'ssdp:all' && target !== 'upnp:rootdevice') return;
    const answer = [
      'HTTP/1.1 200 OK',
      'CACHE-CONTROL: max-age=1800',
      'EXT:',
      `LOCATION: http://[${own}]:8080/${name}.xml`,
      'SERVER: Linux/6 UPnP/2.0 Lab/1.0',
      'ST: upnp:rootdevice',
      `USN: uuid:2fac1234-31f8-11b4-a222-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}::upnp:rootdevice`,
      '',
      '',
    ].join('\r\n');
    setTimeout(() => send.reply(Buffer.from(answer)), Math.random() * 300);
  });
}
