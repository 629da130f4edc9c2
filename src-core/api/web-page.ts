import { oc } from '@orpc/contract';
import { z } from 'zod';
import { probeContract, runIdInput } from './probe-events.ts';
import { familyChoice, probeTarget, targetText } from './probe-targets.ts';
import { timeMs } from './values.ts';

export const webPageOptions = z.object({
  /** An address, a name, or a whole URL: `fe80::1%eth0`, `http://[fe80::1%25eth0]:8080/status`. */
  target: targetText,
  family: familyChoice.exclude(['both']).optional(),
  /** Left out: what the URL says, or 80, and 443 with TLS where nothing listens on 80. */
  port: z.number().int().min(1).max(65_535).nullable().optional(),
  /** Left out: true on ports 443 and 8443. */
  tls: z.boolean().nullable().optional(),
});
export type WebPageOptions = z.infer<typeof webPageOptions>;

/** A certificate as people check it. All texts of it are bounded and safe to show. */
export const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** The names and addresses that it is for; the first few where there are many. */
  names: z.array(z.string()),
  moreNames: z.number().int().nonnegative(),
  validFrom: timeMs.nullable(),
  validUntil: timeMs.nullable(),
  /** SHA-256 of the whole certificate, `AB:CD:…`. */
  fingerprint: z.string(),
  selfSigned: z.boolean(),
  /** Null where it is signed by an authority that this program knows, for the name that was asked for; else why not. */
  distrust: z.string().nullable(),
  /** `RSA 1024 bits`, `EC prime256v1`; null where it is not told. */
  key: z.string().nullable(),
  /** `TLSv1.3` */
  protocol: z.string(),
});
export type CertificateFacts = z.infer<typeof certificateFacts>;

/** One request of the browser, or something that was kept from it. */
export const webPageItem = z.object({
  at: timeMs,
  /** The port of the device. */
  port: z.number().int(),
  method: z.string(),
  path: z.string(),
  /** What the device answered; null where it did not. */
  status: z.number().int().nullable(),
  /** What was done otherwise than passed on, in words. */
  note: z.string().nullable(),
});
export type WebPageItem = z.infer<typeof webPageItem>;

/** One port of the device, with the place on this computer where the browser finds it. */
export const openPort = z.object({
  port: z.number().int(),
  tls: z.boolean(),
  /** `http://page-x.localhost:40123`; it answers nobody but the browser that a link let in. */
  origin: z.string(),
  certificate: certificateFacts.nullable(),
  /** Whether the person let the certificate pass; true where there is none. */
  accepted: z.boolean(),
});

export const webPageReport = z.object({
  target: probeTarget,
  startedAt: timeMs,
  ports: z.array(openPort),
  requests: z.number().int(),
  lastUsedAt: timeMs,
  /**
   * When it closes by itself: with the last tab that shows it, in a moment as that was closed, or when it was not used for
   * ten minutes, as it may be shown in a tab that nobody watches.
   */
  closing: z.enum(['with-tab', 'closing', 'unused']),
  /** Tabs that are open and watched by a window of this program. */
  tabs: z.number().int().nonnegative(),
  /** Other hosts that the device wanted to send the browser to; this program never went there. */
  externals: z.array(z.string()),
});
export type WebPageReport = z.infer<typeof webPageReport>;

export const pageLink = z.object({
  url: z.string(),
  /** The number of the tab that it is for, where that is watched. */
  tab: z.number().int().nullable(),
});
export type PageLink = z.infer<typeof pageLink>;

export const webPageContract = {
  /** A run is a page that is open: it ends by itself, see `closing` in its report. */
  ...probeContract(webPageOptions, webPageItem, webPageReport),
  report: oc.input(runIdInput).output(webPageReport),
  /**
   * Makes a link that lets one browser in, once, into the page and the other ports of the same host. Who says that the tab
   * is watched, has to tell when it is closed.
   */
  link: oc.input(runIdInput.extend({ watched: z.boolean().optional() })).output(pageLink),
  /** Tells that a tab that is watched was closed. */
  tabClosed: oc.input(runIdInput.extend({ tab: z.number().int() })),
};
