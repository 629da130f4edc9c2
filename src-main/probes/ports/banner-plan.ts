import { serviceName } from '../../../src-core/ports/top-ports.ts';

/** How a service is approached: what is sent first, and whether TLS comes before it. */
export interface Approach {
  readonly tls: boolean;
  /** Sent at once; null where the service speaks first. */
  readonly question: 'http' | 'rtsp' | 'redis' | 'postgresql' | 'rdp' | null;
  /** Whether a service that stays silent is asked for a page. */
  readonly askSilent: boolean;
}

const tlsPorts = new Set([
  261, 443, 448, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 2376, 2484, 3269, 4443, 5061, 5223, 5349,
  5671, 5986, 6443, 6514, 6697, 7443, 8006, 8443, 8444, 8531, 8834, 8883, 9443, 10250, 10443, 16993, 62078,
]);
/** Services behind TLS that greet by themselves, or speak something that is not HTTP. */
const tlsNotHttp = new Set([
  465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 3269, 5061, 5223, 5349, 5671, 6514, 6697, 8883, 62078,
]);
const httpPorts = new Set([
  80, 81, 591, 631, 2375, 2869, 3000, 3128, 5000, 5001, 5357, 5601, 5800, 5985, 7474, 7547, 8000, 8001, 8008,
  8009, 8060, 8080, 8081, 8082, 8088, 8089, 8090, 8096, 8123, 8181, 8500, 8888, 9000, 9080, 9090, 9091, 9093,
  9182, 9200, 9981, 10000, 15672, 16992, 32400,
]);

/**
 * Where nothing may be sent to see what happens: printers print what comes (9100 to 9107, 515), and controllers of
 * machines and buildings are not to be tried out.
 */
const leftAlone = new Set([
  102, 502, 515, 789, 1089, 1090, 1091, 1911, 1962, 2222, 2404, 2455, 4000, 4840, 4911, 5094, 9600, 18245,
  20000, 20547, 34962, 34964, 44818, 47808, 48898, 9100, 9101, 9102, 9103, 9104, 9105, 9106, 9107,
]);

/** Services that wait for a question of their own, which a request for a page would only disturb. */
const silentServices = new Set([
  53, 88, 111, 135, 139, 389, 445, 464, 548, 1433, 1521, 1883, 2049, 3260, 3268, 3389, 5432, 5672, 9042, 9092,
  11211, 27017, 61616,
]);

/** Services that answer a question of their own protocol, which leaves nothing behind. */
const ownQuestions: ReadonlyMap<number, 'redis' | 'postgresql' | 'rdp'> = new Map([
  [6379, 'redis'],
  [5432, 'postgresql'],
  [3389, 'rdp'],
] as const);

/** How to learn what listens on a port, without doing anything to it. */
export function approachTo(port: number): Approach {
  if (leftAlone.has(port)) return { tls: false, question: null, askSilent: false };
  if (tlsPorts.has(port)) {
    return { tls: true, question: tlsNotHttp.has(port) ? null : 'http', askSilent: false };
  }
  if (port === 554 || port === 8554) return { tls: false, question: 'rtsp', askSilent: false };
  const own = ownQuestions.get(port);
  if (own !== undefined) return { tls: false, question: own, askSilent: false };
  if (httpPorts.has(port) || serviceName(port)?.includes('http') === true) {
    return { tls: false, question: 'http', askSilent: false };
  }
  return { tls: false, question: null, askSilent: port >= 1024 && !silentServices.has(port) };
}

/** What is sent, one octet a character. The host is named as it is reached, without its zone (RFC 6874 section 4). */
export function questionText(
  question: NonNullable<Approach['question']>,
  address: string,
  port: number,
): string {
  if (question === 'redis') return 'PING\r\n';
  // SSLRequest (PostgreSQL 16, 55.7): its length and its number.
  if (question === 'postgresql') return '\0\0\0\u0008\u0004\u00d2\u0016\u002f';
  // An X.224 connection request that asks for TLS or CredSSP ([MS-RDPBCGR] 2.2.1.1).
  if (question === 'rdp') return '\u0003\0\0\u0013\u000e\u00e0\0\0\0\0\0\u0001\0\u0008\0\u0003\0\0\0';
  if (question === 'rtsp') return 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n';
  const plain = address.replace(/%.*$/, '');
  const host = plain.includes(':') ? `[${plain}]` : plain;
  const lines = [
    'GET / HTTP/1.1',
    `Host: ${host}:${port}`,
    'User-Agent: Linkscope',
    'Accept: */*',
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
