import type { CommandEntry } from './command.ts';

/**
 * Every command of the program, in the order of the help. Each is loaded when it is asked for: what needs neither a
 * network nor an inventory starts without their code.
 */
export const commands: readonly CommandEntry[] = [
  {
    name: 'discover',
    summary: 'finds every host on the links of this computer, and keeps what it found',
    load: async () => (await import('./commands/discover.ts')).discoverCommand,
  },
  {
    name: 'interfaces',
    summary: 'shows the interfaces of this computer with their addresses, prefixes and routers',
    load: async () => (await import('./commands/interfaces.ts')).interfacesCommand,
  },
  {
    name: 'devices',
    summary: 'lists the devices that were found before, or shows one with all that is kept of it',
    load: async () => (await import('./commands/devices.ts')).devicesCommand,
  },
  {
    name: 'serve',
    summary: 'serves the interface on this computer only, and opens the browser on it',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'split',
    summary: 'cuts a prefix into equal parts, or into networks for numbers of hosts',
    load: async () => (await import('./commands/split.ts')).splitCommand,
  },
];
