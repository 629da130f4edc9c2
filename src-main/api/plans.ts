import type { PlanChange, PlanInfo, PlanPart, PlanReality } from '../../src-core/api/plans.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { bitsOf } from '../../src-core/net/address.ts';
import { lengthOf, networkOf, prefixFamily, prefixOf, type Prefix } from '../../src-core/net/prefix.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { Base } from './base.ts';
import { atBoundary, type FailureLog } from './failures.ts';
import type { InterfaceList } from './interfaces.ts';

/** The part of the inventory in which plans are kept. */
export interface PlanStore {
  list(): Promise<PlanInfo[]>;
  create(text: string): Promise<PlanInfo>;
  read(id: number): Promise<{ info: PlanInfo; text: string }>;
  open(id: number): AsyncGenerator<PlanPart, void, undefined>;
  save(change: PlanChange): Promise<PlanInfo>;
  duplicate(id: number, name: string): Promise<PlanInfo>;
  remove(id: number): Promise<boolean>;
  /** The addresses of devices that were seen since a time. */
  found(sinceMs: number): Promise<Pick<PlanReality, 'hosts' | 'scannedAt' | 'warnings'>>;
}

export function plansRoutes(
  base: Base,
  plans: () => Promise<PlanStore>,
  readInterfaces: (signal?: AbortSignal) => Promise<InterfaceList>,
  log: FailureLog,
) {
  const routes = base.plans;
  return {
    list: routes.list.handler(async () => (await plans()).list()),
    create: routes.create.handler(async ({ input }) => (await plans()).create(input.text)),
    read: routes.read.handler(async ({ input }) => (await plans()).read(input.id)),
    open: routes.open.handler(async function* ({ input, path }) {
      try {
        yield* (await plans()).open(input.id);
      } catch (error) {
        // Errors that come while parts flow do not pass the middleware again.
        throw atBoundary(error, path.join('.'), input, log);
      }
    }),
    save: routes.save.handler(async ({ input }) => (await plans()).save(input)),
    duplicate: routes.duplicate.handler(async ({ input }) => (await plans()).duplicate(input.id, input.name)),
    remove: routes.remove.handler(async ({ input }) => (await plans()).remove(input.id)),
    reality: routes.reality.handler(async ({ input, signal }): Promise<PlanReality> => {
      const [links, found] = await Promise.all([
        linksOf(readInterfaces(signal), signal),
        (await plans()).found(input.sinceMs ?? 0),
      ]);
      return {
        prefixes: links.prefixes,
        hosts: found.hosts.map((host) => ({ ...host, name: visibleText(host.name) })),
        scannedAt: found.scannedAt,
        warnings: [...links.warnings, ...found.warnings].map((warning) => visibleText(warning, 1000)),
      };
    }),
  };
}

/** Interfaces that cannot be read are told; what devices have is known all the same. */
async function linksOf(
  reading: Promise<InterfaceList>,
  signal: AbortSignal | undefined,
): Promise<Pick<PlanReality, 'prefixes' | 'warnings'>> {
  try {
    const { interfaces, warnings } = await reading;
    return { prefixes: interfaces.flatMap(onLinkOf), warnings };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { prefixes: [], warnings: [`The interfaces could not be read: ${reason}`] };
  }
}

/** The prefixes on the link of an interface that is up, each once; single addresses tell nothing of the link. */
function onLinkOf({ zone, kind, state, addresses, prefixes }: InterfaceList['interfaces'][number]) {
  if (kind === 'loopback' || state === 'down' || state === 'no-carrier') return [];
  const own = addresses
    .filter(({ tentative }) => !tentative)
    .map(({ address, length }) => prefixOf(address, length));
  return [...new Set([...own, ...prefixes.map(({ prefix }) => prefix)])]
    .filter(isPlanned)
    .map((prefix) => ({ prefix, zone }));
}

const planned = new Set(['global', 'ula', 'private']);

function isPlanned(prefix: Prefix): boolean {
  return (
    planned.has(kindOf(networkOf(prefix))) &&
    lengthOf(prefix) > 0 &&
    lengthOf(prefix) < bitsOf(prefixFamily(prefix))
  );
}
