import type { DnsItem, FragmentVerdict } from '../api/dns.ts';
import type { ProbeTarget } from '../api/probe-targets.ts';
import { grouped } from '../calculate/scan-time.ts';
import { family } from '../net/address.ts';

/** The sizes over UDP that are tried; null is without EDNS, where 512 is the most (RFC 6891 section 6.2.5). */
export const triedSizes = [null, 1232, 1452, 4096] as const;

/** The largest answer in one packet of 1,500 octets: without the headers of UDP and of IPv6 or IPv4. */
const onePacket = { 4: 1472, 6: 1452 } as const;

const rfc = {
  fragile: 'RFC 8900 (fragments are fragile)',
  avoid: 'RFC 9715 (DNS over UDP without fragments)',
  edns: 'RFC 6891 (EDNS)',
  tcp: 'RFC 7766 (DNS over TCP)',
};

type Judgement = Pick<FragmentVerdict, 'verdict' | 'text' | 'advice' | 'sources'>;

/** What the answers tell about one server. */
interface Findings {
  /** Asked with these sizes an answer came, whole or truncated; with those none. */
  readonly came: readonly DnsItem[];
  readonly lost: readonly DnsItem[];
  readonly largest: DnsItem | undefined;
  readonly tcp: DnsItem | undefined;
  readonly tcpWorks: boolean;
  readonly whole: number | null;
}

const bytes = (count: number) => `${grouped(BigInt(count))} bytes`;

/** The size that was offered, in octets. */
export function offeredBytes({ ednsBytes }: Pick<DnsItem, 'ednsBytes'>): number {
  return ednsBytes ?? 512;
}

/**
 * Tells from answers over UDP with growing sizes, and over TCP, whether large answers of a server get through.
 * @param items of this server, all for the same question
 */
export function judgeFragments(server: ProbeTarget, items: readonly DnsItem[]): FragmentVerdict {
  const udp = items
    .filter(({ transport }) => transport === 'udp')
    .toSorted((one, other) => offeredBytes(one) - offeredBytes(other));
  const came = udp.filter(({ outcome }) => outcome === 'answered' || outcome === 'truncated');
  const tcp = items.find(({ transport }) => transport === 'tcp');
  const tcpWorks = tcp?.outcome === 'answered';
  const complete = came.filter(({ outcome }) => outcome === 'answered');
  const largest = complete.toSorted((one, other) => (other.sizeBytes ?? 0) - (one.sizeBytes ?? 0))[0];
  const whole = (tcpWorks ? tcp.sizeBytes : largest?.sizeBytes) ?? null;
  const lost = udp.filter(({ outcome }) => outcome === 'lost');
  const findings: Findings = { came, lost, largest, tcp, tcpWorks, whole };
  return { server, answerBytes: whole, ...judge(server, findings) };
}

function judge(server: ProbeTarget, findings: Findings): Judgement {
  const { came, lost, tcpWorks } = findings;
  const last = came.at(-1);
  if (last === undefined) return nothingCame(findings);
  // Lost with a size below one that came through is chance, not size.
  if (lost.some((item) => offeredBytes(item) > offeredBytes(last))) return dropped(last, findings);
  if (last.outcome === 'truncated') return truncated(last, findings);
  const size = last.sizeBytes ?? 0;
  if (size > onePacket[family(server.address)]) {
    return {
      verdict: 'through',
      text: `An answer of ${bytes(size)} came over UDP: it is too large for one packet of 1,500, and its fragments get through.`,
      advice: tcpWorks ? null : 'TCP did not work: larger answers cannot be had. Let TCP port 53 through.',
      sources: [rfc.fragile, rfc.edns, ...(tcpWorks ? [] : [rfc.tcp])],
    };
  }
  return {
    verdict: 'too-small',
    text: `The whole answer has ${bytes(size)} and needs no fragments on a link of 1,500: it tells nothing of them.`,
    advice: 'Try a name with a larger answer, such as a signed zone with the type DNSKEY or a long TXT.',
    sources: [rfc.edns],
  };
}

function nothingCame({ tcp, tcpWorks }: Findings): Judgement {
  if (!tcpWorks) {
    const why = tcp?.problem === null || tcp === undefined ? '' : ` ${tcp.problem}`;
    return {
      verdict: 'unknown',
      text: `The server answered neither over UDP nor over TCP.${why}`,
      advice: null,
      sources: [],
    };
  }
  return {
    verdict: 'blocked',
    text: 'Not even small answers come over UDP, while TCP works: something on the way drops UDP port 53.',
    advice: 'Let UDP port 53 through, both ways.',
    sources: [rfc.tcp],
  };
}

function dropped(last: DnsItem, { whole, tcpWorks }: Findings): Judgement {
  const tcp = tcpWorks
    ? `TCP gives the whole answer of ${bytes(whole ?? 0)}.`
    : 'TCP does not work either, so names with large answers cannot be looked up.';
  return {
    verdict: 'dropped',
    text: `UDP answers over ${bytes(offeredBytes(last))} are lost: a firewall on the way most likely drops fragments. ${tcp}`,
    advice: tcpWorks
      ? 'Let fragments through, or set the EDNS size of resolvers to 1232, so that large answers come over TCP at once.'
      : 'Let fragments and TCP port 53 through.',
    sources: [rfc.fragile, rfc.avoid, rfc.edns, ...(tcpWorks ? [] : [rfc.tcp])],
  };
}

function truncated(last: DnsItem, { whole, tcpWorks }: Findings): Judgement {
  if (!tcpWorks) {
    return {
      verdict: 'blocked',
      text: 'The answer is truncated over UDP, and TCP does not work: names with large answers cannot be looked up.',
      advice: 'Let TCP port 53 through.',
      sources: [rfc.tcp, rfc.avoid],
    };
  }
  const large = whole !== null && whole > offeredBytes(last);
  const why = large
    ? `it has ${bytes(whole)}, more than were offered`
    : `the server sends less than the ${bytes(offeredBytes(last))} that were offered`;
  return {
    verdict: 'avoided',
    text: `The answer is truncated over UDP (${why}), and TCP gives it whole: no fragments are needed.`,
    advice: null,
    sources: [rfc.avoid, rfc.tcp],
  };
}
