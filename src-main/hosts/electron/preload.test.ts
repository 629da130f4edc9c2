import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const sent = vi.hoisted((): { channel: string; message: unknown; transfer: MessagePort[] }[] => []);
vi.mock('electron', () => ({
  ipcRenderer: {
    postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
      sent.push({ channel, message, transfer });
    },
  } satisfies Pick<Electron.IpcRenderer, 'postMessage'>,
}));

interface Posted {
  readonly data: unknown;
  readonly origin: string;
  readonly ports: MessagePort[];
}

let listener: ((event: { source: unknown; data: unknown }) => void) | undefined;
let posted: Posted[];
const page = {
  origin: 'linkscope://app',
  addEventListener: (_type: string, given: typeof listener) => (listener = given),
  postMessage: (data: unknown, origin: string, ports: MessagePort[]) => posted.push({ data, origin, ports }),
};

beforeEach(async () => {
  posted = [];
  sent.splice(0);
  vi.stubGlobal('window', page);
  vi.resetModules();
  await import('./preload.ts');
});
afterEach(() => {
  for (const port of [...posted.flatMap(({ ports }) => ports), ...sent.flatMap(({ transfer }) => transfer)])
    port.close();
  vi.unstubAllGlobals();
});

test('the page that asks gets one end of a channel, and the program the other', async () => {
  listener?.({ source: page, data: 'linkscope:connect' });
  expect(posted).toMatchObject([{ data: 'linkscope:port', origin: 'linkscope://app' }]);
  expect(sent).toMatchObject([{ channel: 'linkscope:connect' }]);
  const [mine, theirs] = [posted[0]?.ports[0], sent[0]?.transfer[0]];
  const heard = new Promise((resolve) => theirs?.addEventListener('message', ({ data }) => resolve(data)));
  theirs?.start();
  mine?.postMessage('hello');
  expect(await heard).toBe('hello');
});

test.each([
  ['another window', { source: {}, data: 'linkscope:connect' }],
  ['another message', { source: page, data: 'linkscope:port' }],
  ['no text', { source: page, data: { type: 'linkscope:connect' } }],
])('%s gets nothing', (_name, event) => {
  listener?.(event);
  expect([posted, sent]).toEqual([[], []]);
});
