import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** MariaDB Galera Cluster: an option file for every node. */
export default defineWriter({
  id: 'galera',
  title: 'MariaDB Galera cluster',
  group: 'clusters',
  about:
    'my.cnf of every node of a Galera cluster, with IPv6 addresses in brackets wherever Galera wants them.',
  keywords: ['MariaDB', 'MySQL', 'my.cnf', 'wsrep', 'gmcast.listen_addr', 'database'],
  systems: ['S18'],
  schema,
  start: {
    name: 'cluster1',
    nodes: [
      { name: 'db1', address: '2001:db8:10::1' },
      { name: 'db2', address: '2001:db8:10::2' },
      { name: 'db3', address: '2001:db8:10::3' },
    ],
  },
  sample: {
    name: 'ns01',
    nodes: [
      { name: 'ns011', address: '2001:db8:10::1', host: 'ns011.example.net' },
      { name: 'ns012', address: '2001:db8:20::1' },
      { name: 'ns013', address: '2001:db8:30::1', segment: 1 },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [/\.cnf$/],
    texts: [/^[ \t]*wsrep[_-][a-z_-]+[ \t]*=/m, /^[ \t]*\[(?:mysqld|mariadbd?|galera)(?:-[\d.]+)?\]/m],
  },
  fromPlan,
  checkers: [
    {
      name: 'mariadbd --help --verbose',
      command: 'mariadbd',
      package: 'mariadb-server-core',
      plan: (files, folder) =>
        files.map(({ path }) => ({ args: [`--defaults-file=${folder}/${path}`, '--help', '--verbose'] })),
      // A value that is not understood is a warning to mariadbd, which goes on with another one.
      accepts: ({ code, stderr }) =>
        code === 0 && !/\[ERROR\]|wasn't recognized|unknown (variable|option)/i.test(stderr),
      // All else is the list of options, and what it misses in a folder without a database.
      word: (line) => {
        const severity = /\[(ERROR|Warning)\]/.exec(line)?.[1];
        if (severity === undefined || /max_open_files|mysql\.plugin table/.test(line)) return undefined;
        return { file: null, line: null, severity: severity === 'ERROR' ? 'error' : 'warning', text: line };
      },
    },
  ],
});
