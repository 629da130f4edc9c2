import { lookup } from 'node:dns/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import { tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

const timeoutMs = 10_000;

/** A name that the system can be asked for: letters, digits, hyphens, underscores and dots, or their like beyond ASCII. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u.test(text);
}

/**
 * The addresses of a name as programs of this system get them (hosts file, DNS, mDNS), in the order that it prefers.
 * @throws ToolError `bad-input` for what is no name, `unreachable` where it has no address, `timeout`
 */
export async function resolveName(name: string, signal?: AbortSignal): Promise<Address[]> {
  const shown = visibleText(name, 80);
  if (!isHostName(name)) {
    throw new ToolError('bad-input', `"${shown}" is neither an address nor a name`);
  }
  const over = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => {
      if (signal?.aborted === true)
        reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
      else reject(new ToolError('timeout', `no answer came to the question for the addresses of ${shown}`));
    };
    if (over.aborted) stop();
    else over.addEventListener('abort', stop, { once: true });
  });
  const asked = lookup(name, { all: true, order: 'verbatim' }).catch((error: unknown) => {
    const detail = error instanceof Error ? visibleText(error.message) : undefined;
    throw new ToolError(
      'unreachable',
      `the name ${shown} has no address that this computer can find`,
      detail,
      {
        cause: error,
      },
    );
  });
  const found = await Promise.race([asked, stopped]);
  return found.slice(0, 64).flatMap(({ address }) => tryParseAddress(address) ?? []);
}
