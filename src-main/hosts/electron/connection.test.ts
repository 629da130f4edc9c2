import type { IpcMain, IpcMainEvent, MessagePortMain, WebContents, WebFrameMain } from 'electron';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, expect, test } from 'vitest';
import type { Contract } from '../../../src-core/api/contract.ts';
import { fakeParts } from '../../api/fake-parts.test-support.ts';
import { createRouter } from '../../api/router.ts';
import { acceptConnections, connectChannel } from './connection.ts';
import { fake } from './fake.test-support.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A port of Node in the shape that Electron's have in the main process: the data stands in an event. */
function mainPort() {
  const { port1, port2 } = new MessageChannel();
  let state: 'new' | 'started' | 'closed' = 'new';
  const port = fake<MessagePortMain>({
    postMessage: (message: unknown) => port2.postMessage(message),
    start: () => void (state = 'started'),
    close: () => {
      state = 'closed';
      port2.close();
    },
  });
  port2.on('message', (data: unknown) => port.tell('message', { data, ports: [] }));
  port2.on('close', () => {
    if (state === 'started') port.tell('close');
  });
  closers.push(() => port1.close());
  return { port: port.it, other: port1, state: () => state };
}

function host() {
  const parts = fakeParts();
  const warnings: string[] = [];
  const ipc = fake<IpcMain>({});
  acceptConnections(ipc.it, createRouter(parts), (text) => warnings.push(text));
  return { parts, warnings, connect: (event: IpcMainEvent) => ipc.tell(connectChannel, event) };
}

function messageFrom(
  url: string,
  ports: MessagePortMain[],
  { subframe = false, gone = false } = {},
): IpcMainEvent {
  const frame = fake<WebFrameMain>({ url }).it;
  const mainFrame = subframe ? fake<WebFrameMain>({ url: 'linkscope://app/' }).it : frame;
  const sender = fake<WebContents>({ mainFrame }).it;
  return fake<IpcMainEvent>({ ports, sender, senderFrame: gone ? null : frame }).it;
}

test('the page reaches the router, and its end ends what it followed', async () => {
  const { connect, parts, warnings } = host();
  const { port, other, state } = mainPort();
  connect(messageFrom('linkscope://app/#/discover', [port]));
  expect(state()).toBe('started');
  const link = new RPCLink({ port: other });
  const client: ContractRouterClient<Contract> = createORPCClient(link);
  expect(await client.interfaces.list()).toEqual({ interfaces: [], warnings: [] });
  const events = await client.discovery.follow({ runId: 'endless' });
  expect((await events.next()).value).toMatchObject({ type: 'started' });
  expect(parts.following()).toBe(1);
  other.close();
  await expect.poll(() => parts.following(), { timeout: 1000 }).toBe(0);
  expect(warnings).toEqual([]);
});

test.each([
  ['another site', 'https://evil.example/', {}],
  ['a page that only begins like ours', 'linkscope://app.evil.example/', {}],
  ['a file of ours that is no page', 'linkscope://app/assets/a.svg', {}],
  ['a frame inside of our page', 'linkscope://app/', { subframe: true }],
  ['a frame that is gone', 'linkscope://app/', { gone: true }],
])('%s is refused, and its port closed', (_name, url, kind) => {
  const { connect, warnings } = host();
  const { port, state } = mainPort();
  connect(messageFrom(url, [port], kind));
  expect(state()).toBe('closed');
  expect(warnings).toHaveLength(1);
});

test('a message without a port, or with two, is refused', () => {
  const { connect, warnings } = host();
  const [first, second] = [mainPort(), mainPort()];
  connect(messageFrom('linkscope://app/', []));
  connect(messageFrom('linkscope://app/', [first.port, second.port]));
  expect([first.state(), second.state()]).toEqual(['closed', 'closed']);
  expect(warnings).toHaveLength(2);
});
