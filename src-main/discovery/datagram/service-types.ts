/**
 * The DNS-SD service types (RFC 6763; names of the IANA service name registry) that are asked for at once. Hosts also
 * tell their types themselves, but not all of them answer that question, and this saves a round trip.
 */
const overTcp = [
  // Computers and their shares
  'workstation device-info ssh sftp-ssh smb afpovertcp nfs ftp telnet rfb rdp adisk sleep-proxy',
  'companion-link apple-mobdev2 kdeconnect',
  // Printers and scanners
  'ipp ipps printer pdl-datastream scanner uscan uscans',
  // Sound and picture
  'airplay raop googlecast spotify-connect touch-able axis-video rtsp sonos daap',
  // Homes and things
  'hap homekit matter mqtt esphomelib hue home-assistant',
  // Networks and their management
  'http https netconf-ssh presence',
];
const overUdp = ['tftp snmp matterc miio hap sleep-proxy kdeconnect'];

function typesOf(lines: readonly string[], transport: 'tcp' | 'udp'): string[] {
  return lines.flatMap((line) => line.split(' ')).map((name) => `_${name}._${transport}.local`);
}

export const wellKnownServiceTypes: readonly string[] = [
  ...typesOf(overTcp, 'tcp'),
  ...typesOf(overUdp, 'udp'),
];

/** The question for every service type on the link (RFC 6763 section 9). */
export const serviceTypeEnumeration = '_services._dns-sd._udp.local';
