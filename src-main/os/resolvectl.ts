import { ToolError } from '../../src-core/api/errors.ts';
import { tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { run } from './exec.ts';

/**
 * Linux with systemd-resolved: `resolvectl --no-pager dns`, which writes one line for each link since systemd 239
 * (`status --json` came much later). A sample:
 *
 * Global: 192.0.2.53#dns.example.org
 * Link 2 (eth0): 192.0.2.1 2001:db8::53 fe80::1%2
 * Link 3 (eth0.10):
 */
export function args(): string[] {
  return ['--no-pager', 'dns'];
}

/** The name servers of each link by its index, and those for all links. */
export interface ResolvedServers {
  readonly global: readonly Address[];
  readonly links: ReadonlyMap<number, readonly Address[]>;
}

/** A server may carry a zone (`%2`), a port (`:853`, brackets around IPv6) and a name (`#dns.example.org`). */
function serverOf(text: string): Address | undefined {
  const [host = ''] = text.split('#', 1);
  const bracketed = /^\[([^\]]*)\]/.exec(host)?.[1];
  const bare = (bracketed ?? host).split('%', 1)[0] ?? '';
  return tryParseAddress(bare) ?? tryParseAddress(bare.replace(/:\d+$/, ''));
}

/** Reads the output; what is no name server is passed over. */
export function parse(text: string): ResolvedServers {
  const global: Address[] = [];
  const links = new Map<number, Address[]>();
  for (const line of text.split('\n')) {
    const match = /^\s*(?:Global|Link (\d{1,9}) \([^)]*\)): *(.*)$/.exec(line);
    if (match === null) continue;
    const servers = (match[2] ?? '').split(/\s+/).flatMap((word) => serverOf(word) ?? []);
    if (match[1] === undefined) global.push(...servers);
    else links.set(Number(match[1]), servers);
  }
  return { global, links };
}

/** @throws ToolError; `missing-command` where systemd-resolved is not installed */
export async function read(signal?: AbortSignal): Promise<ResolvedServers> {
  const result = await run('resolvectl', args(), {
    signal,
    timeoutMs: 1_000,
    remedy: 'install systemd-resolved',
  });
  if (result.code !== 0) {
    throw new ToolError(
      'internal',
      `resolvectl ended with status ${result.code}`,
      result.stderr.trim().slice(0, 500),
    );
  }
  return parse(result.stdout);
}
