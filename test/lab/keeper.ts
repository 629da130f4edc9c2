import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { removeLab } from './sweep.ts';

// The keeper of one lab: a process of its own that waits for the end of its input, which is the end of the lab's
// owner however that came (also by kill -9), and then removes everything. There is no other way of removing a lab, so
// the way that matters in a crash is the one that every test uses.
//
// Arguments: the prefix of the lab's namespaces, and `private` where the keeper runs in a user namespace of its own,
// in which it makes the place that `ip netns` needs.

const [prefix, mode] = process.argv.slice(2);
if (prefix === undefined || !/^lslab-\d+-\d+-$/.test(prefix))
  throw new Error('usage: keeper.ts PREFIX [private]');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

if (mode === 'private') {
  spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', '/run'], { stdio: 'inherit' });
  mkdirSync('/run/netns', { recursive: true });
}

process.stdout.write('ready\n');
process.stdin.on('end', () => {
  void removeLab(prefix).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.stdin.resume();
