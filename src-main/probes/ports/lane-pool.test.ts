import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fullServer } from '../../os/connect/full-server.test-support.ts';
import { LanePool } from './lane-pool.ts';
import { PortScan } from './scan.ts';

const openFiles = () => readdirSync('/proc/self/fd').length;

it.runIf(process.platform === 'linux')(
  'a pool that is closed in the middle of a scan leaves no socket',
  async () => {
    await using full = await fullServer();
    const pool = new LanePool();
    const before = openFiles();
    const scan = new PortScan(pool, {
      // Its queue takes two; the others stay under way for a while.
      addresses: Array.from({ length: 200 }, () => '127.0.0.1'),
      ports: [full.port],
      perSecond: null,
    });
    const steps = scan.run(new AbortController().signal);
    const first = steps.next();
    await expect.poll(openFiles).toBeGreaterThan(before + 50);
    await pool.close();
    await expect(first.then(async () => await steps.next())).rejects.toThrow('a scanning thread broke');
    await expect.poll(openFiles).toBeLessThanOrEqual(before);
  },
);
