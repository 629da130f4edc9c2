import { stat, realpath } from 'node:fs/promises';
import type { Server } from 'node:http';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join, parse } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type { ShareItem, ShareOptions, ShareReport } from '../../../src-core/api/share.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { formatScoped, needsZone, tryParseScoped } from '../../../src-core/net/zone.ts';
import { sharePlaces, shareUrls, type SharePlace } from '../../../src-core/share/share-urls.ts';
import { bindServer, portOf } from '../../os/bind.ts';
import { readInterfaces } from '../../os/interfaces.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { createShareServer } from './share-server.ts';
import { SharedFolder } from './shared-folder.ts';

/** Tried first where no port was asked for: what people expect of a server that anybody may start. */
const preferredPort = 8080;
const mostWaiting = 5_000;
const lookMs = 5_000;

/** Where the server listens, and by which addresses it is found there. */
interface Reach {
  /** The addresses to listen at; null is every one. */
  readonly hosts: readonly string[] | null;
  readonly places: readonly SharePlace[];
  /** Whom it is open to, as the end of a sentence. */
  readonly words: string;
}

/** Reads what was asked for. @throws ToolError `bad-input` */
export async function prepareShare(options: ShareOptions, signal: AbortSignal): Promise<ShareJob> {
  const directory = await readDirectory(options.directory);
  const { interfaces } = await readInterfaces(signal);
  const reach = reachOf(options, interfaces);
  return new ShareJob(new SharedFolder(directory, options.hidden === true), reach, options.port ?? 0);
}

async function readDirectory(given: string): Promise<string> {
  const shown = `"${visibleText(given, 200)}"`;
  const path = given.startsWith('~/') || given === '~' ? join(homedir(), given.slice(1)) : given;
  if (!isAbsolute(path) || path.includes('\0')) {
    throw new ToolError(
      'bad-input',
      `${shown} is no whole path: begin with ${parse(process.cwd()).root} or ~/`,
    );
  }
  try {
    const real = await realpath(path);
    if (!(await stat(real)).isDirectory()) throw new ToolError('bad-input', `${shown} is no folder`);
    if (parse(real).root === real) {
      throw new ToolError(
        'bad-input',
        `${shown} is the whole disk: choose a folder that holds only what others may see`,
      );
    }
    return real;
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const detail = error instanceof Error ? visibleText(error.message) : undefined;
    throw new ToolError('bad-input', `there is no folder ${shown} that this user may read`, detail, {
      cause: error,
    });
  }
}

function reachOf(options: ShareOptions, interfaces: readonly NetworkInterface[]): Reach {
  const given = options.address ?? null;
  const name = options.interface ?? null;
  if (given !== null && name !== null) {
    throw new ToolError('bad-input', 'give either an address or an interface, not both');
  }
  if (given !== null) return addressReach(given, interfaces);
  if (name === null) {
    const words = 'that reaches this computer, over IPv6 or IPv4 and on any interface,';
    return { hosts: null, places: sharePlaces(interfaces), words };
  }
  const chosen = interfaces.filter(({ zone, name: known }) => zone === name || known === name);
  const places = sharePlaces(chosen);
  if (places.length === 0) {
    const why = chosen.length === 0 ? 'there is no such interface' : 'it has no address, or is down';
    throw new ToolError('bad-input', `${visibleText(name, 80)} cannot be shared on: ${why}`);
  }
  return {
    hosts: places.map(formatScoped),
    places,
    words: `that reaches the addresses of ${visibleText(name, 80)}`,
  };
}

function addressReach(text: string, interfaces: readonly NetworkInterface[]): Reach {
  const scoped = tryParseScoped(text);
  if (scoped === undefined) throw new ToolError('bad-input', `"${visibleText(text, 80)}" is no address`);
  if (needsZone(scoped.address) && scoped.zone === undefined) {
    throw new ToolError(
      'bad-input',
      `${scoped.address} is on every link: name the interface, ${scoped.address}%eth0`,
    );
  }
  const owner = interfaces.find(
    ({ zone, addresses }) =>
      (scoped.zone === undefined || zone === scoped.zone) &&
      addresses.some(({ address }) => address === scoped.address),
  );
  if (owner === undefined) {
    throw new ToolError(
      'bad-input',
      `${formatScoped(scoped)} is no address of this computer: see "linkscope interfaces"`,
    );
  }
  const place = { address: scoped.address, zone: owner.zone, interface: owner.name };
  return { hosts: [formatScoped(place)], places: [place], words: `that reaches ${formatScoped(place)}` };
}

/** Gives a folder to others for as long as it runs. */
export class ShareJob implements ProbeJob<ShareItem, ShareReport> {
  readonly title: string;
  readonly #folder: SharedFolder;
  readonly #reach: Reach;
  readonly #wanted: number;
  readonly #names: readonly string[];
  readonly #startedAt = Date.now();
  #port: number | null = null;
  #requests = 0;
  #bytes = 0;
  #waiting: ShareItem[] = [];
  #failures: unknown[] = [];
  #ring: () => void = () => {};

  constructor(folder: SharedFolder, reach: Reach, port: number) {
    this.#folder = folder;
    this.#reach = reach;
    this.#wanted = port;
    const own = hostname().toLowerCase();
    const short = own.split('.', 1)[0] ?? own;
    this.#names = [...new Set([`${short}.local`, own])].filter((name) => /^[a-z0-9_.-]+$/.test(name));
    this.title = `sharing ${visibleText(folder.directory, 200)}`;
  }

  report(): ShareReport {
    const directory = visibleText(this.#folder.directory, 1_000);
    const port = this.#port;
    return {
      directory,
      port,
      reach: `Every computer ${this.#reach.words} can read all files in ${directory}${port === null ? '' : ` at port ${port}`}. None can change anything.`,
      urls:
        port === null
          ? []
          : shareUrls(this.#reach.places, port, this.#reach.hosts === null ? this.#names : []),
      startedAt: this.#startedAt,
      requests: this.#requests,
      bytes: this.#bytes,
    };
  }

  summary(): ShareReport {
    return this.report();
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<ShareItem>> {
    const servers = await this.#listen();
    try {
      yield this.#progress();
      while (!signal.aborted) {
        const bell = new AbortController();
        const ring = () => bell.abort();
        this.#ring = ring;
        signal.addEventListener('abort', ring, { once: true });
        if (this.#waiting.length > 0) {
          yield { type: 'item', items: this.#waiting.splice(0) };
        }
        // Also while nobody asks: who reads it in a pipe is known to be there by what can be written.
        yield this.#progress();
        for (const error of this.#failures.splice(0)) {
          const message = error instanceof Error ? visibleText(error.message) : 'a file could not be read';
          yield { type: 'warning', about: null, failure: { code: 'internal', message } };
        }
        await wait(lookMs, undefined, { signal: bell.signal }).catch((error: unknown) => {
          if (!bell.signal.aborted) throw error;
        });
        signal.removeEventListener('abort', ring);
      }
    } finally {
      await closeAll(servers);
    }
  }

  #create(): Server {
    return createShareServer({
      folder: this.#folder,
      names: ['localhost', ...this.#names],
      log: (item) => {
        this.#requests += 1;
        this.#bytes += item.bytes;
        if (this.#waiting.length < mostWaiting) this.#waiting.push(item);
        this.#ring();
      },
      failed: (error) => {
        if (this.#failures.length < 10) this.#failures.push(error);
        this.#ring();
      },
    });
  }

  /** @throws ToolError `conflict` where the port that was asked for is in use; `unreachable` */
  async #listen(): Promise<Server[]> {
    const ports = this.#wanted === 0 ? [preferredPort, 0, 0, 0] : [this.#wanted];
    for (const port of ports) {
      const servers = await this.#listenAt(port);
      if (servers === null) continue;
      this.#port = servers[0] === undefined ? null : portOf(servers[0]);
      return servers;
    }
    throw new ToolError('conflict', `port ${this.#wanted} is in use: choose another, or leave it out`);
  }

  /** Listens at every address on one port; null where any of them has it in use. */
  async #listenAt(port: number): Promise<Server[] | null> {
    const { hosts } = this.#reach;
    const servers: Server[] = [];
    try {
      for (const host of hosts ?? ['::', '0.0.0.0']) {
        const server = this.#create();
        const chosen = servers[0] === undefined ? port : portOf(servers[0]);
        const bound = await bindServer(server, { host, port: chosen, both: hosts === null });
        if (bound === 'in-use') {
          await closeAll(servers);
          return null;
        }
        if (bound === 'listening') servers.push(server);
        // `::` has taken IPv4 as well.
        if (hosts === null && servers.length > 0) return servers;
      }
    } catch (error) {
      await closeAll(servers);
      throw error;
    }
    if (servers.length > 0) return servers;
    throw new ToolError(
      'unreachable',
      `this computer cannot listen at ${(hosts ?? ['any address']).join(', ')}`,
    );
  }

  #progress(): ProbeProgress {
    const elapsedMs = Date.now() - this.#startedAt;
    return {
      type: 'progress',
      doing: 'sharing',
      done: this.#requests,
      total: null,
      elapsedMs,
      remainingMs: null,
    };
  }
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
