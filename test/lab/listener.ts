import { createServer } from 'node:net';

// Listens on TCP ports, of both families, and hangs up on everyone: `node listener.ts 22 80`. Says so when it does all.
const ports = process.argv.slice(2).map(Number);
await Promise.all(
  ports.map(
    (port) =>
      new Promise<void>((resolve) => {
        const server = createServer((socket) => {
          // Scanners reset what they opened.
          socket.on('error', () => undefined);
          socket.end();
        });
        server.listen({ port, host: '::', backlog: 1024 }, resolve);
      }),
  ),
);
console.log('ready');
