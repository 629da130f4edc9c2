import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findCommand } from '../../src-main/os/find-command.ts';
import site from '../../src-main/writers/web-proxy-protocol/index.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab } from './wired-lab.ts';

const modules = ['mpm_event', 'authz_core', 'authz_host', 'remoteip'];
const server = '2001:db8:80::80';

const asks = `
const [address, header] = process.argv.slice(1);
const socket = require('node:net').connect(80, address, () =>
  socket.write(header + 'GET /page HTTP/1.0\\r\\nHost: www.example.net\\r\\n\\r\\n'));
let text = '';
socket.on('data', (data) => { text += data; });
socket.on('close', () => console.log((/^HTTP\\/1.1 (\\d+)/.exec(text) || ['', 'nothing'])[1]));
socket.on('error', () => {});
socket.setTimeout(5000, () => socket.destroy());
`;

describeLab('an IPv6-only web server behind an IPv4 proxy', () => {
  it.skipIf(findCommand('apache2') === undefined)(
    'sees the address of every client, refuses some, and believes the proxy alone',
    async () => {
      await using lab = await createWiredLab<'client' | 'proxy' | 'server'>({
        places: ['client', 'proxy', 'server'],
        cables: [
          [
            ['client', 'eth0'],
            ['server', 'eth0'],
          ],
          [
            ['proxy', 'eth0'],
            ['server', 'eth1'],
          ],
        ],
        set: {
          client: ['address add 2001:db8:c::7/64 dev eth0 nodad', `route add ${server} via 2001:db8:c::1`],
          proxy: ['address add 2001:db8:1::5/64 dev eth0 nodad', `route add ${server} via 2001:db8:1::1`],
          server: [
            `address add ${server}/128 dev lo`,
            'address add 2001:db8:c::1/64 dev eth0 nodad',
            'address add 2001:db8:1::1/64 dev eth1 nodad',
          ],
        },
      });
      const root = join(lab.directory, 'www');
      mkdirSync(root, { recursive: true });
      writeFileSync(join(root, 'page'), 'a page');
      const values = {
        names: ['www.example.net'],
        proxies: ['2001:db8:1::5/128'],
        root,
        refuse: ['192.0.2.0/24'],
      };
      const [path = ''] = Object.values(lab.files('server', site, values));
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/var/log/apache2', lab.directory));
      const main = join(lab.directory, 'main.conf');
      writeFileSync(
        main,
        [
          `ServerRoot "${lab.directory}"`,
          `PidFile "${lab.directory}/pid"`,
          `ErrorLog "${lab.directory}/error"`,
          'ServerName localhost',
          'User nobody',
          'Group nogroup',
          ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
          'LogFormat "%a" combined',
          'Listen 80',
          `Include "${path}"`,
          '',
        ].join('\n'),
      );
      lab.start('server', ['apache2', '-X', '-f', main]);
      const ask = async (from: 'client' | 'proxy' | 'server', header: string) =>
        (await lab.must(from, [process.execPath, '-e', asks, '--', server, header])).trim();
      const header = (address: string) => `PROXY TCP4 ${address} 203.0.113.80 4711 80\r\n`;
      await expect.poll(() => ask('server', ''), { timeout: 20_000 }).toBe('200');

      expect({
        direct: await ask('client', ''),
        pretending: await ask('client', header('203.0.113.9')),
        proxied: await ask('proxy', header('203.0.113.7')),
        refused: await ask('proxy', header('192.0.2.7')),
      }).toEqual({ direct: '200', pretending: '400', proxied: '200', refused: '403' });
      const log = () =>
        readFileSync(join(lab.directory, 'www.example.net-access.log'), 'utf8')
          .split('\n')
          .filter((address) => address !== '' && address !== server);
      await expect
        .poll(log, { timeout: 5_000 })
        .toEqual(['2001:db8:c::7', '2001:db8:c::7', '203.0.113.7', '192.0.2.7']);
    },
  );
});
