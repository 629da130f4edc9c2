import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dnsItem, dnsReport } from '../../src-core/api/dns.ts';
import { describeLab } from './lab-suite.ts';
import { createPairLab, otherMac, type PairLab } from './pair-lab.ts';
import { linkscope } from './scan.ts';
import { startZoneServer } from './zone-server.ts';

let built: PairLab | undefined;
const lab = () => {
  if (built === undefined) throw new Error('the lab has not been built');
  return built;
};
const command = (...args: string[]) => [
  ...linkscope,
  ...args,
  '--data-dir',
  join(lab().userDirectory, 'data'),
];

const events = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));

/** Asks as JSON, and gives the items and the report. */
async function dns(...args: string[]) {
  const { code, stdout, stderr } = await lab().run(command('dns', ...args, '--json'));
  const all = events(stdout);
  const items = all.flatMap((event) => (event.type === 'item' ? z.array(dnsItem).parse(event['items']) : []));
  const summary = dnsReport.safeParse(all.at(-1)?.['summary']).data;
  return { code, stderr, items, summary };
}

const linkLocal = 'fe80::2%lab0';
const noServer = !existsSync('/usr/sbin/nsd');
if (noServer) console.warn('DNS with a real server: skipped: nsd is not installed');

describeLab('names and wake-ups between two computers', () => {
  beforeAll(async () => {
    built = await createPairLab();
  });
  afterAll(async () => {
    await built?.[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    await lab().firewall([]);
    await lab().nearFirewall([]);
  });

  describe.skipIf(noServer)('DNS', () => {
    beforeAll(() => startZoneServer(lab()));

    it.each([
      ['nas.example', 'AAAA', ['2001:db8:1::53']],
      ['nas.example', 'A', ['192.0.2.67']],
      ['www.example', 'AAAA', ['nas.example.', '2001:db8:1::53']],
      ['example', 'MX', ['10 nas.example.']],
      ['example', 'NS', ['ns.example.']],
      ['example', 'SOA', ['ns.example. hostmaster.example. 1 7200 900 1209600 300']],
      ['example', 'CAA', ['0 issue "ca.example"']],
      ['_ssh._tcp.example', 'SRV', ['0 5 22 nas.example.']],
      ['text.example', 'TXT', ['"one two" "quote \\" and \\233"']],
      ['web.example', 'HTTPS', ['1 . alpn=h2,h3 port=8443 ipv6hint=2001:db8:1::53']],
      ['2001:db8:1::53', 'PTR', ['nas.example.']],
    ])('looks up %s %s at a link-local server', async (name, type, data) => {
      const { code, items, stderr } = await dns(name, type, '--server', linkLocal);
      expect(
        items.map(({ message, transport }) => [transport, message?.answer.map((each) => each.data)]),
        stderr,
      ).toEqual([['udp', data]]);
      expect(code).toBe(0);
    });

    it('asks several servers side by side, over both families, and tells one that does not listen', async () => {
      await lab().firewall(['input ip daddr 192.0.2.130 udp dport 53 reject']);
      const { items } = await dns(
        'nas.example',
        'AAAA',
        '--server',
        linkLocal,
        '--server',
        '192.0.2.66',
        '--server',
        '192.0.2.130',
      );
      const told = items.map(({ server, outcome, problem }) => `${server.text} ${outcome} ${problem}`);
      expect(told.toSorted()).toEqual([
        '192.0.2.130 failed Nothing listens on UDP port 53 of 192.0.2.130.',
        '192.0.2.66 answered null',
        `${linkLocal} answered null`,
      ]);
    });

    it('asks again over TCP where the answer over UDP was truncated', async () => {
      const { items } = await dns('large.example', 'TXT', '--server', linkLocal);
      expect(items.map(({ transport, outcome, fallback }) => [transport, outcome, fallback])).toEqual([
        ['udp', 'truncated', false],
        ['tcp', 'answered', true],
      ]);
      expect(items[0]?.message?.flags).toContain('tc');
      expect(items[1]?.sizeBytes).toBeGreaterThan(3000);
    });

    it('asks through an interface whose name look-ups refuse, and says that TCP cannot', async () => {
      const server = ['--server', 'fe80::2%lab_1'];
      const udp = await dns('nas.example', 'A', ...server);
      const tcp = await dns('nas.example', 'A', ...server, '--tcp');
      expect([udp.items[0]?.outcome, tcp.items[0]?.outcome]).toEqual(['answered', 'failed']);
      expect(tcp.items[0]?.problem).toMatch(/^lab_1 has a name/);
    });

    it('tells a name that is not there from one that did not answer', async () => {
      const absent = await dns('absent.example', 'A', `@${linkLocal}`);
      expect([absent.code, absent.items[0]?.message?.responseCode]).toEqual([1, 'NXDOMAIN']);
      expect(absent.items[0]?.message?.authority.map(({ type }) => type)).toEqual(['SOA']);
      await lab().firewall(['input udp dport 53 drop']);
      const silent = await dns('nas.example', 'A', '--server', linkLocal, '--wait', '200');
      expect([silent.code, silent.items[0]?.outcome, silent.items[0]?.tries]).toEqual([5, 'lost', 3]);
    });

    const dropFragments6 = 'exthdr frag exists drop';
    const dropFragments4 = 'ip frag-off & 0x3fff != 0 drop';
    it.each([
      ['through', linkLocal, 'large.example', []],
      ['through', '192.0.2.66', 'large.example', []],
      ['dropped', linkLocal, 'large.example', [dropFragments6]],
      ['dropped', '2001:db8:1::2', 'large.example', [dropFragments6]],
      ['dropped', '192.0.2.66', 'large.example', [dropFragments4]],
      ['avoided', linkLocal, 'huge.example', []],
      ['blocked', linkLocal, 'huge.example', ['meta l4proto tcp drop']],
      ['blocked', linkLocal, 'large.example', ['meta l4proto udp drop']],
      ['too-small', linkLocal, 'nas.example', []],
      ['unknown', linkLocal, 'large.example', ['meta l4proto { tcp, udp } drop']],
    ])('says that fragments are %s: %s, %s, %j', async (verdict, server, name, rules) => {
      await lab().nearFirewall(rules);
      const type = name === 'nas.example' ? 'AAAA' : 'TXT';
      const { summary } = await dns(name, type, '--server', server, '--fragments', '--wait', '400');
      expect(summary?.fragments.map((each) => each.verdict)).toEqual([verdict]);
    });

    it('says in words that fragments are dropped, and how large answers may be', async () => {
      await lab().nearFirewall([dropFragments6]);
      const args = ['dns', 'large.example', 'TXT', '--server', linkLocal, '--fragments', '--wait', '400'];
      const { code, stdout } = await lab().run(command(...args));
      expect(stdout).toContain(
        'UDP answers over 1,452 bytes are lost: a firewall on the way most likely drops fragments.',
      );
      expect(stdout).toContain('RFC 8900');
      expect(code).toBe(6);
    });
  });

  describe('Wake on LAN', () => {
    const heardPacket = z.object({
      family: z.string(),
      port: z.number(),
      from: z.string(),
      data: z.string(),
    });
    /** Hears at the other computer until it is asked for what it heard. */
    async function listen() {
      const child = lab().startOther([process.execPath, join(import.meta.dirname, 'wake-listener.ts')]);
      let printed = '';
      child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      while (printed.split('ready\n').length < 5) await sleep(20);
      const lines = () => printed.split('\n').filter((line) => line.startsWith('{'));
      return {
        count: () => lines().length,
        stop: () => {
          child.kill();
          return lines().map((line) => heardPacket.parse(JSON.parse(line)));
        },
      };
    }
    const magic = `${'ff'.repeat(6)}${'02005e100001'.repeat(16)}`;

    it.each([
      ['all', [], '', ['fe80::1%lab0', 'fe80::1%lab_1', '192.0.2.65', '192.0.2.129']],
      ['one', ['--interface', 'lab_1'], '', ['fe80::1%lab_1', '192.0.2.129']],
      [
        'one, with a password',
        ['--interface', 'lab0', '--password', '00:11:22:33:44:55'],
        '001122334455',
        ['fe80::1%lab0', '192.0.2.65'],
      ],
    ])('sends through %s, over both families and to both ports', async (_, args, password, senders) => {
      const listener = await listen();
      const { code, stdout } = await lab().run(command('wake', otherMac, ...args));
      expect(code).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(senders.length * 2);
      await expect.poll(() => listener.count(), { timeout: 5_000 }).toBe(senders.length * 2);
      const heard = listener.stop().map(({ from, port, data }) => `${from} ${port} ${data}`);
      const wanted = senders.flatMap((from) => [7, 9].map((port) => `${from} ${port} ${magic}${password}`));
      expect(heard.toSorted()).toEqual(wanted.toSorted());
    });

    it('waits until the device answers', async () => {
      const silent = ['icmp', 'icmpv6'].map((kind) => `input ${kind} type echo-request drop`);
      await lab().firewall(silent);
      const listener = await listen();
      const waiting = lab().run(command('wake', otherMac, '--wait', linkLocal, '--timeout', '40', '--json'));
      await expect.poll(() => listener.count(), { timeout: 20_000 }).toBeGreaterThan(0);
      await lab().firewall([]);
      const { code, stdout } = await waiting;
      listener.stop();
      expect(code).toBe(0);
      const found = events(stdout).flatMap((event) => (event.type === 'item' ? event['items'] : []));
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'awake', address: 'fe80::2', zone: 'lab0', how: 'echo' }),
      );
    });

    it('says when nothing answered, and that a device was awake before', async () => {
      const absent = await lab().run(
        command('wake', '02:00:5e:10:00:99', '--wait', 'any', '--timeout', '2', '--interface', 'lab0'),
      );
      expect([absent.code, absent.stderr]).toEqual([1, expect.stringContaining('Nothing answered')]);
      const awake = await lab().run(command('wake', otherMac, '--wait', linkLocal, '--timeout', '10'));
      expect([awake.code, awake.stderr]).toEqual([0, expect.stringContaining('awake already')]);
    });
  });
});
