import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { expect } from 'vitest';
import type { ShareItem, ShareOptions } from '../../../src-core/api/share.ts';
import { prepareShare } from './share-job.ts';

/** Shares a folder, on `::1` where no other address is given, until `close`, which the list of what to clean gets too. */
export async function openShare(given: ShareOptions, cleaning: (() => Promise<unknown>)[]) {
  const abort = new AbortController();
  const job = await prepareShare({ port: 0, address: '::1', ...given }, abort.signal);
  const items: ShareItem[] = [];
  const ended = (async () => {
    for await (const step of job.steps(abort.signal)) if (step.type === 'item') items.push(...step.items);
  })();
  const close = async () => {
    abort.abort();
    await ended;
  };
  cleaning.push(close);
  await expect.poll(() => job.report().port).not.toBeNull();
  const port = job.report().port ?? 0;
  return { job, port, items, close };
}

/** One request on a connection of its own. */
export async function get(
  port: number,
  path: string,
  {
    headers = {},
    method = 'GET',
    host = '::1',
  }: { headers?: Record<string, string>; method?: string; host?: string } = {},
) {
  return await new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const question = ask({ host, port, path, method, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const body = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
        });
      });
      question.once('error', reject);
      question.end();
    },
  );
}
