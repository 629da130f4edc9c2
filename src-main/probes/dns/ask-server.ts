import { randomInt } from 'node:crypto';
import type { DnsItem } from '../../../src-core/api/dns.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { readAnswer, whyNoAnswer, writeQuery, type DnsQuestion } from '../../../src-core/dns/message.ts';
import { formatName } from '../../../src-core/dns/name.ts';
import { typeName } from '../../../src-core/dns/record-types.ts';
import { askTcp } from './ask-tcp.ts';
import { askUdp } from './ask-udp.ts';
import type { Exchange } from './exchange-errors.ts';

/** How a question is put. */
export interface Asking {
  readonly server: ProbeTarget;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  readonly ednsBytes: number | null;
  readonly dnssec: boolean;
  readonly recursion: boolean;
  readonly waitMs: number;
  readonly fallback: boolean;
}

/** Datagrams are lost by chance; what is lost so often is lost for a reason. */
const mostTries = 3;
const mostPassedOver = 8;

/**
 * Puts one question to one server, over UDP up to three times, each with an ID and a port of its own.
 * @throws the signal's reason where aborted; nothing else
 */
export async function askServer(
  question: DnsQuestion,
  asking: Asking,
  signal: AbortSignal,
): Promise<DnsItem> {
  const passedOver: string[] = [];
  let exchange: Exchange = { kind: 'lost' };
  let tries = 0;
  const most = asking.transport === 'udp' ? mostTries : 1;
  while (exchange.kind === 'lost' && tries < most) {
    tries++;
    exchange = await askOnce(question, asking, passedOver, signal);
  }
  const message = exchange.kind === 'answer' ? readAnswer(exchange.data) : null;
  const outcome =
    exchange.kind !== 'answer'
      ? exchange.kind
      : message?.flags.includes('tc') === true
        ? 'truncated'
        : 'answered';
  const { server, transport, fallback } = asking;
  return {
    server,
    name: formatName(question.name),
    type: typeName(question.type),
    transport,
    ednsBytes: transport === 'udp' ? asking.ednsBytes : null,
    outcome,
    fallback,
    timeMs: exchange.kind === 'answer' ? exchange.timeMs : null,
    sizeBytes: exchange.kind === 'answer' ? exchange.data.length : null,
    tries,
    passedOver,
    message,
    problem: exchange.kind === 'failed' ? exchange.problem : null,
  };
}

async function askOnce(
  question: DnsQuestion,
  { server, port, transport, ednsBytes, dnssec, recursion, waitMs }: Asking,
  passedOver: string[],
  signal: AbortSignal,
): Promise<Exchange> {
  const id = randomInt(0x10000);
  // Without EDNS there is no place for the DO flag.
  const edns = transport === 'tcp' && (dnssec || ednsBytes !== null) ? (ednsBytes ?? 1232) : ednsBytes;
  const query = writeQuery(question, { id, ednsBytes: edns, dnssec, recursion });
  const parts = {
    server,
    port,
    query,
    waitMs,
    refuse: (data: Uint8Array) => whyNoAnswer(data, question, id),
  };
  if (transport === 'tcp') return await askTcp(parts, signal);
  const note = (why: string): void => {
    if (passedOver.length < mostPassedOver) passedOver.push(why);
  };
  return await askUdp({ ...parts, passedOver: note }, signal);
}
