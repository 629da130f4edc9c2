/**
 * `npm run bench:split`: splitting 2001:db8::/36 into its 1,048,576 /56s and printing them, from start to end of the
 * process, beside ipcalc-ng, sipcalc and Python in the same run; the built command line, so build first. It exits with
 * 1 where another program that prints the same form does not print the same bytes.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { median, milliseconds, printTable } from './table.ts';

const rounds = 3;
const prefix = '2001:db8::/36';
const length = '56';
const launcher = resolve(import.meta.dirname, '../../bin/linkscope');

const python = `import ipaddress,sys
sys.stdout.writelines(f"{block}\\n" for block in ipaddress.ip_network("${prefix}").subnets(new_prefix=${length}))`;

interface Contender {
  readonly name: string;
  readonly command: readonly [file: string, ...args: string[]];
  /** Whether it prints one prefix a line and nothing else. */
  readonly sameForm: boolean;
}

const contenders: readonly Contender[] = [
  {
    name: 'linkscope split',
    command: [process.execPath, launcher, 'split', prefix, '--length', length],
    sameForm: true,
  },
  {
    name: 'ipcalc-ng --split',
    command: ['ipcalc-ng', '--no-decorate', '--split', length, prefix],
    sameForm: true,
  },
  { name: 'sipcalc -S', command: ['sipcalc', '-S', length, prefix], sameForm: false },
  { name: 'Python ipaddress', command: ['python3', '-I', '-c', python], sameForm: true },
  { name: 'Node, nothing but its start', command: [process.execPath, '-e', '0'], sameForm: false },
];

interface Run {
  readonly milliseconds: number;
  readonly octets: number;
  readonly digest: string;
}

/** Runs a command with its output through a pipe to this process; undefined where it is not installed. */
function run([file, ...args]: Contender['command']): Promise<Run | undefined> {
  return new Promise((done, reject) => {
    const began = performance.now();
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') done(undefined);
      else reject(error);
    });
    child.on('close', (code) => {
      const taken = performance.now() - began;
      if (code !== 0) {
        reject(new Error(`${file} ended with ${code}`));
        return;
      }
      const output = Buffer.concat(chunks);
      const digest = createHash('sha256').update(output).digest('hex');
      done({ milliseconds: taken, octets: output.length, digest });
    });
  });
}

if (!existsSync(resolve(import.meta.dirname, '../../out/main/cli.js')))
  throw new Error('the command line has not been built: run npm run build');

// They take turns, so that what else the machine does hits all of them.
const runs = new Map<Contender, Run[]>(contenders.map((contender) => [contender, []]));
for (let round = 0; round < rounds; round++) {
  for (const [contender, done] of runs) {
    const found = await run(contender.command);
    if (found !== undefined) done.push(found);
  }
}

const [own] = [...runs.values()].map((done) => done[0]?.digest);
const rows = [...runs].map(([{ name, sameForm }, done]) => {
  const [first] = done;
  if (first === undefined) return [name, 'not installed', '-', '-'];
  const same = done.every(({ digest }) => digest === own);
  if (sameForm && !same) process.exitCode = 1;
  return [
    name,
    milliseconds(median(done.map((each) => each.milliseconds))),
    String(first.octets),
    sameForm ? (same ? 'yes' : 'NO') : 'another form',
  ];
});
printTable(
  `${prefix} into its 1,048,576 /${length}s, printed through a pipe: median of ${rounds}, Node ${process.version}`,
  ['program', 'time', 'octets', 'same bytes'],
  rows,
);
