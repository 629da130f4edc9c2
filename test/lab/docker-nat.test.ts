import { expect, it } from 'vitest';
import { findCommand } from '../../src-main/os/find-command.ts';
import writer from '../../src-main/writers/docker-nat/index.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab } from './wired-lab.ts';

const prefix = 'fd5a:3c1e:9b42::/64';
/** Knows no way back to the prefix of the containers: an answer comes where the host translates. */
const outside = '2001:db8:80::80';

const rules = [
  { rule: 'nft', command: 'nft', file: 'etc/nftables.d/docker-ipv6-nat.nft' },
  { rule: 'ip6tables', command: 'ip6tables', file: 'usr/local/sbin/docker-ipv6-nat' },
] as const;

describeLab('Docker with IPv6 behind NAT', () => {
  it.for(rules)(
    'reaches the outside by the rule of $rule, which may be loaded twice',
    async (one, { skip }) => {
      skip(findCommand(one.command) === undefined, `${one.command} is not installed`);
      await using lab = await createWiredLab<'container' | 'host' | 'outside'>({
        places: ['container', 'host', 'outside'],
        cables: [
          [
            ['container', 'eth0'],
            ['host', 'docker0'],
          ],
          [
            ['host', 'eth0'],
            ['outside', 'eth0'],
          ],
        ],
        set: {
          container: [
            'address add fd5a:3c1e:9b42::2/64 dev eth0 nodad',
            'route add default via fd5a:3c1e:9b42::1',
          ],
          host: [
            'address add fd5a:3c1e:9b42::1/64 dev docker0 nodad',
            'address add 2001:db8:80::1/64 dev eth0 nodad',
          ],
          outside: [`address add ${outside}/64 dev eth0 nodad`],
        },
        routers: ['host'],
      });
      const script = lab.files('host', writer, { prefix, rule: one.rule })[one.file] ?? '';
      const load = one.rule === 'nft' ? ['nft', '-f', script] : ['sh', script, 'start'];
      const take =
        one.rule === 'nft' ? ['nft', 'delete', 'table', 'ip6', 'docker_nat_test'] : ['sh', script, 'stop'];
      const answered = async () =>
        (await lab.run('container', ['ping', '-c', '1', '-W', '1', outside])).code === 0;
      const before = await answered();
      await lab.must('host', load);
      await lab.must('host', load);
      const translated = await answered();
      await lab.must('host', take);
      expect([before, translated, await answered()]).toEqual([false, true, false]);
    },
  );
});
