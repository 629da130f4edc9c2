import { createRouterClient, ORPCError } from '@orpc/server';
import { expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { fakeParts, fakeStore } from './fake-parts.test-support.ts';
import { createRouter, type RouterParts } from './router.ts';

interface Logged {
  readonly level: 'warn' | 'error';
  readonly details: object;
  readonly message: string;
}

function clientOf(given: Partial<RouterParts>) {
  const logged: Logged[] = [];
  const log: RouterParts['log'] = {
    warn: (details, message) => void logged.push({ level: 'warn', details, message }),
    error: (details, message) => void logged.push({ level: 'error', details, message }),
  };
  return { client: createRouterClient(createRouter(fakeParts({ log, ...given }))), logged };
}

/** What crosses the boundary of a failing call. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ORPCError)) throw new Error('the call did not fail as it should', { cause: error });
  return error.toJSON();
}

const denied = new ToolError('no-permission', 'the database may not be read by this user', 'EACCES');

test('a failure of the program crosses with its code, message and detail, and nothing else', async () => {
  const { client, logged } = clientOf({
    inventory: () => Promise.resolve(fakeStore({ get: () => Promise.reject(denied) })),
  });
  expect(await failureOf(client.devices.get({ id: 1 }))).toEqual({
    defined: false,
    code: 'no-permission',
    status: 403,
    message: 'the database may not be read by this user',
    data: { code: 'no-permission', message: 'the database may not be read by this user', detail: 'EACCES' },
  });
  expect(logged).toMatchObject([{ level: 'warn', details: { what: 'devices.get', code: 'no-permission' } }]);
});

test('a fault in the program is internal, and its stack stays in the log', async () => {
  const fault = new TypeError('x is not a function');
  const { client, logged } = clientOf({ readInterfaces: () => Promise.reject(fault) });
  const crossed = await failureOf(client.interfaces.list());
  expect(crossed).toMatchObject({
    code: 'internal',
    data: { code: 'internal', message: 'x is not a function' },
  });
  expect(JSON.stringify(crossed)).not.toContain('router.test.ts');
  expect(logged).toMatchObject([{ level: 'error', details: { err: fault, what: 'interfaces.list' } }]);
});

const badZone = JSON.parse('{"zones":["eth0","a b"]}');
const badLimit = JSON.parse('{"limit":0}');
const controlText = JSON.parse('{"query":{"text":""},"format":"\\u001b[31mred"}');

test('bad input names every field and what stood there, with nothing that could steer a terminal', async () => {
  const { client } = clientOf({});
  const failures = await Promise.all([
    failureOf(client.discovery.start(badZone)),
    failureOf(client.devices.list(badLimit)),
    failureOf(client.devices.export(controlText)),
  ]);
  const texts = failures.map((failure) => JSON.stringify(failure));
  expect(failures).toMatchObject(
    failures.map(() => ({ code: 'bad-input', status: 400, data: { code: 'bad-input' } })),
  );
  expect(texts[0]).toContain(String.raw`zones[1] \"a b\": expected a zone in its canonical form`);
  expect(texts[1]).toContain('limit 0: ');
  expect(texts[2]).toContain(String.raw`format \"\\u{1b}[31mred\"`);
});

test('an answer that breaks the contract is refused and logged, not passed on', async () => {
  const broken = JSON.parse('{"interfaces":[{"zone":"eth0"}],"warnings":[]}');
  const { client, logged } = clientOf({ readInterfaces: () => Promise.resolve(broken) });
  expect(await failureOf(client.interfaces.list())).toMatchObject({ code: 'internal' });
  expect(logged).toHaveLength(1);
});

test('a run that fails while it is followed fails in the same form', async () => {
  const parts = fakeParts();
  const runs = await parts.runs();
  const { client } = clientOf({
    runs: () =>
      Promise.resolve({
        ...runs,
        async *follow() {
          yield { type: 'started', runId: 'a', at: 1, zones: [parseZone('eth0')] };
          throw new ToolError('missing-command', 'ping is not installed: install iputils-ping');
        },
      }),
  });
  const events = await client.discovery.follow({ runId: 'a' });
  await events.next();
  expect(await failureOf(events.next())).toMatchObject({
    code: 'missing-command',
    data: { code: 'missing-command', message: 'ping is not installed: install iputils-ping' },
  });
});

test('dialogs that the host does not have are told as such', async () => {
  const { client } = clientOf({});
  expect(await failureOf(client.application.saveFile({ fileName: 'a.csv', text: '' }))).toMatchObject({
    code: 'unsupported',
  });
});
