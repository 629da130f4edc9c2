import { expect, it } from 'vitest';
import { runChecker } from '../run-checkers.ts';
import { writtenOf } from '../preview.ts';
import writer from './index.ts';
import { read } from './read.ts';

it('reads the daemon.json of a host, and keeps what is not of IPv6', () => {
  const text = `{
  "log-driver": "journald", // ours
  "ipv6": true,
  "fixed-cidr-v6": "fd00::/80",
  "experimental": true,
  "ip6tables": true
}
`;
  const { values, left } = read([{ name: 'daemon.json', text }]);
  expect(values).toEqual({ target: '20.10', rule: 'docker', prefix: 'fd00::/80' });
  expect(left.map(({ line, kind, text: shown }) => [line, kind, shown])).toEqual([
    [2, 'comment', '// ours'],
    [2, 'unknown', '"log-driver": "journald"'],
  ]);
});

it('refuses what is no daemon.json', () => {
  expect(() => read([{ name: 'docker', text: 'DOCKER_OPTS="--ipv6"\n' }])).toThrow(/daemon.json/);
});

it('says that an old dockerd cannot check, and never that it accepted', async () => {
  const [checker] = writer.checkers;
  if (checker === undefined) throw new Error('there is a checker');
  // A program that says what dockerd 20.10 says, whatever it is asked.
  const results = await runChecker(
    {
      ...checker,
      command: 'sh',
      plan: () => [{ args: ['-c', 'echo "unknown flag: --validate" >&2; exit 125'] }],
    },
    writtenOf(writer, writer.sample).written.files,
  );
  expect(results.map(({ status, reason }) => [status, reason])).toEqual([
    ['not-possible', 'this dockerd cannot check a file: 23 and later can'],
  ]);
});
