import { createSocket } from 'node:dgram';

// Hears what wakes devices, on every interface and over both families, and prints it.

for (const [type, address] of [
  ['udp4', '0.0.0.0'],
  ['udp6', '::'],
] as const) {
  for (const port of [7, 9]) {
    const socket = createSocket({ type, ipv6Only: type === 'udp6' });
    socket.on('message', (data, from) => {
      const heard = { family: type, port, from: from.address, data: data.toString('hex') };
      process.stdout.write(`${JSON.stringify(heard)}\n`);
    });
    socket.bind(port, address, () => process.stdout.write('ready\n'));
  }
}
