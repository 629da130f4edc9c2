import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

// Listens on ports of TCP and UDP, and answers with more than one packet holds: a mebibyte to whoever connects, 4,000
// octets to every datagram, which leave in fragments.
//
// Arguments: the ports.

const ports = process.argv.slice(2).map(Number);
const large = Buffer.alloc(1 << 20, 'x');

await Promise.all(
  ports.flatMap((port) => [
    new Promise<void>((resolve) => {
      createServer((socket) => {
        // The other side may go before it has read everything.
        socket.on('error', () => socket.destroy());
        socket.end(large);
      }).listen(port, '::', resolve);
    }),
    new Promise<void>((resolve) => {
      const socket = createSocket('udp6');
      socket.on('message', (_message, from) => socket.send(large.subarray(0, 4000), from.port, from.address));
      socket.bind(port, '::', resolve);
    }),
  ]),
);
console.log('ready');
