import { createServer } from 'node:net';

// A service that never stops greeting, with what steers terminals: `node endless.ts ADDRESS PORT`.
const [host = '::', port = ''] = process.argv.slice(2);
const steering = '\u001B[2J\u001B]0;evil\u0007\u001B]52;c;ZXZpbA==\u0007\u009B31m\u202E\u0000';
const piece = Buffer.from(`${steering}${'x'.repeat(4_000)}\n${'no end of line '.repeat(2_000)}\r`);
createServer((socket) => {
  const greet = (): void => {
    while (socket.writable && socket.write(piece));
  };
  socket.on('drain', greet);
  // Who has seen enough resets the connection.
  socket.on('error', () => undefined);
  greet();
}).listen({ host, port: Number(port) }, () => console.log('ready'));
