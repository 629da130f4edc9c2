import type { DnsItem, DnsReport } from '../../../../src-core/api/dns.ts';
import { badInput } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { describeDns, describeFragments } from '../dns-text.ts';
import { followProbe } from '../follow-probe.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';

/** Tells "no such record" and "no answer" apart, and what is wrong on the way. */
function statusOfReport({ fragments, conclusive, records }: DnsReport): ExitStatus {
  const bad = fragments.some(({ verdict }) => verdict === 'dropped' || verdict === 'blocked');
  if (bad) return exitStatus.problems;
  if (conclusive === 0) return exitStatus.failed;
  return records > 0 ? exitStatus.success : exitStatus.nothingFound;
}

export const dnsCommand: Command = {
  usage: 'NAME [TYPE…] [--server ADDRESS[%ZONE]]… [--tcp] [--edns SIZE] [--fragments] [--json]',
  examples: [
    'dns nas.example AAAA',
    'dns 2001:db8::53 --server fe80::1%eth0',
    'dns example.com DNSKEY @2001:db8::53 --fragments',
  ],
  options: {
    server: {
      value: 'ADDRESS',
      many: true,
      help: 'the server to ask, also several, also as @ADDRESS; left out: those of this computer',
    },
    port: { value: 'NUMBER', help: 'left out: 53' },
    tcp: { help: 'asks over TCP at once' },
    edns: { value: 'SIZE', help: 'the largest answer over UDP, 512 to 4096; 0 asks without EDNS' },
    dnssec: { help: 'asks for signatures, and whether the server has verified them' },
    'no-recursion': { help: 'asks for what the server knows by itself' },
    fragments: { help: 'tries whether large answers get through, with growing sizes' },
    wait: { value: 'MS', help: 'how long each try waits for its answer; left out: 2000' },
    json: { help: 'prints one JSON object a line, as things are found' },
    quiet: { help: 'prints no progress' },
    ...commonOptions,
  },
  async run(args, context) {
    // As dig takes them: @fe80::1%eth0.
    const servers = args.words.filter((word) => word.startsWith('@')).map((word) => word.slice(1));
    const [name, ...types] = args.words.filter((word) => !word.startsWith('@'));
    if (name === undefined) throw badInput('look up which name? For example: linkscope dns nas.example AAAA');
    const edns = args.integer('edns', 0, 4096);
    if (edns !== undefined && edns > 0 && edns < 512) throw badInput('--edns is 0, or from 512 to 4096');
    const fragments = args.has('fragments');
    const options = {
      name,
      types,
      servers: [...args.all('server'), ...servers],
      port: args.integer('port', 1, 65_535),
      transport: args.has('tcp') ? ('tcp' as const) : undefined,
      ednsBytes: edns === 0 ? null : edns,
      dnssec: args.has('dnssec') ? true : undefined,
      recursion: !args.has('no-recursion'),
      waitMs: args.integer('wait', 100, 10_000),
      fragments,
    };
    const { client } = await context.open();
    const json = args.has('json');
    const quiet = args.has('quiet');
    const show = (items: readonly DnsItem[]) =>
      context.terminal.lines(items.flatMap((item) => describeDns(item, !fragments)));
    const followed = { options, json, quiet, show };
    const { summary, status } = await followProbe(client.dns, followed, context);
    if (summary === null) return status ?? exitStatus.failed;
    if (status !== null) return status;
    if (!json) await context.terminal.lines(summary.fragments.flatMap(describeFragments));
    return statusOfReport(summary);
  },
};
