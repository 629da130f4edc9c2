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
    name: 'ping',
    summary: 'pings one or many targets: loss, round trips, jitter, percentiles and outages',
    load: async () => (await import('./commands/ping.ts')).pingCommand,
  },
  {
    name: 'path',
    summary: 'shows the routers on the way to a target, with loss and round trips of each',
    load: async () => (await import('./commands/path.ts')).pathCommand,
  },
  {
    name: 'path-mtu',
    summary: 'finds the largest packet that comes through to a target, and what makes it small',
    load: async () => (await import('./commands/path-mtu.ts')).pathMtuCommand,
  },
  {
    name: 'ports',
    summary: 'tells which TCP ports of hosts are open, closed or filtered, why, and what listens there',
    load: async () => (await import('./commands/ports.ts')).portsCommand,
  },
  {
    name: 'parity',
    summary: 'compares what devices have open over IPv4 and over IPv6',
    load: async () => (await import('./commands/parity.ts')).parityCommand,
  },
  {
    name: 'web',
    summary: 'opens the web page of a host in the browser, also of a link-local one, zone and all',
    load: async () => (await import('./commands/web.ts')).webCommand,
  },
  {
    name: 'share',
    summary: 'gives the files of a folder to others over HTTP, to be read only, until it is stopped',
    load: async () => (await import('./commands/share.ts')).shareCommand,
  },
  {
    name: 'dns',
    summary: 'looks up a name at any server, and tells whether large answers and fragments get through',
    load: async () => (await import('./commands/dns.ts')).dnsCommand,
  },
  {
    name: 'wake',
    summary: 'wakes a device by its MAC (Wake on LAN), and waits until it answers',
    load: async () => (await import('./commands/wake.ts')).wakeCommand,
  },
  {
    name: 'ssh',
    summary: 'opens ssh to a target with its zone, with your own keys and configuration',
    load: async () => (await import('./commands/ssh.ts')).sshCliCommand,
  },
  {
    name: 'connect',
    summary: 'connects to a TCP port, shows what it says and sends lines to it',
    load: async () => (await import('./commands/connect.ts')).connectCommand,
  },
  {
    name: 'serve',
    summary: 'serves the interface on this computer only, and opens the browser on it',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'plan',
    summary:
      'plans address space in files and in stored plans: allocates, checks, renumbers, imports, exports',
    load: async () => (await import('./plan/plan-commands.ts')).planCommands,
  },
  {
    name: 'write',
    summary: 'writes the configuration of real programs: files that are checked, compared and kept',
    load: async () => (await import('./write/write-command.ts')).writeCommand,
  },
  {
    name: 'calc',
    summary: 'tells all that follows from an address, a prefix, a range, a MAC, a DUID or a number',
    load: async () => (await import('./commands/calc.ts')).calcCommand,
  },
  {
    name: 'split',
    summary: 'cuts a prefix into equal parts, or into networks for numbers of hosts',
    load: async () => (await import('./commands/split.ts')).splitCommand,
  },
  {
    name: 'summarise',
    summary: 'makes the fewest prefixes of a list, without some of them, or of what two lists share',
    load: async () => (await import('./commands/summarise.ts')).summariseCommand,
  },
  {
    name: 'random',
    summary: 'draws random addresses out of a prefix, or prefixes: a site that nobody can foresee',
    load: async () => (await import('./commands/random.ts')).randomCommand,
  },
  {
    name: 'ula',
    summary: 'makes a unique local prefix for a site (RFC 4193)',
    load: async () => (await import('./commands/ula.ts')).ulaCommand,
  },
  {
    name: 'stable',
    summary: 'makes the address that an interface keeps in a network, and tells nothing (RFC 7217)',
    load: async () => (await import('./commands/stable.ts')).stableCommand,
  },
  {
    name: 'scan-time',
    summary: 'tells how long it takes to scan a prefix, a range or a number of addresses',
    load: async () => (await import('./commands/scan-time.ts')).scanTimeCommand,
  },
  {
    name: 'vxlan',
    summary: 'tells the groups of a VXLAN, or the VXLAN of a group, and the MTU inside of tunnels',
    load: async () => (await import('./commands/vxlan.ts')).vxlanCommand,
  },
];
