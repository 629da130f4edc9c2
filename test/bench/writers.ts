/**
 * `npm run bench:writers`: how quickly the files of a form are shown, and thousands of files written. Asks the built program
 * (npm run build) over its socket, as the page does. Ends with status 1 where a goal is missed.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FormValues } from '../../src-core/api/writers.ts';
import { formValues } from '../../src-core/api/writers.ts';
import { prefixAt } from '../../src-core/net/prefix.ts';
import { formatPlan, planOf } from '../../src-core/plan/file.ts';
import { readNode } from '../../src-core/plan/node.ts';
import { startClient, type ServedClient } from './served-client.ts';
import { median, milliseconds, printTable } from './table.ts';

const smallLimitMs = 50;
const largeLimitMs = 300;
const writeLimitMs = 5000;
const subnets = 1000;
const reservationsEach = 10;
const files = 5000;
const rounds = 15;
const source = resolve(import.meta.dirname, '../../src-main/writers');

interface Row {
  readonly what: string;
  readonly middle: number;
  readonly worst: number;
  readonly limit: number | null;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeated(what: string, limit: number, work: () => Promise<unknown>): Promise<Row> {
  for (let round = 0; round < 3; round++) await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  return { what, middle: median(times) ?? 0, worst: Math.max(...times), limit };
}

/** The largest values among the sample and the cases of a writer. */
async function largestForm({ client }: ServedClient, writer: string): Promise<FormValues> {
  const { sample } = await client.writers.form({ writer });
  const folder = join(source, writer, 'fixtures');
  const cases = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): unknown => JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')))
    .flatMap((one) =>
      typeof one === 'object' && one !== null && 'values' in one ? [formValues.parse(one.values)] : [],
    );
  const size = (values: FormValues) => JSON.stringify(values).length;
  return [sample, ...cases].reduce((largest, one) => (size(one) > size(largest) ? one : largest));
}

/** A Kea server of 1,000 subnets with 10 reservations each; the interface's name changes with every key. */
function keaForm(key: number): FormValues {
  const octet = (value: number) => value.toString(16).padStart(2, '0');
  return {
    interfaces: [{ name: `eth${key}` }],
    subnets: Array.from({ length: subnets }, (_, index) => {
      const net = `2001:db8:${(index + 1).toString(16)}`;
      return {
        id: index + 1,
        prefix: `${net}::/64`,
        interface: `vlan${index + 1}`,
        dnsServers: [`${net}::53`],
        pools: [{ range: `${net}::1000-${net}::1fff` }],
        reservations: Array.from({ length: reservationsEach }, (__, number) => ({
          mac: `02:00:5e:${octet(index >> 8)}:${octet(index & 255)}:${octet(number)}`,
          hostname: `host-${index}-${number}`,
          addresses: [`${net}::${(number + 16).toString(16)}`],
        })),
      };
    }),
  };
}

async function previews(served: ServedClient): Promise<Row[]> {
  const { client } = served;
  const rows: Row[] = [];
  for (const { id } of await client.writers.list()) {
    const values = await largestForm(served, id);
    const { problems } = await client.writers.preview({ writer: id, values });
    if (problems.some(({ severity }) => severity === 'error'))
      throw new Error(`${id}: its largest case is wrong`);
    rows.push(
      await repeated(`preview: ${id}`, smallLimitMs, () => client.writers.preview({ writer: id, values })),
    );
  }
  let key = 0;
  rows.push(
    await repeated('preview: kea-dhcp6, 1,000 subnets with 10 reservations each', largeLimitMs, async () => {
      const { usable } = await client.writers.preview({ writer: 'kea-dhcp6', values: keaForm(key++) });
      if (!usable) throw new Error('the form of the bench is wrong');
    }),
  );
  return rows;
}

const one = (what: string, time: number, limit: number | null): Row => ({
  what,
  middle: time,
  worst: time,
  limit,
});

/** 5,000 files in 50 folders, new and then over old ones. */
async function plainWrites({ client }: ServedClient, folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const round of ['new', 'over old ones']) {
    const wanted = Array.from({ length: files }, (_, index) => ({
      path: `site${index % 50}/etc/file${index}.conf`,
      text: `# ${round}\n`.repeat(50),
      executable: false,
    }));
    let expected: { path: string; text: string; executable: boolean; expected: string }[] = [];
    const comparing = await timed(async () => {
      const seen = await client.configFiles.compare({ folder, files: wanted });
      expected = wanted.map((file, index) => ({ ...file, expected: seen[index]?.token ?? '' }));
    });
    const writing = await timed(() => client.configFiles.write({ folder, files: expected }));
    rows.push(one(`compare 5,000 files, ${round}`, comparing, null));
    rows.push(one(`write 5,000 files, ${round}`, writing, writeLimitMs));
  }
  return rows;
}

/**
 * A plan of 5,000 LANs, each of which feeds the radvd.conf of its own router; then its prefix changes twice: at first no
 * file is there, then each one replaces an old one, which becomes a backup.
 */
async function renumbering({ client }: ServedClient, folder: string): Promise<Row[]> {
  const start = 0x2001_0db8n << 96n;
  const nodes = Array.from({ length: files + 1 }, (_, index) =>
    readNode(
      {
        id: `n${index}`,
        parent: index === 0 ? null : 'n0',
        ipv6: index === 0 ? '2001:db8::/32' : prefixAt(start + (BigInt(index) << 64n), 64, 6),
        name: `LAN ${index}`,
        role: index === 0 ? 'container' : 'lan',
      },
      'node',
    ),
  );
  const { id: planId } = await client.plans.create({ text: formatPlan(planOf('Large', nodes)) });
  const preparing = await timed(async () => {
    for (let index = 1; index <= files; index += 50) {
      await Promise.all(
        nodes.slice(index, index + 50).map(async ({ id }) => {
          const values = {
            interfaces: [{ node: id, name: 'eth0', prefixes: [{ node: id, prefix: '2001:db8::/64' }] }],
          };
          const home = join(folder, id);
          await client.configurations.create({
            name: id,
            writer: 'radvd',
            values,
            folder: home,
            plan: { planId, nodeId: id },
            base: values,
          });
        }),
      );
    }
  });
  const rows = [one('store 5,000 configurations', preparing, null)];
  for (const [round, state, to] of [
    ['new', 'created', 0x2001_0db9n],
    ['over old ones', 'replaced', 0x2001_0dban],
  ] as const) {
    const request = { planId, nodeId: 'n0', to: prefixAt(to << 96n, 32, 6) };
    let preview = await client.configurations.renumberPreview(request);
    const looking = await timed(async () => {
      preview = await client.configurations.renumberPreview(request);
    });
    const configurations = preview.configurations.map(({ id, revision, files: each }) => ({
      id,
      revision,
      files: each.map(({ path, disk }) => ({ path, expected: disk?.token ?? '' })),
    }));
    let written = 0;
    const taking = await timed(async () => {
      const taken = await client.configurations.renumberTake({
        ...request,
        planRevision: preview.planRevision,
        configurations,
      });
      written = taken.configurations
        .flatMap((each) => each.written)
        .filter((each) => each.state === state).length;
    });
    if (written !== files) throw new Error(`${written} files were ${state} under ${request.to}`);
    rows.push(
      one(`renumber 5,000, ${round}: look (files before and after, and on disk)`, looking, null),
      one(`renumber 5,000, ${round}: take (plan, forms, 5,000 files, database)`, taking, writeLimitMs),
    );
  }
  return rows;
}

const wanted = process.argv[2];
const directory = mkdtempSync(join(tmpdir(), 'linkscope-bench-'));
const data = join(directory, 'data');
mkdirSync(data);
const served = await startClient(data);
try {
  const rows = [
    ...(wanted === 'write' ? [] : await previews(served)),
    ...(wanted === 'preview' ? [] : await plainWrites(served, join(directory, 'files'))),
    ...(wanted === 'preview' ? [] : await renumbering(served, join(directory, 'hosts'))),
  ];
  printTable(
    'writers, asked over the socket',
    ['what', 'median', 'worst', 'goal'],
    rows.map(({ what, middle, worst, limit }) => [
      what,
      milliseconds(middle),
      milliseconds(worst),
      limit === null ? '' : `${limit} ms ${middle <= limit ? 'met' : 'MISSED'}`,
    ]),
  );
  process.exitCode = rows.some(({ middle, limit }) => limit !== null && middle > limit) ? 1 : 0;
} finally {
  served.stop();
  rmSync(directory, { recursive: true, force: true });
}
