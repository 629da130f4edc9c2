import { z } from 'zod';
import { probeContract } from './probe-events.ts';
import { probeTarget, targetText } from './probe-targets.ts';

/**
 * What is known of a port. `filtered`: something keeps us from it, or it keeps silent; `unknown`: it was not asked, or
 * this computer could not ask. Unknown is never shown as closed.
 */
export const portState = z.enum(['open', 'closed', 'filtered', 'unknown']);
export type PortState = z.infer<typeof portState>;

export const portReasons = [
  'accepted',
  'refused',
  'no-answer',
  'prohibited',
  'no-route',
  'host-unreachable',
  'not-sent',
  'not-asked',
  'told-by-nmap',
] as const;
export const portReason = z.enum(portReasons);
export type PortReason = z.infer<typeof portReason>;

export const reasonLabels: Readonly<Record<PortReason, string>> = {
  accepted: 'connection accepted',
  refused: 'refused by a reset, or by ICMP port unreachable',
  'no-answer': 'no answer, also not when asked again',
  prohibited: 'a firewall says that it is prohibited (ICMP)',
  'no-route': 'no route to it',
  'host-unreachable': 'the host cannot be reached',
  'not-sent': 'this computer could not send, or may not',
  'not-asked': 'not asked',
  'told-by-nmap': 'as nmap tells it',
};

/** What a TLS certificate says of itself; it was only looked at, not checked. All text is made safe to show. */
export const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** The names and addresses that it is for (RFC 5280 section 4.2.1.6); at most 50. */
  names: z.array(z.string()),
  validFrom: z.string(),
  validTo: z.string(),
  protocol: z.string().nullable(),
});
export type CertificateFacts = z.infer<typeof certificateFacts>;

/** What a service said when it was connected to. All text is made safe to show and bounded. */
export const banner = z.object({
  /** What it speaks, as far as its words tell; null where they do not. */
  protocol: z.string().nullable(),
  /** Its first words, at most 500 characters. */
  text: z.string(),
  /** The title of its page, and the name that its web server gives itself. */
  title: z.string().nullable(),
  server: z.string().nullable(),
  /** Where the page sends its readers; it was not followed. */
  redirect: z.string().nullable(),
  certificate: certificateFacts.nullable(),
  /** Why no more is known (silence, a time-out, too much text); null where all was read. */
  note: z.string().nullable(),
});
export type Banner = z.infer<typeof banner>;

/** An open port. It may come a second time, with the banner: the later one replaces the earlier. */
export const openPort = z.object({
  kind: z.literal('port'),
  target: probeTarget,
  port: z.number().int().min(1).max(65_535),
  rttMs: z.number().nullable(),
  /** The name that is registered for the port, or what nmap found; null where there is none. */
  service: z.string().nullable(),
  banner: banner.nullable(),
});
export type OpenPort = z.infer<typeof openPort>;

/** Ports of a host that came to the same, as a list: `1-21,23,25-79`. */
export const portGroup = z.object({
  state: portState,
  reason: portReason,
  count: z.number().int(),
  ports: z.string(),
});
export type PortGroup = z.infer<typeof portGroup>;

/** A host of which every port has been asked, or as much as was done when the run was cancelled. */
export const hostPorts = z.object({
  kind: z.literal('host'),
  target: probeTarget,
  groups: z.array(portGroup),
  /** The smallest round trip, in milliseconds; null where it never answered. */
  rttMs: z.number().nullable(),
});
export type HostPorts = z.infer<typeof hostPorts>;

export const portItem = z.discriminatedUnion('kind', [openPort, hostPorts]);
export type PortItem = z.infer<typeof portItem>;

/** More ports of more hosts than this at once would not fit into memory: 250 hosts with every port do. */
export const mostPortsInAll = 20_000_000;

export const portOptions = z.object({
  /** Addresses, names, prefixes and ranges. */
  targets: z.array(targetText).min(1).max(1024),
  /** `common`, `top`, `all`, or a list: `22,80,8000-8100`. */
  ports: z.string().max(20_000).default('top'),
  /** Whether open ports are asked what they are. */
  banners: z.boolean().default(false),
  /** `nmap` runs the nmap that is installed here instead. */
  scanner: z.enum(['own', 'nmap']).default('own'),
  /** At most so many connections a second; null leaves it to what the way bears. */
  perSecond: z.number().int().min(1).max(100_000).nullable().default(null),
});
export type PortOptions = z.infer<typeof portOptions>;

export const portSummary = z.object({
  hosts: z.number().int(),
  /** Hosts that told anything at all. */
  answered: z.number().int(),
  open: z.number().int(),
  asked: z.number().int(),
  /** Answers that came only when asked again: what the way there loses. */
  losses: z.number().int(),
  durationMs: z.number(),
  /** What scanned: `Linkscope`, or nmap with its version. */
  scanner: z.string(),
});
export type PortSummary = z.infer<typeof portSummary>;

export const portsContract = probeContract(portOptions, portItem, portSummary);
