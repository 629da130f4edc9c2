// A device with a page as a printer has it: absolute links to its own address, a login with a cookie, another port, a
// redirect to another host, and TLS with a certificate that it signed itself.
// Arguments: the link-local address, the files of the key and of the certificate.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

const [, , address = '', keyFile = '', certificateFile = ''] = process.argv;
const own = `http://[${address}]`;

function html(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'text/html', ...headers });
  response.end(`<!doctype html><title>Printer</title>${body}`);
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { host = '', cookie = '' } = request.headers;
  // Devices that guard against DNS rebinding take their own address alone.
  if (!host.startsWith(`[${address}]`)) return void response.writeHead(421).end('not my name');
  switch (request.url) {
    case '/':
      return html(
        response,
        `<h1>Printer</h1><a href="${own}/status">Status</a> <a href="${own}:8080/port">Other port</a> ` +
          '<a href="/away">Vendor</a> <form method="post" action="/login"><button>Log in</button></form>',
      );
    case '/status':
      return html(
        response,
        `<h1>Status</h1><p>cookies: ${cookie}</p><p id="js"></p><script>document.cookie='seen=1';document.getElementById('js').textContent='script: '+document.cookie</script>`,
      );
    case '/login':
      return void response
        .writeHead(303, {
          location: `${own}/status`,
          'set-cookie': `sid=42; Path=/; Domain=[${address}]; HttpOnly`,
        })
        .end();
    case '/away':
      return void response.writeHead(302, { location: 'http://vendor.example/support' }).end();
    default:
      return html(response, `<h1>Port ${String(request.socket.localPort)}</h1>`);
  }
}

const secure = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
let waiting = 3;
const ready = () => {
  waiting -= 1;
  if (waiting === 0) process.stdout.write('ready\n');
};
createServer(answer).listen(80, '::', ready);
createServer(answer).listen(8080, '::', ready);
createSecureServer(secure, answer).listen(443, '::', ready);
