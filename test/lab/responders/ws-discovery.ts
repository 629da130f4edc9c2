import { isIPv6 } from 'node:net';
import type { ResponderConfiguration } from '../responder.ts';
import { joinGroup } from './multicast.ts';

/** A device as Windows or a printer is (Web Services Dynamic Discovery, April 2005, section 5). */
export async function startWsDiscovery({ name, addresses }: ResponderConfiguration): Promise<void> {
  const ownIpv4 = addresses.find((address) => !isIPv6(address));
  const own = addresses.find((address) => isIPv6(address)) ?? '::1';
  const identity = Buffer.from(name).toString('hex').padStart(12, '0').slice(-12);
  await joinGroup(3702, { ipv6: 'ff02::c', ipv4: '239.255.255.250' }, ownIpv4, (message, _from, send) => {
    const text = message.toString('utf8');
    const id = /<[^<>]*MessageID[^<>]*>\s*([^<\s]+)\s*</.exec(text)?.[1];
    if (id === undefined || !text.includes('2005/04/discovery/Probe')) return;
    const answer =
      '<?xml version="1.0" encoding="utf-8"?>' +
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"' +
      ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"' +
      ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"' +
      ' xmlns:p="http://schemas.xmlsoap.org/ws/2006/02/devprof"><s:Header>' +
      '<a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>' +
      '<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action>' +
      `<a:MessageID>urn:uuid:6b9b2f4c-0000-4000-8000-${identity}</a:MessageID><a:RelatesTo>${id}</a:RelatesTo>` +
      '<d:AppSequence InstanceId="1" MessageNumber="1"/></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>' +
      `<a:EndpointReference><a:Address>urn:uuid:6b9b2f4c-1111-4000-8000-${identity}</a:Address></a:EndpointReference>` +
      `<d:Types>p:Device</d:Types><d:XAddrs>http://[${own}]:5357/${name}</d:XAddrs>` +
      '<d:MetadataVersion>1</d:MetadataVersion>' +
      '</d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>';
    setTimeout(() => send.reply(Buffer.from(answer)), Math.random() * 300);
  });
}
