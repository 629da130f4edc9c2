import { z } from 'zod';
import { probeContract } from './probe-events.ts';
import { probeTarget } from './probe-targets.ts';

export const dnsOptions = z.object({
  /** A name, or an address, of which the reverse name is looked up. */
  name: z.string().trim().min(1).max(1_100),
  /** Types by name; none stands for A and AAAA, or for PTR where an address is given. */
  types: z.array(z.string().trim().min(1).max(20)).max(16).optional(),
  /** Servers by address, with zone, or by name; none stands for those of the system. */
  servers: z.array(z.string().trim().min(1).max(300)).max(8).optional(),
  port: z.number().int().min(1).max(65_535).optional(),
  transport: z.enum(['udp', 'tcp']).optional(),
  /** What an answer over UDP may be large; null asks without EDNS. Left out: 1232 (RFC 9715). */
  ednsBytes: z.number().int().min(512).max(4096).nullable().optional(),
  /** Asks for signatures and for the AD flag. */
  dnssec: z.boolean().optional(),
  /** False asks for what the server knows by itself. */
  recursion: z.boolean().optional(),
  /** How long each try waits for its answer. Left out: 2000. */
  waitMs: z.number().int().min(100).max(10_000).optional(),
  /** Tries whether large answers get through, instead of a look-up: with the first type alone. */
  fragments: z.boolean().optional(),
});
export type DnsOptions = z.infer<typeof dnsOptions>;

/** A record as zone files have it. */
export const dnsRecord = z.object({
  name: z.string(),
  type: z.string(),
  class: z.string(),
  ttlSeconds: z.number().int(),
  data: z.string(),
});
export type DnsRecord = z.infer<typeof dnsRecord>;

export const dnsEdns = z.object({
  /** What the server takes over UDP. */
  bytes: z.number().int(),
  /** The DO flag. */
  dnssec: z.boolean(),
  serverId: z.string().nullable(),
  /** Extended errors in words (RFC 8914). */
  errors: z.array(z.string()),
});
export type DnsEdns = z.infer<typeof dnsEdns>;

export const dnsMessage = z.object({
  responseCode: z.string(),
  /** Those that are set, of aa, tc, rd, ra, ad, cd. */
  flags: z.array(z.string()),
  edns: dnsEdns.nullable(),
  answer: z.array(dnsRecord),
  authority: z.array(dnsRecord),
  additional: z.array(dnsRecord),
  /** Records that are not listed here, as there were too many. */
  omitted: z.number().int(),
  /** What is wrong with the message; null where all of it could be read. */
  damage: z.string().nullable(),
});
export type DnsMessage = z.infer<typeof dnsMessage>;

/** What became of one question to one server over one transport. */
export const dnsItem = z.object({
  server: probeTarget,
  name: z.string(),
  type: z.string(),
  transport: z.enum(['udp', 'tcp']),
  /** What was said to be the largest answer; null without EDNS and over TCP. */
  ednsBytes: z.number().int().nullable(),
  /** `truncated`: there is more than this answer has room for. `lost`: nothing came. */
  outcome: z.enum(['answered', 'truncated', 'lost', 'failed']),
  /** True where it was asked over TCP because the answer over UDP was truncated. */
  fallback: z.boolean(),
  /** From the last try to its answer. */
  timeMs: z.number().nullable(),
  sizeBytes: z.number().int().nullable(),
  tries: z.number().int(),
  /** Datagrams that were no answer to the question, with why; they were passed over. */
  passedOver: z.array(z.string()),
  message: dnsMessage.nullable(),
  /** Why it failed. */
  problem: z.string().nullable(),
});
export type DnsItem = z.infer<typeof dnsItem>;

/** Whether large answers of a server get through. */
export const fragmentVerdict = z.object({
  server: probeTarget,
  verdict: z.enum(['through', 'dropped', 'avoided', 'blocked', 'too-small', 'unknown']),
  /** In words for people. */
  text: z.string(),
  /** What to do, where there is something. */
  advice: z.string().nullable(),
  /** The whole answer, as TCP gave it, or the largest over UDP. */
  answerBytes: z.number().int().nullable(),
  sources: z.array(z.string()),
});
export type FragmentVerdict = z.infer<typeof fragmentVerdict>;

export const dnsReport = z.object({
  /** The name that was asked for, as zone files have it. */
  name: z.string(),
  servers: z.array(probeTarget),
  asked: z.number().int(),
  answered: z.number().int(),
  /** Whole answers to the question itself, be it that there is nothing: refused, failed and cut off are none. */
  conclusive: z.number().int(),
  /** Records in the answers, without authority and additional. */
  records: z.number().int(),
  /** One for each server, where that was what was asked. */
  fragments: z.array(fragmentVerdict),
});
export type DnsReport = z.infer<typeof dnsReport>;

export const dnsContract = probeContract(dnsOptions, dnsItem, dnsReport);
