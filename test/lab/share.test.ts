import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { collect } from './commands.ts';
import { describeLab } from './lab-suite.ts';
import { createPairLab } from './pair-lab.ts';
import { linkscope } from './scan.ts';

const opened = z.looseObject({ type: z.literal('open'), port: z.number() });
const figures = z.object({ open: z.number(), opened: z.number(), closed: z.number() });

describeLab('a shared folder between two computers', () => {
  it('is given to who asks, while clients from many addresses hold connections and ask for nothing', async () => {
    await using lab = await createPairLab();
    const folder = join(lab.userDirectory, 'shared');
    mkdirSync(folder);
    writeFileSync(join(folder, 'ten.txt'), '0123456789');
    const data = ['--data-dir', join(lab.userDirectory, 'data')];
    const share = lab.start([...linkscope, 'share', folder, '--interface', 'lab0', '--json', ...data]);
    const ended = collect(share);
    const { stdout } = share;
    if (stdout === null) throw new Error('the command has no output');
    const port = await new Promise<number>((resolve) => {
      createInterface({ input: stdout }).on('line', (line) => {
        const open = opened.safeParse(JSON.parse(line));
        if (open.success) resolve(open.data.port);
      });
    });

    const addresses = Array.from(
      { length: 20 },
      (_, index) => `2001:db8:1::${(0x1000 + index).toString(16)}`,
    );
    const lines = addresses.map((address) => `address add ${address}/64 dev lab0 nodad\n`).join('');
    await collect(lab.startOther(['ip', '-batch', lab.file('addresses', lines)]));
    const script = join(import.meta.dirname, 'responders/slow-clients.ts');
    const slow = lab.startOther([process.execPath, script, String(port), '2001:db8:1::1', ...addresses]);
    let last = { open: 0, opened: 0, closed: 0 };
    if (slow.stdout === null) throw new Error('the clients have no output');
    createInterface({ input: slow.stdout }).on('line', (line) => (last = figures.parse(JSON.parse(line))));
    await expect.poll(() => last.opened, { timeout: 10_000 }).toBeGreaterThan(500);

    // Longer than a request may take to be whole.
    for (let round = 0; round < 12; round += 1) {
      const url =
        round % 2 === 0 ? `http://[fe80::1%25lab0]:${port}/ten.txt` : `http://192.0.2.65:${port}/ten.txt`;
      const { stdout: body } = await collect(lab.startOther(['curl', '-s', '-g', '--max-time', '5', url]));
      expect(body, `round ${round}, ${JSON.stringify(last)}`).toBe('0123456789');
      await sleep(1_000);
    }
    slow.kill('SIGKILL');
    share.kill('SIGINT');
    expect((await ended).code).toBe(0);
    await expect.poll(() => lab.processes()).toEqual([]);
  });
});
