import type { ApplicationInfo } from '../src-core/api/application.ts';
import type { NativeDialogs } from './api/application.ts';
import { createRouter, type Router } from './api/router.ts';
import { planForms } from './configurations/plan-forms.ts';
import { configFiles } from './config-files/config-files.ts';
import { RunRegistry } from './discovery/run-registry.ts';
import { loadVendors } from './discovery/vendors.ts';
import { openInventory, type Inventory } from './inventory/inventory.ts';
import { openLog, type Log } from './log/log.ts';
import { readInterfaces } from './os/interfaces.ts';
import { dataDirectory } from './paths.ts';
import { openProbes } from './probes/open-probes.ts';
import { TerminalSessions } from './terminal/terminal-sessions.ts';
import { writerSet } from './writers/writer-set.ts';
import { programVersion } from './version.ts';

export interface ServiceOptions {
  readonly host: ApplicationInfo['host'];
  /** Where data is kept; left out means the system's own place for it. */
  readonly dataDirectory?: string | undefined;
  /** The dialogs of the system, where the host has them. */
  readonly dialogs?: NativeDialogs;
}

/** Everything that a host needs: the router, and what must be closed at the end. */
export interface Services {
  readonly router: Router;
  readonly log: Log;
  readonly dataDirectory: string;
  inventory(): Promise<Inventory>;
  /** Ends the runs, then closes the inventory and the log. Never throws; can be called again. */
  close(): Promise<void>;
}

/** Opens at the first call and keeps what it opened; a failure is not kept, so the next call tries again. */
function lazily<T>(open: () => Promise<T>): { get(): Promise<T>; opened(): Promise<T> | undefined } {
  let opened: Promise<T> | undefined;
  return {
    get() {
      opened ??= open().catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
    opened: () => opened,
  };
}

/** Composes the program. Nothing but the log is opened yet: a command that needs no database does not wait for one. */
export function openServices(options: ServiceOptions): Services {
  const directory = dataDirectory(options.dataDirectory);
  const log = openLog({ directory });
  const { logger } = log;
  const inventory = lazily(() => openInventory({ directory, log: logger }));
  const runs = lazily(async () => new RunRegistry({ recorder: await inventory.get(), logger }));

  const probes = openProbes(logger, async () => {
    const store = await inventory.get();
    return {
      get: (id) => store.get(id),
      list: async ({ zone, offset, limit }) => {
        const filter = zone === null ? {} : { zone };
        const query = { text: '', sort: 'name', descending: false, filter, offset, limit } as const;
        const { total, rows } = await store.list(query);
        return { total, ids: rows.map(({ id }) => id) };
      },
    };
  });

  const terminals = new TerminalSessions();

  /** The notices of the storage; where it cannot be opened at all, the reason is the notice. */
  const storageNotices = async () => {
    try {
      return [...(await inventory.get()).notices];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  };

  const plans = async () => (await inventory.get()).plans;
  const configurations = async () => (await inventory.get()).configurations;

  const router = createRouter({
    log: logger,
    readInterfaces,
    inventory: inventory.get,
    plans,
    runs: runs.get,
    vendors: loadVendors,
    probes,
    terminals,
    writers: writerSet,
    configurations,
    planForms: planForms({ plans, configurations, writers: writerSet, files: configFiles }),
    configFiles,
    application: {
      dialogs: options.dialogs ?? null,
      recentErrors: () => [...log.recentErrors()],
      info: async () => ({
        version: programVersion,
        host: options.host,
        platform: process.platform,
        nodeVersion: process.versions.node,
        dataDirectory: directory,
        logFile: log.filePath,
        nativeDialogs: options.dialogs !== undefined,
        storageNotices: await storageNotices(),
      }),
    },
  });

  const closeAll = async () => {
    for (const part of [
      { opened: () => ({ close: () => terminals.closeAll() }) },
      { opened: () => probes },
      runs,
      inventory,
    ]) {
      try {
        await (await part.opened())?.close();
      } catch (error) {
        logger.error({ err: error }, 'closing failed');
      }
    }
    log.close();
  };
  let closing: Promise<void> | undefined;

  return {
    router,
    log,
    dataDirectory: directory,
    inventory: inventory.get,
    close: () => (closing ??= closeAll()),
  };
}
