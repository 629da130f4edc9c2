import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

// Asks for a long answer and prints how many octets came in all, or `nothing` where none came in time.
//
// Arguments: `tcp` or `udp`, the address, the port.

const [protocol, address = '', port = ''] = process.argv.slice(2);
const timer = setTimeout(() => end(0), 5000);

function end(octets: number): void {
  clearTimeout(timer);
  console.log(octets === 0 ? 'nothing' : String(octets));
  process.exit(0);
}

if (protocol === 'udp') {
  const socket = createSocket('udp6');
  socket.on('message', (message) => end(message.length));
  // A datagram is lost where the neighbour is not known yet and the answer is fragmented: it asks a few times.
  const ask = () => socket.send('?', Number(port), address);
  ask();
  setInterval(ask, 1000).unref();
} else {
  let octets = 0;
  const socket = connect({ host: address, port: Number(port) });
  socket.on('data', (chunk) => (octets += chunk.length));
  socket.on('end', () => end(octets));
  socket.on('error', () => end(0));
}
