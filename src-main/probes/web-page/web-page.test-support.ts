import {
  createServer,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { Server } from 'node:net';
import { portOf } from '../../os/bind.ts';
import { prepareWebPage, type WebPageJob, type WebPageTimes } from './web-page-job.ts';
import type { WebPageItem } from '../../../src-core/api/web-page.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Listens on a free port of ::1. */
export async function listen(server: Server, host = '::1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen({ host, port: 0 }, resolve));
  return portOf(server);
}

/** One request as a browser sends it: to loopback, with the name of the page in its Host header. */
export async function fetchLocal(
  url: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
): Promise<Answer> {
  const { host, port, pathname, search } = new URL(url);
  return await new Promise<Answer>((resolve, reject) => {
    const question = ask({
      host: '127.0.0.1',
      port,
      path: `${pathname}${search}`,
      method: options.method ?? 'GET',
      headers: { host, ...options.headers },
      agent: false,
    });
    question.once('error', reject);
    question.once('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0, headers } = answer;
        resolve({ status, headers, body: Buffer.concat(chunks).toString('latin1') });
      });
    });
    question.end(options.body);
  });
}

/** An open page, and a browser that was let in. */
export interface OpenPage {
  readonly job: WebPageJob;
  readonly origin: string;
  readonly cookie: string;
  readonly items: WebPageItem[];
  get(path: string, headers?: OutgoingHttpHeaders): Promise<Answer>;
  close(): Promise<void>;
  /** Resolves when the page has ended, however that came. */
  readonly ended: Promise<void>;
}

/** Starts showing a page. */
export async function start(target: string, options: { tls?: boolean } = {}, times: WebPageTimes = {}) {
  const abort = new AbortController();
  const job = await prepareWebPage({ target, ...options }, abort.signal, times);
  const items: WebPageItem[] = [];
  const ended = (async () => {
    for await (const step of job.steps(abort.signal)) if (step.type === 'item') items.push(...step.items);
  })();
  ended.catch(() => undefined);
  const close = async () => {
    abort.abort(new Error('cancelled'));
    await ended;
  };
  return { job, items, ended, close };
}

/** Exchanges a link for the cookie, as the page of the link does. */
export async function enter(link: string): Promise<{ origin: string; cookie: string; first: string }> {
  const { origin, hash } = new URL(link);
  const answer = await fetchLocal(link, { method: 'POST', headers: { origin }, body: hash.slice(1) });
  if (answer.status !== 200) throw new Error(`not let in: ${answer.status} ${answer.body}`);
  return { origin, cookie: answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '', first: answer.body };
}

export async function openPage(
  target: string,
  options: { tls?: boolean } = {},
  times: WebPageTimes = {},
  watched = false,
): Promise<OpenPage> {
  const { job, items, ended, close } = await start(target, options, times);
  const { origin, cookie } = await enter((await job.link(watched)).url);
  return {
    job,
    origin,
    cookie,
    items,
    ended,
    close,
    get: (path, headers = {}) => fetchLocal(`${origin}${path}`, { headers: { cookie, ...headers } }),
  };
}

const cleaning: (() => unknown)[] = [];

/** Has something done when the test is over. */
export function later(clean: () => unknown): void {
  cleaning.push(clean);
}

/** Closes what the test opened, the newest first. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleaning.splice(0).reverse()) await clean();
}

/** A device on ::1. */
export async function device(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  const port = await listen(server);
  later(() => server.close().closeAllConnections());
  return { port, target: `[::1]:${port}`, own: `http://[::1]:${port}` };
}

/** A page that is closed with the test. @param watched whether somebody sees its tab, which has the number 1 then */
export async function page(target: string, times: WebPageTimes = {}, watched = false): Promise<OpenPage> {
  const opened = await openPage(target, {}, times, watched);
  later(() => opened.close());
  return opened;
}
