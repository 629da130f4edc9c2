import { expect, it } from 'vitest';
import { textsOf } from '../../src-main/writers/fixtures.test-support.ts';
import { writtenOf } from '../../src-main/writers/preview.ts';
import anyip from '../../src-main/writers/anyip/index.ts';
import { parsePrefix, withIdentifier } from '../../src-core/net/prefix.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab } from './wired-lab.ts';

const prefix = parsePrefix('2001:db8:100::/64');

describeLab('a host to which a whole prefix is local', () => {
  it('answers for every address of it, and programs listen on any', async () => {
    await using lab = await createWiredLab<'router' | 'host'>({
      places: ['router', 'host'],
      routers: ['router'],
      cables: [
        [
          ['router', 'eth0'],
          ['host', 'eth0'],
        ],
      ],
      set: {
        router: ['address add 2001:db8:1::1/64 dev eth0 nodad', `route add ${prefix} via 2001:db8:1::2`],
        host: ['address add 2001:db8:1::2/64 dev eth0 nodad', 'route add default via 2001:db8:1::1'],
      },
    });
    const values = { target: 'systemd', prefixes: [{ prefix }] };
    const files = textsOf(writtenOf(anyip, values).written);
    const unit = files['etc/systemd/system/anyip.service'] ?? '';
    const setting = (files['etc/sysctl.d/60-anyip.conf'] ?? '').trim().replaceAll(' ', '');
    const run = async (keyword: string) => {
      for (const [, command] of unit.matchAll(new RegExp(`^${keyword}=-?(.+)$`, 'gm')))
        await lab.must('host', (command ?? '').split(' '));
    };
    const addresses = [0n, 1n, 0xdead_b33fn, (1n << 64n) - 1n].map((identifier) =>
      withIdentifier(prefix, identifier),
    );
    const answering = async () => {
      const answers: string[] = [];
      for (const address of addresses) {
        const { code } = await lab.run('router', ['ping', '-6', '-n', '-c', '1', '-W', '1', address]);
        if (code === 0) answers.push(address);
      }
      return answers;
    };
    // Listens on one address and is done: it fails where the system does not let it.
    const listen = `require('node:net').createServer().listen(8080, '2001:db8:100::7', function () { this.close(); })`;
    const listens = async () => (await lab.run('host', [process.execPath, '-e', listen])).code === 0;

    expect([await answering(), await listens()]).toEqual([[], false]);
    await run('ExecStart');
    await lab.must('host', ['sysctl', '-q', '-w', setting]);
    expect([await answering(), await listens()]).toEqual([addresses, true]);
    await run('ExecStop');
    expect(await answering()).toEqual([]);
  });
});
