import {
  reasonLabels,
  type Banner,
  type HostPorts,
  type OpenPort,
  type PortSummary,
} from '../../../src-core/api/ports.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { formatTable } from './table.ts';

/** What a banner tells, in one line each. */
function bannerLines(banner: Banner | null): string[] {
  if (banner === null) return [''];
  const { certificate } = banner;
  const lines = [
    [banner.protocol, banner.text].filter((part) => part !== null && part !== '').join(': '),
    banner.title === null ? '' : `title: ${banner.title}`,
    banner.server === null ? '' : `server: ${banner.server}`,
    banner.redirect === null ? '' : `sends on to ${banner.redirect}`,
    certificate === null ? '' : `certificate: ${[certificate.subject, ...certificate.names].join(', ')}`,
    banner.note === null ? '' : `(${banner.note})`,
  ].filter((line) => line !== '');
  return lines.length > 0 ? lines : [''];
}

/** What was found at one host: its open ports as a table, and the others in groups with why. */
export function describePorts(host: HostPorts, open: readonly OpenPort[], withBanners: boolean): string[] {
  const { target, groups, rttMs } = host;
  const address = formatScoped({ address: target.address, zone: target.zone ?? undefined });
  const name = target.text === address ? '' : ` (${target.text})`;
  const rtt = rttMs === null ? '' : `, ${rttMs.toFixed(rttMs < 10 ? 2 : 0)} ms`;
  const rows = open
    .toSorted((one, other) => one.port - other.port)
    .map((port) => [
      [String(port.port)],
      [port.service ?? '-'],
      ...(withBanners ? [bannerLines(port.banner)] : []),
    ]);
  const table = formatTable(['PORT', 'SERVICE', ...(withBanners ? ['WHAT IT SAYS'] : [])], rows);
  const others = groups
    .filter(({ state, count }) => state !== 'open' && count > 0)
    .map(({ state, reason, count, ports }) => {
      const which = ports.length > 0 && ports.length <= 100 ? `: ${ports}` : '';
      return `${count} ${state}, ${reasonLabels[reason]}${which}`;
    });
  return [`${address}${name}${rtt}`, ...(open.length > 0 ? table : ['no open port']), ...others, ''];
}

export function describePortSummary({
  hosts,
  open,
  asked,
  losses,
  durationMs,
  scanner,
}: PortSummary): string {
  const lost = losses === 0 ? '' : `, ${losses} lost on the way and asked again`;
  const what = `${hosts} ${hosts === 1 ? 'host' : 'hosts'}, ${asked} ports asked, ${open} open${lost}`;
  return `${what}: ${(durationMs / 1000).toFixed(1)} s with ${scanner}`;
}
