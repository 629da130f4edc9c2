import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { collect } from './commands.ts';
import { describeLab, isRoot } from './lab-suite.ts';
import { createPathLab, pathAddresses, type PathLab } from './path-lab.ts';
import { linkscope } from './scan.ts';

let built: PathLab | undefined;
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
const [, , , target] = pathAddresses.ipv6;

const endOf = <Summary extends z.ZodType>(summary: Summary) => z.looseObject({ type: z.string(), summary });
const lastLine = (stdout: string): unknown => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

const pathEnd = endOf(
  z.looseObject({
    reached: z.boolean(),
    method: z.string(),
    hops: z.array(
      z.looseObject({ addresses: z.array(z.looseObject({ address: z.string() })), lost: z.number() }),
    ),
  }),
);
const mtuEnd = endOf(
  z.looseObject({
    mtu: z.number().nullable(),
    blackHole: z.boolean(),
    drops: z.array(
      z.looseObject({ router: z.string().nullable(), hop: z.number().nullable(), silent: z.boolean() }),
    ),
  }),
);

describeLab('probes over three routers', () => {
  beforeAll(async () => {
    built = await createPathLab();
  });
  afterAll(async () => {
    await built?.[Symbol.asyncDispose]();
  });

  it.each([
    ['traceroute', []],
    ['tracepath', ['traceroute']],
    ['ping', ['traceroute', 'tracepath']],
  ])('tells the path with %s where %j are not installed', async (method, hidden) => {
    for (const family of ['ipv6', 'ipv4'] as const) {
      const addresses = pathAddresses[family];
      const { code, stdout, stderr } = await lab().run(
        command('path', addresses[3], '--rounds', '2', '--json'),
        hidden,
      );
      expect(code, stderr).toBe(0);
      const { summary } = pathEnd.parse(lastLine(stdout));
      expect([summary.method, summary.reached]).toEqual([method, true]);
      expect(summary.hops.map(({ addresses: at }) => at.map(({ address }) => address))).toEqual(
        addresses.map((address) => [address]),
      );
    }
  });

  it.each([
    ['q', 0],
    ['\u0003', 130],
  ])('shows the path on a terminal as it is known, until %j is typed', async (key, status) => {
    const [line, ...args] = lab().line(command('path', target));
    const { spawn } = await import('node-pty');
    const pty = spawn(line, args, { cols: 70, rows: 12, env: { ...process.env, TERM: 'xterm' } });
    let shown = '';
    pty.onData((text) => (shown += text));
    const ended = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
    await expect.poll(() => shown).toContain(`${target} reached, 2 rounds by traceroute`);
    // It is drawn over and over again on the other screen, and nothing else is printed meanwhile.
    expect(shown).toMatch(/^\u001b\[\?1049h/);
    expect(shown).not.toContain('\u001b[?1049l');
    pty.resize(35, 12);
    await expect.poll(() => shown).toMatch(/HOP  ROUTER +LOSS +AVG\b/);
    pty.write(key);
    expect(await ended).toBe(status);
    const [, left = ''] = shown.split('\u001b[?1049l');
    // In a window so narrow the hops are below one another.
    expect(left).toContain(`ROUTER  ${target}\r\n`);
    expect(left).toContain(`${target} reached, `);
    await expect.poll(() => lab().processes(), { timeout: 2_000 }).toEqual([]);
  });

  it('says what to install where ping is missing as well', async () => {
    const hidden = ['traceroute', 'tracepath', 'ping'];
    for (const args of [
      ['path', target],
      ['ping', target, '--count', '1'],
    ]) {
      const { code, stderr } = await lab().run(command(...args), hidden);
      expect([code, stderr], args.join(' ')).toEqual([4, expect.stringContaining('install iputils-ping')]);
    }
  });

  it('measures an outage within one interval', async () => {
    const [router] = pathAddresses.ipv6;
    const intervalMs = 100;
    const args = [
      'ping',
      router,
      '--interval',
      String(intervalMs),
      '--duration',
      '7',
      '--wait',
      '500',
      '--csv',
    ];
    const running = collect(lab().start(command(...args)));
    await sleep(2_500);
    const downAt = Date.now();
    await lab().setFirstLink('down');
    const cutAt = Date.now();
    await sleep(1_500);
    const upAt = Date.now();
    await lab().setFirstLink('up');
    const againAt = Date.now();
    const { stdout, stderr } = await running;
    await lab().restoreRoutes();
    const rows = stdout.trim().split('\r\n').slice(1);
    expect(rows, `${stdout}${stderr}`).toHaveLength(1);
    const [given, begin = '', end = '', lost, seconds] = rows[0]?.split(',') ?? [];
    expect(given).toBe(router);
    // The command that cuts takes a moment itself: the cut lies between its start and its end.
    const slackMs = 30;
    expect(Date.parse(begin)).toBeGreaterThanOrEqual(downAt - slackMs);
    expect(Date.parse(begin)).toBeLessThanOrEqual(cutAt + intervalMs + slackMs);
    expect(Date.parse(end)).toBeGreaterThanOrEqual(upAt - slackMs);
    expect(Date.parse(end)).toBeLessThanOrEqual(againAt + intervalMs + slackMs);
    expect(Number(seconds)).toBeCloseTo((Date.parse(end) - Date.parse(begin)) / 1000, 2);
    expect(Math.abs(Number(lost) * intervalMs - (upAt - cutAt))).toBeLessThanOrEqual(3 * intervalMs);
  });

  it('finds a small MTU and the router that says so, over both families', async () => {
    await lab().setMtu(1400);
    for (const family of ['ipv6', 'ipv4'] as const) {
      const [, router, , end] = pathAddresses[family];
      const { code, stdout, stderr } = await lab().run(command('path-mtu', end, '--json'));
      expect(code, stderr).toBe(0);
      const { summary } = mtuEnd.parse(lastLine(stdout));
      expect([summary.mtu, summary.blackHole]).toEqual([1400, false]);
      expect(summary.drops).toMatchObject([{ router, hop: 2, silent: false }]);
      // The kernel knows the path by now, and keeps from ping where it becomes smaller.
      const again = mtuEnd.parse(lastLine((await lab().run(command('path-mtu', end, '--json'))).stdout));
      expect(again.summary).toEqual({ ...summary, firstMtu: 1500 });
      const args = command('path-mtu', end, '--json');
      const blind = mtuEnd.parse(lastLine((await lab().run(args, ['traceroute'])).stdout));
      expect(blind.summary).toMatchObject({ mtu: 1400, drops: [], firstMtu: null });
      expect(blind.summary['limits']).toEqual([
        expect.stringContaining('was told earlier that no more than 1400'),
      ]);
    }
  });

  it('finds the MTU to a host that answers no ping', async () => {
    await lab().setMtu(1480);
    await lab().setMute(true);
    const { code, stdout, stderr } = await lab().run(command('path-mtu', target, '--wait', '200', '--json'));
    await lab().setMute(false);
    expect(code, stderr).toBe(0);
    const { summary } = mtuEnd.parse(lastLine(stdout));
    expect([summary.mtu, summary.blackHole]).toEqual([1480, false]);
    expect(summary.drops).toMatchObject([{ router: pathAddresses.ipv6[1], hop: 2, silent: false }]);
  });

  it('recognises a black hole, and behind which router it is', async () => {
    await lab().setMtu(1400);
    await lab().swallowTooBig();
    const { code, stdout, stderr } = await lab().run(command('path-mtu', target, '--wait', '200', '--json'));
    expect(code, stderr).toBe(0);
    const { summary } = mtuEnd.parse(lastLine(stdout));
    expect([summary.mtu, summary.blackHole]).toEqual([1400, true]);
    expect(summary.drops).toMatchObject([{ router: pathAddresses.ipv6[1], hop: 2, silent: true }]);
  });

  it('shows what has changed between two paths', async () => {
    const before = await lab().run(command('path', target, '--rounds', '1', '--json'));
    const file = join(lab().userDirectory, 'before.json');
    writeFileSync(file, before.stdout);
    await lab().otherWay();
    const args = ['path', target, '--rounds', '1', '--compare', file, '--json'];
    const { stdout } = await lab().run(command(...args));
    const row = z.object({ change: z.string(), before: z.unknown(), after: z.unknown() });
    const { rows } = z.looseObject({ rows: z.array(row) }).parse(lastLine(stdout));
    // r3 answers from the other side, so that only its way there tells it apart.
    expect(rows.map(({ change }) => change)).toEqual(['same', 'changed', 'changed', 'same']);
    expect(JSON.stringify(rows[1]?.after)).toContain(pathAddresses.other);
  });

  it('tells what tracepath says as it says it, and not at its end', async () => {
    const nobody = '203.0.113.9';
    const child = lab().start(command('path', nobody, '--rounds', '1', '--json'), ['traceroute']);
    let told = '';
    child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const ended = collect(child);
    // Nobody has the address: it goes on for long after the first router has answered.
    await expect.poll(() => told).toContain(`"hop":1,"from":"${pathAddresses.ipv4[0]}"`);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    await expect.poll(() => lab().processes(), { timeout: 2_000 }).toEqual([]);
  });

  it('leaves no process behind when it is cancelled', async () => {
    for (const args of [
      ['ping', ...pathAddresses.ipv6, ...pathAddresses.ipv4, '2001:db8:1::99'],
      ['path', '2001:db8:1::99', '--rounds', '5'],
      ['path-mtu', target, '--wait', '5000'],
      ['ping', '--random', '500', '2001:db8:1::/64'],
    ]) {
      const child = lab().start(command(...args));
      const ended = collect(child);
      await sleep(1_500);
      child.kill('SIGINT');
      expect((await ended).code, args.join(' ')).toBe(130);
      await expect.poll(() => lab().processes(), { timeout: 2_000 }).toEqual([]);
    }
  });

  it.skipIf(!isRoot)('pings a random address that is there', async () => {
    const { code, stdout, stderr } = await lab().run(command('ping', '--random', '3', '2001:db8:1::/126'));
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('2001:db8:1::2 ');
  });
});
