import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** The headings of the list of tools, in their order. */
export const toolGroups = ['Reach', 'Path', 'Services', 'Names'] as const;

/** One tool of the Probe page. Its page reads its target and options with useProbeSearch(). */
export interface ProbeTool {
  /** As the URL names it: `/probe/<id>`. */
  readonly id: string;
  readonly label: string;
  /** One line on what it is for. */
  readonly purpose: string;
  readonly group: (typeof toolGroups)[number];
  /** True where it takes several targets: `target` then holds them with white space between. */
  readonly several?: boolean;
  readonly Page: LazyExoticComponent<ComponentType>;
}

const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

/** Every tool of the Probe page, in the order in which they are listed. To add one, add its entry here. */
export const probeTools: readonly ProbeTool[] = [
  {
    id: 'ping',
    label: 'Ping',
    purpose: 'Round trips and loss of one or many targets over time, with every outage',
    group: 'Reach',
    several: true,
    Page: page(() => import('../ping/ping-page.tsx'), 'PingPage'),
  },
  {
    id: 'random-targets',
    label: 'Random targets',
    purpose: 'Asks random addresses of a prefix whether anything answers there',
    group: 'Reach',
    Page: page(() => import('../random-targets/random-targets-page.tsx'), 'RandomTargetsPage'),
  },
  {
    id: 'path',
    label: 'Path',
    purpose: 'The routers on the way to a target, asked again and again, over both families',
    group: 'Path',
    Page: page(() => import('../path/path-page.tsx'), 'PathPage'),
  },
  {
    id: 'path-mtu',
    label: 'Path MTU',
    purpose: 'The largest packet that comes through whole, where it becomes smaller, and why',
    group: 'Path',
    Page: page(() => import('../path-mtu/path-mtu-page.tsx'), 'PathMtuPage'),
  },
  {
    id: 'ports',
    label: 'Ports',
    purpose: 'Which ports of one or many hosts are open, closed or filtered, and what answers there',
    group: 'Services',
    several: true,
    Page: page(() => import('../ports/ports-page.tsx'), 'PortsPage'),
  },
  {
    id: 'parity',
    label: 'IPv4 and IPv6',
    purpose: 'What is open over one family only, where a firewall was made for the other',
    group: 'Services',
    Page: page(() => import('../parity/parity-page.tsx'), 'ParityPage'),
  },
  {
    id: 'terminal',
    label: 'Terminal',
    purpose: 'SSH with your own keys and configuration, or a raw connection to any TCP port',
    group: 'Services',
    Page: page(() => import('../terminal/terminal-page.tsx'), 'TerminalPage'),
  },
  {
    id: 'wake',
    label: 'Wake on LAN',
    purpose: 'Wakes a device by its MAC, over both families, and waits until it answers',
    group: 'Reach',
    Page: page(() => import('../wake/wake-page.tsx'), 'WakePage'),
  },
  {
    id: 'dns',
    label: 'DNS lookup',
    purpose: 'What any server says of a name, and whether large answers and fragments get through',
    group: 'Names',
    Page: page(() => import('../dns/dns-page.tsx'), 'DnsPage'),
  },
  {
    id: 'web-page',
    label: 'Web page',
    purpose: 'Opens the page of a host in your browser, also of a link-local one, which browsers refuse',
    group: 'Services',
    Page: page(() => import('../web-page/web-page-page.tsx'), 'WebPagePage'),
  },
  {
    id: 'share',
    label: 'Share a folder',
    purpose: 'Gives files to other computers over HTTP: for boot loaders, phones and switches',
    group: 'Services',
    Page: page(() => import('../share/share-page.tsx'), 'SharePage'),
  },
];
