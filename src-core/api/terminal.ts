import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { targetText } from './probe-targets.ts';
import { timeMs } from './values.ts';

/** UTF-16 units of one write; the page sends a longer paste in parts. */
export const largestTerminalWrite = 65_536;

/** The newest output of a session that a page which was reloaded gets again, in UTF-16 units. */
export const keptTerminalOutput = 1_048_576;

/** So much output may be on its way to the page or wait there; then the program has to wait. In UTF-16 units. */
export const terminalWindow = 262_144;

const columns = z.number().int().min(2).max(1000);
const rows = z.number().int().min(1).max(500);
const port = z.number().int().min(1).max(65_535);

/** What ssh is asked for; src-core/terminal/ssh-command.ts checks the texts. */
export const sshRequest = z.object({
  /** `fe80::1%eth0`, `nas.example`, `root@192.0.2.1`, or a name of the person's own ssh configuration. */
  target: targetText,
  /** Null leaves it to the target, or to the configuration of ssh. */
  user: z.string().max(128).nullable(),
  port: port.nullable(),
  /** `[user@]host[:port]`, several with commas between them. */
  jump: z.string().max(1000).nullable(),
});
export type SshRequest = z.infer<typeof sshRequest>;

const size = { columns, rows };

export const terminalRequest = z.discriminatedUnion('kind', [
  sshRequest.extend({ kind: z.literal('ssh'), ...size }),
  /** A TCP connection whose text is shown as it comes, like that of telnet. */
  z.object({ kind: z.literal('raw'), target: targetText, port, ...size }),
]);
export type TerminalRequest = z.infer<typeof terminalRequest>;

export const terminalSession = z.object({
  sessionId: z.string(),
  kind: z.enum(['ssh', 'raw']),
  /** To whom: `root@fe80::1%eth0`, `[fe80::1%eth0]:23`. */
  title: z.string(),
  at: timeMs,
  state: z.enum(['connecting', 'open', 'ended']),
  /** Units of output so far. */
  written: z.number().int().nonnegative(),
  /** How it ended; null while it is going. */
  end: z.object({ at: timeMs, status: z.number().int().nullable(), text: z.string() }).nullable(),
});
export type TerminalSession = z.infer<typeof terminalSession>;

export const terminalEvent = z.discriminatedUnion('type', [
  /** First of all, and whenever the state changes. */
  z.object({ type: z.literal('session'), session: terminalSession }),
  /** Output that begins at unit `from`; `missed` units before it are no longer kept. */
  z.object({
    type: z.literal('output'),
    text: z.string(),
    from: z.number().int().nonnegative(),
    missed: z.number().int().nonnegative(),
  }),
  /** The end: all output has been told. */
  z.object({ type: z.literal('ended'), session: terminalSession }),
]);
export type TerminalEvent = z.infer<typeof terminalEvent>;

const sessionInput = z.object({ sessionId: z.string().max(64) });

export const terminalContract = {
  /** Opens a session, which ends when nobody has followed it for two seconds. */
  open: oc.input(terminalRequest).output(terminalSession),
  /** The sessions that are going, and those that ended a short time ago, oldest first. */
  list: oc.output(z.array(terminalSession)),
  /** The output from unit `from` on as far as it is kept, then what comes, and exactly one end. */
  follow: oc
    .input(sessionInput.extend({ from: z.number().int().nonnegative() }))
    .output(eventIterator(terminalEvent)),
  /** Tells that the output up to this unit has been taken in: only then comes more. */
  acknowledge: oc.input(sessionInput.extend({ upTo: z.number().int().nonnegative() })).output(z.void()),
  write: oc.input(sessionInput.extend({ text: z.string().max(largestTerminalWrite) })).output(z.void()),
  resize: oc.input(sessionInput.extend(size)).output(z.void()),
  /** Ends a session and lets go of it; returns when nothing of it is left. */
  close: oc.input(sessionInput).output(z.void()),
  /** Opens ssh in the terminal program of the person's own desktop. */
  openOwn: oc.input(sshRequest).output(z.object({ program: z.string() })),
};
