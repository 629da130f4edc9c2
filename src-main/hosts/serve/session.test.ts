import { connect } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Contract } from '../../../src-core/api/contract.ts';
import { largestPlanText } from '../../../src-core/api/plans.ts';
import { fakePlans } from '../../api/fake-parts.test-support.ts';
import { tokenOf, usePage } from './page.test-support.ts';

/** A plan that is kept as it comes. */
const largePlan = {
  info: { id: 1, name: 'Large', nodes: 1, createdAt: 1, changedAt: 1, revision: 1 },
  text: '',
};
const plans = fakePlans({
  create: (text) => {
    largePlan.text = text;
    return Promise.resolve(largePlan.info);
  },
  read: () => Promise.resolve(largePlan),
});
const page = usePage({ plans: () => Promise.resolve(plans) });

describe('the link', () => {
  test('lets one browser in, once', async () => {
    const token = tokenOf(page.createLink());
    const first = await page.exchange(token);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^linkscope-${page.port()}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const second = await page.exchange(token);
    expect(second.status).toBe(403);
    expect(second.body).toContain('Press Enter in the terminal');
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('is worth nothing once a newer one was made', async () => {
    const old = tokenOf(page.createLink());
    const fresh = tokenOf(page.createLink());
    expect((await page.exchange(old)).status).toBe(403);
    expect((await page.exchange(fresh)).status).toBe(200);
  });

  test.each([
    ['a wrong token', { token: 'A'.repeat(43) }, 403],
    ['an empty token', { token: '' }, 403],
    ['no text', { token: 1 }, 400],
    ['nothing', null, 400],
    ['too much', { token: 'A'.repeat(5000) }, 400],
  ])('%s opens nothing', async (_, body, status) => {
    page.createLink();
    const answer = await page.ask('/session', {
      method: 'POST',
      headers: { Origin: page.origin() },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['no origin', {}],
    ['another origin', { Origin: 'http://evil.example' }],
    ['null', { Origin: 'null' }],
  ])('is not taken from %s, and stays good', async (_, headers: Record<string, string>) => {
    const token = tokenOf(page.createLink());
    expect((await page.exchange(token, headers)).status).toBe(403);
    expect((await page.exchange(token)).status).toBe(200);
  });

  test('the page can ask whether it is let in', async () => {
    expect((await page.ask('/session')).status).toBe(401);
    expect((await page.ask('/session', { headers: { Cookie: await page.signIn() } })).status).toBe(200);
  });
});

describe('the socket', () => {
  test('is open only to a page of this server with the cookie', async () => {
    const Cookie = await page.signIn();
    const Origin = page.origin();
    const stranger = `linkscope-${page.port()}=${'A'.repeat(43)}`;
    expect({
      known: await page.upgrade({ Cookie, Origin }),
      'no cookie': await page.upgrade({ Origin }),
      'wrong cookie': await page.upgrade({ Cookie: stranger, Origin }),
      'cookie among others': await page.upgrade({ Cookie: `a=b; ${stranger}; ${Cookie}`, Origin }),
      'other origin': await page.upgrade({ Cookie, Origin: 'http://127.0.0.1:1' }),
      'no origin': await page.upgrade({ Cookie }),
      'rebound name': await page.upgrade({
        Cookie,
        Host: `evil.example:${page.port()}`,
        Origin: `http://evil.example:${page.port()}`,
      }),
      'other path': await page.upgrade({ Cookie, Origin }, '/rpc2'),
    }).toEqual({
      known: 'open',
      'no cookie': 401,
      'wrong cookie': 401,
      'cookie among others': 'open',
      'other origin': 403,
      'no origin': 403,
      'rebound name': 421,
      'other path': 404,
    });
  });

  test('is closed by a message that is too long, and the server lives on', async () => {
    const headers = { Cookie: await page.signIn(), Origin: page.origin() };
    const socket = new WebSocket(`ws://127.0.0.1:${page.port()}/rpc`, { headers });
    const code = await new Promise<number>((resolve) => {
      socket.on('open', () => socket.send('x'.repeat(2 * largestPlanText + 1)));
      socket.on('error', () => undefined);
      socket.on('close', resolve);
    });
    expect([1006, 1009]).toContain(code);
    expect((await page.ask('/')).status).toBe(200);
  });

  test('carries the router, and its going ends what it followed', async () => {
    const headers = { Cookie: await page.signIn(), Origin: page.origin() };
    // Node's own socket is the one that the client's types know; its second argument is Node's alone.
    const socket: globalThis.WebSocket = Reflect.construct(globalThis.WebSocket, [
      `ws://127.0.0.1:${page.port()}/rpc`,
      { headers },
    ]);
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ websocket: socket }));
    expect(await client.interfaces.list()).toEqual({ interfaces: [], warnings: [] });
    const events = await client.discovery.follow({ runId: 'endless' });
    expect((await events.next()).value).toMatchObject({ type: 'started', runId: 'endless' });
    expect(page.parts.following()).toBe(1);
    socket.close();
    await expect.poll(() => page.parts.following(), { timeout: 1000 }).toBe(0);
  });

  test('carries a plan of 100,000 nodes both ways', async () => {
    const headers = { Cookie: await page.signIn(), Origin: page.origin() };
    const socket: globalThis.WebSocket = Reflect.construct(globalThis.WebSocket, [
      `ws://127.0.0.1:${page.port()}/rpc`,
      { headers },
    ]);
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ websocket: socket }));
    const text = '{"id":"n1","ipv6":"2001:db8::/64","notes":"é"},\n'.repeat(330_000);
    expect(await client.plans.create({ text })).toEqual(largePlan.info);
    expect(largePlan.text === text).toBe(true);
    expect((await client.plans.read({ id: 1 })).text === text).toBe(true);
    socket.close();
  });

  test('survives a stranger that is no HTTP client', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(page.port(), '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'));
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
      socket.resume();
    });
    expect((await page.ask('/')).status).toBe(200);
  });
});
