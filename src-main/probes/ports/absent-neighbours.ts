import { readNeighbours } from '../../os/neighbours.ts';

/**
 * Which of these addresses the system itself looked for on its links in vain. A connect does not always tell: Linux
 * answers a failed search with an ICMPv6 error to itself over the loopback interface, where it finds no socket that is
 * bound to a link (tcp_v6_err(), net/ipv6/tcp_ipv6.c), so that connections to a link-local address only time out.
 * To be asked when the search is over: three seconds after the first packet (RFC 4861 section 10).
 * @param addresses with their zones, as they are scanned
 * @throws ToolError where the neighbour table cannot be read
 */
export async function absentNeighbours(
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const { address, zone, state } of await readNeighbours(undefined, signal)) {
    if (state !== 'failed' && state !== 'incomplete') continue;
    missing.add(`${address}%${zone}`);
    missing.add(address);
  }
  return new Set(addresses.filter((text) => missing.has(text)));
}
