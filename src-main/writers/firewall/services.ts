/** Ports of one protocol: single ones, or ranges with both ends. */
interface PortGroup {
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly ports: readonly (number | readonly [number, number])[];
}

const tcp = (...ports: PortGroup['ports']): PortGroup => ({ protocol: 'tcp', ports });
const udp = (...ports: PortGroup['ports']): PortGroup => ({ protocol: 'udp', ports });

/** Services by the names that people use, with the ports of the IANA registry or, where it has none, of their documents. */
const known: Readonly<Record<string, readonly PortGroup[]>> = {
  ssh: [tcp(22)],
  dns: [udp(53), tcp(53)],
  'dns-over-tls': [tcp(853), udp(853)],
  http: [tcp(80)],
  // UDP for HTTP/3 (RFC 9114 section 3.1).
  https: [tcp(443), udp(443)],
  ntp: [udp(123)],
  smtp: [tcp(25)],
  submission: [tcp(587)],
  submissions: [tcp(465)],
  imaps: [tcp(993)],
  'dhcpv6-server': [udp(547)],
  tftp: [udp(69)],
  mdns: [udp(5353)],
  snmp: [udp(161)],
  syslog: [udp(514)],
  'syslog-tls': [tcp(6514)],
  ldap: [tcp(389)],
  ldaps: [tcp(636)],
  smb: [tcp(445)],
  nfs: [tcp(2049)],
  rsync: [tcp(873)],
  ipp: [tcp(631)],
  rdp: [tcp(3389), udp(3389)],
  bgp: [tcp(179)],
  ripng: [udp(521)],
  babel: [udp(6696)],
  vxlan: [udp(4789)],
  wireguard: [udp(51_820)],
  postgresql: [tcp(5432)],
  mysql: [tcp(3306)],
  galera: [tcp(3306, 4444, 4567, 4568)],
  'ceph-mon': [tcp(3300, 6789)],
  'ceph-osd': [tcp([6800, 7568])],
  'kubernetes-api': [tcp(6443)],
  iperf3: [tcp(5201), udp(5201)],
};

export const serviceNames = Object.keys(known);

const own = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?\/(tcp|udp|sctp)$/;

/** A name of the list above, or `8080/tcp`, `6000-6100/udp`. */
export const serviceForm = new RegExp(`^(?:${serviceNames.join('|')}|${own.source.slice(1, -1)})$`);

/** The ports behind the name of a service; undefined where its own ports are above 65535 or not in order. */
export function portsOf(service: string): readonly PortGroup[] | undefined {
  if (Object.hasOwn(known, service)) return known[service];
  const [, begin, end, protocol] = own.exec(service) ?? [];
  const first = Number(begin);
  const last = Number(end ?? begin);
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return undefined;
  if (last > 65_535 || first > last) return undefined;
  return [{ protocol, ports: [first === last ? first : [first, last]] }];
}
