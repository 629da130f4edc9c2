import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import { createServer as createPlain } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cleanUp, fetchLocal, later, listen, openPage, start } from './web-page.test-support.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-tls-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(cleanUp);

/** A certificate that signs itself, made by openssl. */
function certificate(subject: string, names: string, bits = 2048) {
  const [key, cert, config] = ['key', 'cert', 'config'].map((name) => join(directory, `${name}.pem`));
  if (key === undefined || cert === undefined || config === undefined) throw new Error('no directory');
  writeFileSync(
    config,
    `[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=v3\n[dn]\n${subject}\n[v3]\nsubjectAltName=${names}\n`,
  );
  const args = ['req', '-x509', '-nodes', '-newkey', `rsa:${bits}`, '-days', '30', '-sha1'];
  execFileSync('openssl', [...args, '-config', config, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

async function secureDevice(options: ServerOptions) {
  const server = createServer(
    options,
    (request, response) => void response.end(`page ${request.headers.host ?? ''}`),
  );
  // What a client breaks off in its handshake is no matter of the test.
  server.on('tlsClientError', () => undefined);
  const port = await listen(server);
  later(() => server.close().closeAllConnections());
  return { server, port, target: `https://[::1]:${port}` };
}

test('the certificate is shown before anything is asked of the device, and counts when it was accepted', async () => {
  const made = certificate('CN=printer\nO=<b>Example & Sons</b>', 'DNS:printer.example,IP:192.0.2.1', 1024);
  const { port, target } = await secureDevice({ ...made, ciphers: 'DEFAULT:@SECLEVEL=0' });
  const { get, job, origin, cookie, close } = await openPage(target);
  later(close);
  const facts = job.report().ports[0]?.certificate;
  const expected = new X509Certificate(made.cert);
  expect(facts).toMatchObject({
    subject: 'CN=printer, O=\\<b\\>Example & Sons\\</b\\>',
    names: ['DNS:printer.example', 'IP Address:192.0.2.1'],
    fingerprint: expected.fingerprint256,
    validUntil: Date.parse(expected.validTo),
    selfSigned: true,
    key: 'RSA 1024 bits',
    protocol: 'TLSv1.3',
  });
  expect(facts?.distrust).toContain('signed it itself');
  const shown = await get('/status?x');
  expect(shown.status).toBe(403);
  expect(shown.body).toContain(expected.fingerprint256);
  expect(shown.body).toContain('\\&lt;b\\&gt;Example &amp; Sons\\&lt;/b\\&gt;');
  expect(shown.body).not.toContain('page [::1]');
  expect((await get('/x.png', { 'sec-fetch-dest': 'image' })).body).toContain('not accepted');

  const action = /action="([^"]*)"/.exec(shown.body)?.[1] ?? '';
  const accept = (from: string) =>
    fetchLocal(`${origin}${action}`, {
      method: 'POST',
      headers: { cookie, origin: from },
      body: 'back=%2Fstatus%3Fx',
    });
  expect((await accept('null')).status).toBe(403);
  expect(await accept(origin)).toMatchObject({ status: 303, headers: { location: '/status?x' } });
  expect((await get('/status?x')).body).toBe(`page [::1]:${port}`);
  expect(job.report().ports[0]?.accepted).toBe(true);
});

test('another certificate than the one that was accepted is not talked to', async () => {
  const { server, target } = await secureDevice(certificate('CN=one', 'DNS:one'));
  const { get, origin, cookie, job, close } = await openPage(target);
  later(close);
  const reserved = new URL((await job.link()).url).pathname.replace('enter', '');
  await fetchLocal(`${origin}${reserved}accept`, { method: 'POST', headers: { cookie, origin } });
  expect((await get('/')).status).toBe(200);
  server.setSecureContext(certificate('CN=two', 'DNS:two'));
  server.closeAllConnections();
  // A kept connection that was just closed may still be tried first.
  await expect.poll(async () => (await get('/')).body).toContain('another certificate');
});

test.each([
  ['TLSv1', 'offers only TLS 1.0'],
  ['TLSv1.1', 'offers only TLS 1.1'],
] as const)('a device with %s alone is told so', async (version, words) => {
  const { target } = await secureDevice({
    ...certificate('CN=old', 'DNS:old'),
    minVersion: version,
    maxVersion: version,
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const { ended } = await start(target);
  await expect(ended).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining(words) });
});

test('what speaks no TLS is told so', async () => {
  const server = createPlain((_request, response) => void response.end());
  const port = await listen(server);
  later(() => server.close());
  const { ended } = await start(`https://[::1]:${port}`);
  await expect(ended).rejects.toThrow('does not speak TLS');
});

test('names without end in a certificate do no harm', async () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => `DNS:${'n'.repeat(60)}${index}`).join(',');
  const some = await secureDevice(certificate('CN=many', names(900)));
  const page = await openPage(some.target);
  later(page.close);
  const facts = page.job.report().ports[0]?.certificate;
  expect([facts?.names.length, facts?.moreNames]).toEqual([20, 880]);
  const huge = await secureDevice(certificate('CN=huge', `DNS:${'n'.repeat(10_000_000)}`));
  const { ended } = await start(huge.target);
  await expect(ended).rejects.toThrow('too large to be an honest one');
});
