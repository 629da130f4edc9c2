import { createLab } from './lab.ts';
import { whyNoLab } from './ground.ts';

// Checks the lab itself by plain tools: node test/lab/verify.ts [hosts ...]
// Prints how long a lab of each size takes to come up and go, and how many of its hosts ping sees.

const reason = whyNoLab();
if (reason !== null) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const sizes = process.argv.slice(2).map(Number);
const seconds = (begun: number) => ((performance.now() - begun) / 1000).toFixed(2);
let wrong = false;

for (const hosts of sizes.length > 0 ? sizes : [50, 250, 1000]) {
  const begun = performance.now();
  const lab = await createLab({ links: [{ interface: 'eth0', hosts, silent: Math.floor(hosts / 10) }] });
  try {
    const built = seconds(begun);
    const expected = new Set(
      lab.answering.flatMap(({ addresses }) =>
        addresses.flatMap(({ kind, address }) => (kind === 'link-local' ? [`${address}%eth0`] : [])),
      ),
    );
    const rounds: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      await lab.flushNeighbours();
      const { stdout } = await lab.exec(lab.scanner, ['ping', '-6', '-n', '-w', '2', 'ff02::1%eth0']);
      const first = new Set([...stdout.matchAll(/from (\S+): icmp_seq=1 /g)].map((match) => match[1] ?? ''));
      const all = new Set([...stdout.matchAll(/from (\S+): icmp_seq/g)].map((match) => match[1] ?? ''));
      const missing = [...expected].filter((address) => !all.has(address));
      if (missing.length > 0) wrong = true;
      const firstCount = [...expected].filter((address) => first.has(address)).length;
      rounds.push(`${expected.size - missing.length} (${firstCount} by the first probe)`);
    }
    const leaving = performance.now();
    await lab.dispose();
    console.log(
      `${hosts} hosts: up in ${built} s, ping sees of ${expected.size}: ${rounds.join(', ')}; gone in ${seconds(leaving)} s`,
    );
    for (const note of lab.notes) console.log(`  note: ${note}`);
  } finally {
    await lab.dispose();
  }
}
process.exitCode = wrong ? 1 : 0;
