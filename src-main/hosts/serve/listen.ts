import { createServer, type RequestListener, type Server } from 'node:http';
import { ToolError } from '../../../src-core/api/errors.ts';
import { bindLoopback, portOf } from '../../os/bind.ts';

/** Tried first where no port was asked for, so that a bookmark and the browser's own settings last. */
const preferredPort = 6464;

export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
  /** Where a browser finds it: `http://127.0.0.1:6464`. */
  readonly origin: string;
}

function create(handler: RequestListener): Server {
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
    handler,
  );
  server.maxConnections = 256;
  return server;
}

/** Both loopback addresses on one port; null where either has it in use. */
async function bindBoth(port: number, handler: RequestListener): Promise<Listening | null> {
  const bound = await bindLoopback(() => create(handler), port);
  const [first] = bound?.servers ?? [];
  if (bound === null || first === undefined) return null;
  return {
    servers: bound.servers,
    port: portOf(first),
    origin: `http://${bound.host}:${portOf(first)}`,
  };
}

/**
 * Listens on loopback only, over IPv4 and IPv6 where the computer has both.
 * @param port the one that was asked for; left out means 6464, or any free one where that is in use
 * @throws ToolError `conflict` where the port that was asked for is in use, `no-permission`, `unreachable`
 */
export async function listenOnLoopback(
  port: number | undefined,
  handler: RequestListener,
): Promise<Listening> {
  if (port !== undefined && port !== 0) {
    const listening = await bindBoth(port, handler);
    if (listening !== null) return listening;
    throw new ToolError('conflict', `port ${port} is in use: choose another with --port, or leave it out`);
  }
  // A free port over IPv4 may be taken over IPv6; each try asks for another.
  for (const candidate of [...(port === 0 ? [] : [preferredPort]), 0, 0, 0, 0]) {
    const listening = await bindBoth(candidate, handler);
    if (listening !== null) return listening;
  }
  throw new ToolError('conflict', 'no port is free on both 127.0.0.1 and ::1: choose one with --port');
}
