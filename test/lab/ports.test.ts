import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { collect } from './commands.ts';
import { describeLab, useLab } from './lab-suite.ts';
import { addressOf, firewall, listen, loseFive } from './port-hosts.ts';
import { linkscope } from './scan.ts';
import type { Lab } from './lab.ts';
import { serviceOf } from './ready.ts';

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

async function command(lab: Lab, ...args: string[]): Promise<Ended> {
  const data = ['--data-dir', join(lab.userDirectory, 'ports'), '--quiet'];
  const { code, stdout, stderr } = await lab.exec(lab.scanner, [...linkscope, ...args, ...data]);
  return { code, text: stdout + stderr };
}

/** The open ports in a table as the command line prints it. */
const openPorts = (text: string) => [...text.matchAll(/^(\d+) +\S+$/gm)].map((match) => Number(match[1]));

/** Runs a scan until there are connections of a kind, cancels it, and looks for what it has left. */
async function cancelled(lab: Lab, argv: readonly string[], kind: readonly string[]): Promise<void> {
  const child = lab.spawn(lab.scanner, [...argv, '--data-dir', join(lab.userDirectory, 'ports')]);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const connections = async () => (await lab.exec(lab.scanner, ['ss', '-Htn', ...kind])).stdout;
  while ((await connections()) === '') {
    if (child.exitCode !== null) throw new Error('it ended before it was cancelled');
  }
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(await connections()).toBe('');
  expect(lab.scannerProcesses()).toEqual([]);
}

describeLab('hosts with services and firewalls', () => {
  // The router and every second host after it speak IPv4.
  const lab = useLab({
    links: [
      { interface: 'eth0', hosts: 5, radvd: false },
      { interface: 'eth1', hosts: 1, radvd: false },
    ],
  });

  const ports = [22, 80, 443, 5000, 12_345, 33_333, 65_535];
  beforeAll(async () => {
    const host = lab().hosts[1];
    if (host === undefined) throw new Error('too few hosts');
    await listen(lab(), host, ports);
  });

  it('finds every open port of a link-local host, with its zone, every time', async () => {
    const host = lab().hosts[1];
    if (host === undefined) throw new Error('too few hosts');
    const address = addressOf(host, 'link-local');
    for (let run = 0; run < 2; run++) {
      const { code, text } = await command(lab(), 'ports', address, '--ports', 'all');
      expect([code, openPorts(text)], text).toEqual([0, ports]);
      expect(text).toContain('65528 closed, refused');
    }
  });

  it('tells dropped, rejected and prohibited ports apart, and says why', async () => {
    const host = lab().hosts[0];
    if (host === undefined) throw new Error('too few hosts');
    await using services = new AsyncDisposableStack();
    services.use(await listen(lab(), host, [22]));
    await firewall(lab(), host, [
      'tcp dport 1000 drop',
      'tcp dport 1001 reject with tcp reset',
      'tcp dport 1002 reject with icmpx admin-prohibited',
    ]);
    const list = ['--ports', '22,999-1002'];
    const six = await command(lab(), 'ports', addressOf(host, 'link-local'), ...list);
    expect(openPorts(six.text)).toEqual([22]);
    expect(six.text).toMatch(/2 closed, refused.*: 999,1001/);
    expect(six.text).toMatch(/1 filtered, no answer.*: 1000/);
    expect(six.text).toMatch(/1 filtered, a firewall says.*: 1002/);
    await firewall(lab(), host, []);
  });

  it('misses no open port where 5% is lost', async () => {
    const host = lab().hosts[2];
    if (host === undefined) throw new Error('too few hosts');
    const common = [22, 80, 443, 3306, 8080];
    await using services = new AsyncDisposableStack();
    services.use(await listen(lab(), host, common));
    await firewall(lab(), host, [loseFive]);
    for (let run = 0; run < 3; run++) {
      const { text } = await command(lab(), 'ports', addressOf(host, 'link-local'), '--ports', 'common');
      expect(openPorts(text), text).toEqual(common);
    }
    await firewall(lab(), host, []);
  });

  it('says of an address where nobody is that it cannot be reached', async () => {
    const { code, text } = await command(lab(), 'ports', 'fe80::dead%eth0', '--ports', 'common');
    expect([code, text]).toEqual([1, expect.stringContaining('the host cannot be reached')]);
  });

  it.each(['192.0.2.77', '2001:db8:ffff::1'])(
    'tells the ports of %s, to which this computer knows no way, as unknown',
    async (address) => {
      const { text } = await command(lab(), 'ports', address, '--ports', '22,80');
      expect(text).toContain('2 unknown, no route to it: 22,80');
    },
  );

  it('sees the host whose firewall covers IPv4 alone', async () => {
    const host = lab().hosts[2];
    if (host === undefined) throw new Error('too few hosts');
    await using services = new AsyncDisposableStack();
    services.use(await listen(lab(), host, [22, 80]));
    await firewall(lab(), host, ['meta nfproto ipv4 tcp dport 22 drop']);
    const found = await command(lab(), 'discover', '--interface', 'eth0');
    expect(found.code, found.text).toBe(0);
    const { code, text } = await command(lab(), 'parity', '--all', '--ports', '20-25,80');
    expect(code, text).toBe(0);
    expect(text).toMatch(/High +ssh \(port 22\) is reachable over IPv6, blocked over IPv4/);
    expect(text).not.toMatch(/port 80\) is reachable over IPv6, blocked/);
    await firewall(lab(), host, []);
  });

  it('lets nmap do it and tells the same', async ({ skip }) => {
    const host = lab().hosts[1];
    if (host === undefined) throw new Error('too few hosts');
    const { code } = await lab().exec(lab().scanner, ['nmap', '--version']);
    if (code !== 0) skip();
    const address = addressOf(host, 'link-local');
    const own = await command(lab(), 'ports', address, '--ports', '20-90,443');
    const nmap = await command(lab(), 'ports', address, '--ports', '20-90,443', '--nmap');
    expect(openPorts(own.text)).toEqual([22, 80, 443]);
    expect(openPorts(nmap.text), nmap.text).toEqual([22, 80, 443]);
    expect(nmap.text).toContain(address);
  });

  it('takes the answers of a slow link for what they are', async ({ skip }) => {
    if (!lab().abilities.pacing) skip();
    const host = lab().hosts[3];
    if (host === undefined) throw new Error('too few hosts');
    await using services = new AsyncDisposableStack();
    services.use(await listen(lab(), host, [22, 443]));
    // 64 kbit/s: the refusals of a hundred ports queue for a second.
    const slow = 'root tbf rate 64kbit burst 1600 latency 3s'.split(' ');
    const device = ['dev', 'eth0'];
    const made = await lab().exec(host.namespace, ['tc', 'qdisc', 'add', ...device, ...slow], {
      user: 'root',
    });
    expect(made.code, made.stderr).toBe(0);
    const { text } = await command(lab(), 'ports', addressOf(host, 'link-local'), '--ports', 'common');
    expect(openPorts(text), text).toEqual([22, 443]);
    expect(text).toContain('98 closed, refused');
    await lab().exec(host.namespace, ['tc', 'qdisc', 'del', ...device, 'root'], { user: 'root' });
  });

  // 26 are fewer than the program itself wants: it runs out of them for real, and goes on with what is left.
  it.each([26, 32, 100])('finds the same where %d files may be open', async (files) => {
    const host = lab().hosts[1];
    if (host === undefined) throw new Error('too few hosts');
    const argv = [...linkscope, 'ports', addressOf(host, 'link-local'), '--ports', '1-2000', '--data-dir'];
    const script = `ulimit -n ${files}; exec "$@"`;
    const few = ['sh', '-c', script, 'sh', ...argv, join(lab().userDirectory, 'ports')];
    const { code, stdout, stderr } = await lab().exec(lab().scanner, few);
    expect([code, openPorts(stdout)], stderr).toEqual([0, [22, 80, 443]]);
    expect(stdout).toContain('1997 closed, refused');
    if (files < 30) expect(stderr).toContain('this program may not have more files open (EMFILE)');
  });

  it('tells the ports as unknown that could not be asked as their interface went away', async () => {
    const host = lab().hosts.find(({ link }) => link === 'eth1');
    if (host === undefined) throw new Error('too few hosts');
    await firewall(lab(), host, ['meta l4proto tcp drop']);
    const argv = [...linkscope, 'ports', addressOf(host, 'link-local'), '--ports', 'all', '--data-dir'];
    const child = lab().spawn(lab().scanner, [...argv, join(lab().userDirectory, 'ports')]);
    const ended = collect(child, 60_000);
    const asking = ['ss', '-Htn', 'state', 'syn-sent'];
    while ((await lab().exec(lab().scanner, asking)).stdout === '') {
      if (child.exitCode !== null) throw new Error('it ended before its interface went away');
    }
    await lab().setInterface('eth1', 'gone');
    const { stdout, stderr } = await ended;
    expect(stderr).toContain('the interface eth1 is down or went away during the scan');
    expect(stdout).toMatch(/\d+ unknown, this computer could not send/);
    expect(stdout).not.toContain('no route');
    expect(openPorts(stdout)).toEqual([]);
  });

  it('leaves no process and no socket when it is cancelled', async () => {
    const host = lab().hosts[4];
    if (host === undefined) throw new Error('too few hosts');
    await firewall(lab(), host, ['meta l4proto tcp drop']);
    const argv = [...linkscope, 'ports', addressOf(host, 'link-local'), '--ports', 'all'];
    await cancelled(lab(), argv, ['state', 'syn-sent']);
    await firewall(lab(), host, []);
  });

  it('leaves neither nmap nor a connection behind when it is cancelled while nmap scans', async ({
    skip,
  }) => {
    const host = lab().hosts[4];
    if (host === undefined) throw new Error('too few hosts');
    if ((await lab().exec(lab().scanner, ['nmap', '--version'])).code !== 0) skip();
    await firewall(lab(), host, ['meta l4proto tcp drop']);
    const argv = [...linkscope, 'ports', addressOf(host, 'link-local'), '--ports', 'all', '--nmap'];
    await cancelled(lab(), argv, ['state', 'syn-sent']);
    await firewall(lab(), host, []);
  });

  it('leaves no connection behind when it is cancelled while services are asked what they are', async () => {
    const host = lab().hosts[4];
    if (host === undefined) throw new Error('too few hosts');
    // They take every connection, and say nothing.
    const silent = `for (const port of [21, 22, 25]) require('node:net')
      .createServer((socket) => socket.on('error', () => undefined))
      .listen(port, '::', () => console.log('ready'))`;
    const child = lab().spawn(host.namespace, [process.execPath, '--eval', silent], { user: 'root' });
    await using services = new AsyncDisposableStack();
    services.use(await serviceOf(child, 'the silent services'));
    const argv = [...linkscope, 'ports', addressOf(host, 'link-local'), '--ports', '21,22,25', '--banners'];
    await cancelled(lab(), argv, ['state', 'established']);
  });
});
