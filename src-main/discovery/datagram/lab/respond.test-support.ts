// Answers as devices do, on eth0 of the namespace that it runs in. Argument: what to be, see `answerers`.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import * as dnsPacket from 'dns-packet';

export const device = {
  linkLocal: 'fe80::2',
  global: '2001:db8:1::2',
  ipv4: '192.0.2.2',
  /** A second address of the same machine, from which the honest neighbour of the hostile device answers. */
  honestIpv4: '192.0.2.3',
} as const;

type Reply = (answer: string | Buffer) => void;
type Answerer = (data: Buffer, from: RemoteInfo, reply: Reply) => void;

async function listen(group: string, port: number, onDatagram: Answerer, from?: string): Promise<Socket> {
  const six = group.includes(':');
  const socket = createSocket({ type: six ? 'udp6' : 'udp4', reuseAddr: true, ipv6Only: six });
  socket.on('message', (data, sender) =>
    onDatagram(data, sender, (answer) => (replier ?? socket).send(answer, sender.port, sender.address)),
  );
  socket.bind(port);
  await once(socket, 'listening');
  if (six) socket.addMembership(group, '::%eth0');
  else socket.addMembership(group, device.ipv4);
  let replier: Socket | undefined;
  if (from !== undefined) {
    replier = createSocket({ type: 'udp4', reuseAddr: true });
    replier.bind(port, from);
    await once(replier, 'listening');
  }
  return socket;
}

const ssdp: Answerer = (data, from, reply) => {
  if (!data.toString().startsWith('M-SEARCH')) return;
  const host = from.family === 'IPv6' ? `[${device.linkLocal}]` : device.ipv4;
  const lines = [
    'HTTP/1.1 200 OK',
    'ST: upnp:rootdevice',
    'SERVER: Box/2',
    `LOCATION: http://${host}:49152/d.xml`,
  ];
  reply(`${lines.join('\r\n')}\r\n\r\n`);
};

const wsDiscovery: Answerer = (data, from, reply) => {
  const [, namespace] = /"(http:\/\/schemas[^"]*discovery)"/.exec(data.toString()) ?? [];
  if (namespace === undefined) return;
  const host = from.family === 'IPv6' ? `[${device.linkLocal}]` : device.ipv4;
  reply(
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:d="${namespace}" ` +
      'xmlns:p="http://schemas.xmlsoap.org/ws/2006/02/devprof"><s:Body><d:ProbeMatches><d:ProbeMatch>' +
      `<d:Types>p:Device</d:Types><d:XAddrs>http://${host}:5357/x</d:XAddrs>` +
      '</d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>',
  );
};

const llmnr: Answerer = (data, _from, reply) => {
  const { id = 0, questions = [] } = dnsPacket.decode(data);
  const [question] = questions;
  if (question === undefined) return;
  const { name, type } = question;
  const isOurs = name.toUpperCase() === 'DESKTOP-7';
  const answers: dnsPacket.Answer[] = [];
  if (type === 'PTR' && name === '2.2.0.192.in-addr.arpa')
    answers.push({ type, name, ttl: 30, data: 'DESKTOP-7' });
  if (type === 'AAAA' && isOurs) answers.push({ type, name, ttl: 30, data: device.linkLocal });
  if (type === 'A' && isOurs) answers.push({ type, name, ttl: 30, data: device.ipv4 });
  if (answers.length > 0) reply(dnsPacket.encode({ type: 'response', id, questions, answers }));
};

/** Answers the first question with 10,000 names and whatever else is refused, then floods for as long as it lives. */
function hostileMdns(): Answerer {
  const nasty = '<b>\u202e\u0007';
  let begun = false;
  return (data, _from, reply) => {
    if (begun || (data[2] ?? 0) >= 0x80) return;
    begun = true;
    for (let first = 0; first < 10_000; first += 50) {
      const answers = Array.from({ length: 50 }, (_, index): dnsPacket.Answer => {
        const name = `${nasty}${first + index}.local`;
        return { type: 'AAAA', name, ttl: 120, data: `fe80::bad:${(first + index).toString(16)}` };
      });
      reply(dnsPacket.encode({ type: 'response', answers }));
    }
    reply(Buffer.alloc(65_000, 0xc0));
    const garbage = Buffer.from('0000840000000009000000ffc00c000c000100000078', 'hex');
    setInterval(() => {
      for (let count = 0; count < 200; count++) reply(garbage);
    }, 20);
  };
}

const honestMdns: Answerer = (_data, _from, reply) => {
  const answers: dnsPacket.Answer[] = [
    { type: 'A', name: 'honest.local', ttl: 120, data: device.honestIpv4 },
  ];
  reply(dnsPacket.encode({ type: 'response', answers }));
};

const answerers: Record<string, () => Promise<unknown>> = {
  ssdp: () => Promise.all([listen('ff02::c', 1900, ssdp), listen('239.255.255.250', 1900, ssdp)]),
  'ws-discovery': () =>
    Promise.all([listen('ff02::c', 3702, wsDiscovery), listen('239.255.255.250', 3702, wsDiscovery)]),
  llmnr: () => Promise.all([listen('ff02::1:3', 5355, llmnr), listen('224.0.0.252', 5355, llmnr)]),
  'hostile-mdns': () =>
    Promise.all([
      listen('224.0.0.251', 5353, hostileMdns(), device.ipv4),
      listen('224.0.0.251', 5353, honestMdns, device.honestIpv4),
    ]),
  /** Holds the port of mDNS for itself, as some programs do. */
  'port-holder': async () => {
    for (const type of ['udp4', 'udp6'] as const) {
      const socket = createSocket({ type, ipv6Only: type === 'udp6' });
      socket.bind(5353);
      await once(socket, 'listening');
    }
  },
};

const [role] = process.argv.slice(2);
if (role !== undefined && import.meta.main) {
  await answerers[role]?.();
  process.stdout.write('ready\n');
}
