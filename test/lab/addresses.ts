import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CommandRunner } from './commands.ts';
import type { HostPlan } from './plan.ts';

/** An address that a host of a lab has. */
export interface LabAddress {
  readonly address: string;
  readonly kind: 'link-local' | 'global' | 'ula' | 'ipv4';
  readonly temporary: boolean;
}

const ipAddress = z.array(
  z.object({
    addr_info: z
      .array(
        z.object({
          family: z.string().optional(),
          local: z.string().optional(),
          temporary: z.boolean().optional(),
          tentative: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
);

function kindOf(address: string): LabAddress['kind'] {
  if (!address.includes(':')) return 'ipv4';
  if (/^fe[89ab]/.test(address)) return 'link-local';
  return /^f[cd]/.test(address) ? 'ula' : 'global';
}

/** Reads the addresses of all hosts, by namespace; one shell for all, as a lab may have a thousand. */
export async function readAddresses(
  runner: CommandRunner,
  hosts: readonly HostPlan[],
  directory: string,
): Promise<Map<string, readonly LabAddress[]>> {
  const script = join(directory, 'read-addresses.sh');
  writeFileSync(
    script,
    hosts.map((host) => `ip -n ${host.namespace} -j address show dev eth0; echo\n`).join(''),
  );
  const lines = (await runner.run(['sh', script])).split('\n').filter((line) => line.trim() !== '');
  return new Map(
    hosts.map((host, index) => {
      const parsed = ipAddress.parse(JSON.parse(lines[index] ?? '[]'));
      const addresses = parsed.flatMap((link) =>
        (link.addr_info ?? []).flatMap(({ local, temporary, tentative }) =>
          local === undefined || tentative === true
            ? []
            : [{ address: local, kind: kindOf(local), temporary: temporary === true }],
        ),
      );
      return [host.namespace, addresses];
    }),
  );
}

/** Whether every host has an address of each of these prefixes, where it takes any. */
export function allConfigured(
  hosts: readonly HostPlan[],
  addresses: ReadonlyMap<string, readonly LabAddress[]>,
  prefixes: readonly string[],
): boolean {
  return hosts.every((host) => {
    const own = addresses.get(host.namespace) ?? [];
    const wanted = host.autoconfigured && host.ipv6 ? prefixes : [];
    return wanted.every((prefix) => own.some(({ address }) => address.startsWith(`${prefix}:`)));
  });
}
