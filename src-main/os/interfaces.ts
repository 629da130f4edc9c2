import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { fromNode, unknownToFallback } from './interfaces-fallback.ts';
import { readLinux, type Warn } from './interfaces-linux.ts';
import { readMacos } from './interfaces-macos.ts';
import * as windowsInterfaces from './windows-interfaces.ts';

type Reader = (signal: AbortSignal | undefined, warn: Warn) => Promise<NetworkInterface[]>;

const readers: Partial<Record<NodeJS.Platform, Reader>> = {
  linux: readLinux,
  darwin: readMacos,
  win32: readWindows,
};

async function readWindows(signal: AbortSignal | undefined, warn: Warn): Promise<NetworkInterface[]> {
  const { interfaces, failed } = await windowsInterfaces.read(signal);
  for (const { what, reason } of failed) warn(what, new Error(reason));
  return interfaces;
}

/**
 * The interfaces of this computer with addresses, on-link prefixes, routers and name servers, read afresh.
 * Each part that could not be read is a warning with its reason, and the others are there; where the system's own
 * commands fail altogether, what Node knows is given with a warning that says what is then unknown.
 * @throws the signal's reason where aborted; nothing else
 */
export async function readInterfaces(
  signal?: AbortSignal,
): Promise<{ interfaces: NetworkInterface[]; warnings: string[] }> {
  signal?.throwIfAborted();
  const warnings: string[] = [];
  const warn: Warn = (what, error) => {
    signal?.throwIfAborted();
    warnings.push(`${what} not known: ${error instanceof Error ? error.message : String(error)}`);
  };
  const reader = readers[process.platform];
  try {
    if (reader === undefined) throw new Error(`no commands are known for ${process.platform}`);
    return { interfaces: await reader(signal, warn), warnings };
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    // What the parts said before is part of this.
    return { interfaces: fromNode(), warnings: [`${reason}; ${unknownToFallback}`] };
  }
}
