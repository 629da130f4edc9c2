import { afterEach, describe, expect, test } from 'vitest';
import { keptTerminalOutput, terminalWindow, type TerminalEvent } from '../../src-core/api/terminal.ts';
import { within } from '../os/exec.test-support.ts';
import type { Line, LineEvents } from './line.ts';
import { TerminalSessions } from './terminal-sessions.ts';

/** A line that the test talks through, and what was done to it. */
function fakeLine() {
  const did: string[] = [];
  let events: LineEvents | undefined;
  const line: Line = {
    write: (text) => void did.push(`write ${text}`),
    resize: (columns, rows) => void did.push(`resize ${columns}x${rows}`),
    pause: () => void did.push('pause'),
    resume: () => void did.push('resume'),
    end() {
      did.push('end');
      events?.ended({ status: 0, text: 'it was ended' });
      return Promise.resolve();
    },
  };
  return {
    did,
    get events(): LineEvents {
      if (events === undefined) throw new Error('no session was opened');
      return events;
    },
    prepare: () => ({
      title: 'root@fe80::1%eth0',
      open(given: LineEvents) {
        events = given;
        given.connected();
        return line;
      },
    }),
  };
}

const request = {
  kind: 'ssh',
  target: 'fe80::1%eth0',
  user: 'root',
  port: null,
  jump: null,
  columns: 80,
  rows: 24,
} as const;

const open: TerminalSessions[] = [];
function sessionsWith(fake: ReturnType<typeof fakeLine>, unfollowedMs = 30): TerminalSessions {
  const sessions = new TerminalSessions({ prepare: fake.prepare, unfollowedMs });
  open.push(sessions);
  return sessions;
}
afterEach(async () => {
  for (const sessions of open.splice(0)) await sessions.closeAll();
});

async function take(
  events: AsyncGenerator<TerminalEvent>,
  until: (text: string) => boolean,
): Promise<string> {
  let text = '';
  for await (const event of events) {
    if (event.type === 'output') text += event.text;
    if (event.type === 'ended' || until(text)) break;
  }
  return text;
}

describe('a session', () => {
  test('gives its output to whoever follows, from where they are, and then its end', async () => {
    const fake = fakeLine();
    const sessions = sessionsWith(fake, 60_000);
    const { sessionId } = await sessions.open(request);
    fake.events.output('one ');
    expect(await take(sessions.follow(sessionId, 0), (text) => text === 'one ')).toBe('one ');
    fake.events.output('two');
    const rest = take(sessions.follow(sessionId, 4), () => false);
    fake.events.ended({ status: 255, text: 'ssh ended with status 255' });
    expect(await rest).toBe('two');
    expect(sessions.list()).toMatchObject([
      { title: 'root@fe80::1%eth0', state: 'ended', written: 7, end: { status: 255 } },
    ]);
  });

  test('is ended when nobody follows it any more, and not before', async () => {
    const fake = fakeLine();
    const sessions = sessionsWith(fake, 100);
    const { sessionId } = await sessions.open(request);
    fake.events.output('x');
    await take(sessions.follow(sessionId, 0), (text) => text === 'x');
    expect(fake.did).toEqual([]);
    await within(5_000, () => fake.did.includes('end'));
    expect(sessions.list()).toEqual([]);
  });

  test('makes the line wait while the page takes nothing in, and goes on when it does', async () => {
    const fake = fakeLine();
    const sessions = sessionsWith(fake, 60_000);
    const { sessionId } = await sessions.open(request);
    fake.events.output('y'.repeat(terminalWindow));
    expect(fake.did).toEqual([]);
    fake.events.output('y');
    fake.events.output('y');
    expect(fake.did).toEqual(['pause']);
    sessions.acknowledge(sessionId, 1_000);
    expect(fake.did).toEqual(['pause']);
    sessions.acknowledge(sessionId, terminalWindow);
    expect(fake.did).toEqual(['pause', 'resume']);
    // Nobody can have taken in what has not been said.
    sessions.acknowledge(sessionId, 1e15);
    fake.events.output('y'.repeat(terminalWindow + 1));
    expect(fake.did).toEqual(['pause', 'resume', 'pause']);
  });

  test('keeps a bounded part of its output and says how much is missing', async () => {
    const fake = fakeLine();
    const sessions = sessionsWith(fake, 60_000);
    const { sessionId } = await sessions.open(request);
    for (let index = 0; index < 40; index++) fake.events.output('z'.repeat(65_536));
    const events = sessions.follow(sessionId, 0);
    await events.next();
    const { value } = await events.next();
    await events.return(undefined);
    expect(value).toMatchObject({ type: 'output', missed: 40 * 65_536 - keptTerminalOutput });
  });

  test('of which there is none takes nothing, and says so', async () => {
    const sessions = new TerminalSessions();
    await expect(sessions.write('none', 'x')).rejects.toThrow('this session is over');
    await expect(sessions.follow('none', 0).next()).rejects.toThrow('this session is over');
    sessions.resize('none', 80, 24);
    sessions.acknowledge('none', 1);
    await sessions.close('none');
  });
});

test('there are so many sessions at most, and none once the program closes', async () => {
  const fake = fakeLine();
  const sessions = sessionsWith(fake, 60_000);
  for (let index = 0; index < 32; index++) await sessions.open(request);
  await expect(sessions.open(request)).rejects.toMatchObject({ code: 'conflict' });
  await sessions.closeAll();
  expect(sessions.list()).toEqual([]);
  await expect(sessions.open(request)).rejects.toMatchObject({ code: 'conflict' });
});
