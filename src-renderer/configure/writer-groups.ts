import { writerGroups, type WriterGroup, type WriterSummary } from '../../src-core/api/writers.ts';

export const groupLabels: Readonly<Record<WriterGroup, string>> = {
  'router-advertisements': 'Router advertisements',
  dhcpv6: 'DHCPv6',
  routers: 'Routers',
  'tunnels-and-translation': 'Tunnels and translation',
  hosts: 'Hosts',
  'containers-and-virtual-machines': 'Containers and virtual machines',
  clusters: 'Clusters',
  netboot: 'Netboot',
  'web-and-tls': 'Web and TLS',
  firewall: 'Firewall',
};

export interface WriterSection {
  readonly group: WriterGroup;
  readonly label: string;
  readonly writers: readonly WriterSummary[];
}

/** The writers that have all words of a search, in their groups; groups with none are left out. */
export function sectionsOf(writers: readonly WriterSummary[], search: string): WriterSection[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = writers.filter((writer) => {
    const text = textOf(writer);
    return words.every((word) => text.includes(word));
  });
  return writerGroups.flatMap((group): WriterSection[] => {
    const own = found
      .filter((writer) => writer.group === group)
      .sort((one, other) => one.title.localeCompare(other.title));
    return own.length === 0 ? [] : [{ group, label: groupLabels[group], writers: own }];
  });
}

/** The one that Enter takes: the first whose title has the words, or else the first of all. */
export function bestOf(sections: readonly WriterSection[], search: string): WriterSummary | undefined {
  const words = search.trim().toLowerCase();
  const all = sections.flatMap(({ writers }) => writers);
  return all.find(({ title, id }) => `${title}\n${id}`.toLowerCase().includes(words)) ?? all[0];
}

function textOf({ id, title, about, keywords, group }: WriterSummary): string {
  return `${id}\n${title}\n${about}\n${keywords.join('\n')}\n${groupLabels[group]}`.toLowerCase();
}
