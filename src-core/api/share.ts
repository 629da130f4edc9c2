import { oc } from '@orpc/contract';
import { z } from 'zod';
import { probeContract, runIdInput } from './probe-events.ts';
import { addressValue, timeMs, zoneValue } from './values.ts';

export const shareOptions = z.object({
  /** The folder, as an absolute path. */
  directory: z.string().min(1).max(4096),
  /** Only the addresses of this interface. Left out with `address`: every address of this computer. */
  interface: z.string().min(1).max(255).nullable().optional(),
  /** Only this address of this computer: `fe80::1%eth0`, `192.0.2.1`. */
  address: z.string().trim().min(1).max(300).nullable().optional(),
  /** Left out or 0: 8080, or a free one where that is in use. */
  port: z.number().int().min(0).max(65_535).nullable().optional(),
  /** Also gives what begins with a dot. */
  hidden: z.boolean().optional(),
});
export type ShareOptions = z.infer<typeof shareOptions>;

/** One request of a client: a line of the access log. */
export const shareItem = z.object({
  at: timeMs,
  client: z.object({ address: addressValue, zone: zoneValue.nullable() }).nullable(),
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  /** Bytes of the body that were written; fewer than asked for where the client left. */
  bytes: z.number().nonnegative(),
  durationMs: z.number().nonnegative(),
  /** False where the connection ended before all was sent. */
  complete: z.boolean(),
  agent: z.string().nullable(),
});
export type ShareItem = z.infer<typeof shareItem>;

/** One form in which a client takes the address of the folder. */
export const shareUrl = z.object({
  kind: z.enum(['ipv6', 'ipv4', 'link-local', 'curl', 'ipxe', 'grub', 'name']),
  /** What it is for, in words. */
  label: z.string(),
  text: z.string(),
  interface: z.string().nullable(),
});
export type ShareUrl = z.infer<typeof shareUrl>;

export const shareReport = z.object({
  directory: z.string(),
  port: z.number().int().nullable(),
  /** What is open to whom, in one plain sentence. */
  reach: z.string(),
  urls: z.array(shareUrl),
  startedAt: timeMs,
  requests: z.number().int(),
  bytes: z.number(),
});
export type ShareReport = z.infer<typeof shareReport>;

export const shareContract = {
  ...probeContract(shareOptions, shareItem, shareReport),
  /** Where the folder is found, and what was asked of it so far. */
  report: oc.input(runIdInput).output(shareReport),
};
