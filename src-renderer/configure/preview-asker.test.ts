import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import type { FormValues, Preview, PreviewAnswer, PreviewStep } from '../../src-core/api/writers.ts';
import { PreviewSteps } from '../../src-core/writers/preview-steps.ts';
import { PreviewAsker } from './preview-asker.ts';

/** A file with a line for every field. */
function previewOf(values: FormValues): Preview {
  if (values['broken'] === true) throw new ToolError('internal', 'the writer failed');
  const entries = Object.entries(values);
  const file = {
    path: 'etc/a.conf',
    language: 'plain' as const,
    about: '',
    executable: false,
    lines: ['begin', ...entries.map(([name, value]) => `${name} ${JSON.stringify(value)}`)],
    from: ['', ...entries.map(([name]) => name)],
  };
  return { files: [file], problems: [], usable: true, apply: [], undo: [] };
}

type Fault = 'none' | 'question lost' | 'answer lost';

/** The program, to which windows are connected by JSON. */
function program() {
  const state = { steps: new PreviewSteps((_writer, values) => previewOf(values)), fault: 'none' as Fault };
  const sent: string[] = [];
  const send = async (step: PreviewStep): Promise<PreviewAnswer> => {
    if (state.fault === 'question lost') throw new ToolError('unreachable', 'lost');
    const answer = state.steps.answer(structuredClone(step));
    sent.push(`${step.of.is}: ${answer.is}`);
    if (state.fault === 'answer lost') throw new ToolError('unreachable', 'lost');
    return structuredClone(answer);
  };
  const restart = () => (state.steps = new PreviewSteps((_writer, values) => previewOf(values)));
  return { state, sent, send, restart, open: () => new PreviewAsker('radvd', send) };
}

const still = new AbortController().signal;
const changed = 'changed: changed';
const whole = 'whole: whole';

test('a form goes whole once, and then what changes of it', async () => {
  const { sent, open } = program();
  const window = open();
  for (const values of [{ a: 1 }, { a: 2 }, { a: 2, b: [1] }, { b: [1] }, { a: 2, b: [1] }])
    expect(await window.ask(values, still)).toEqual(previewOf(values));
  expect(sent).toEqual([whole, changed, changed, changed, changed]);
});

test('after the program was started anew the form is sent whole, within the same question', async () => {
  const { sent, open, restart } = program();
  const window = open();
  await window.ask({ a: 1 }, still);
  restart();
  expect(await window.ask({ a: 2 }, still)).toEqual(previewOf({ a: 2 }));
  expect(await window.ask({ a: 3 }, still)).toEqual(previewOf({ a: 3 }));
  expect(sent).toEqual([whole, 'changed: out-of-step', whole, changed]);
});

test.each<[Fault, string[]]>([
  ['question lost', [whole, whole, changed]],
  ['answer lost', [whole, changed, whole, changed]],
])('%s: the next question has the form whole', async (fault, wanted) => {
  const { state, sent, open } = program();
  const window = open();
  await window.ask({ a: 1 }, still);
  state.fault = fault;
  await expect(window.ask({ a: 2 }, still)).rejects.toThrow('lost');
  state.fault = 'none';
  expect(await window.ask({ a: 3 }, still)).toEqual(previewOf({ a: 3 }));
  expect(await window.ask({ a: 4 }, still)).toEqual(previewOf({ a: 4 }));
  expect(sent).toEqual(wanted);
});

test('a writer that fails leaves nothing behind to build on', async () => {
  const { sent, open } = program();
  const window = open();
  await window.ask({ a: 1 }, still);
  await expect(window.ask({ a: 1, broken: true }, still)).rejects.toThrow('the writer failed');
  expect(await window.ask({ a: 2 }, still)).toEqual(previewOf({ a: 2 }));
  expect(sent).toEqual([whole, whole]);
});

test('two windows with the same form do not disturb each other', async () => {
  const { sent, open } = program();
  const [one, other] = [open(), open()];
  for (const a of [1, 2, 3]) {
    expect(await one.ask({ a }, still)).toEqual(previewOf({ a }));
    expect(await other.ask({ a: 10 * a, b: 1 }, still)).toEqual(previewOf({ a: 10 * a, b: 1 }));
  }
  expect(sent).toEqual([whole, whole, changed, changed, changed, changed]);
});

test('of many forms those that rested longest are sent whole again', async () => {
  const { sent, open } = program();
  const windows = Array.from({ length: 12 }, open);
  for (const window of windows) await window.ask({ a: 1 }, still);
  sent.length = 0;
  expect(await windows[11]?.ask({ a: 2 }, still)).toEqual(previewOf({ a: 2 }));
  expect(await windows[0]?.ask({ a: 2 }, still)).toEqual(previewOf({ a: 2 }));
  expect(sent).toEqual([changed, 'changed: out-of-step', whole]);
});

test('the answer to a question that was given up changes nothing, however late it comes', async () => {
  const { sent, send } = program();
  const late: (() => void)[] = [];
  let slow = false;
  const window = new PreviewAsker('radvd', async (step) => {
    const answer = await send(step);
    if (slow) await new Promise<void>((resume) => late.push(resume));
    return answer;
  });
  await window.ask({ a: 1 }, still);
  slow = true;
  const givenUp = window.ask({ a: 2 }, still);
  await expect.poll(() => late.length).toBe(1);
  slow = false;
  expect(await window.ask({ a: 3 }, still)).toEqual(previewOf({ a: 3 }));
  late[0]?.();
  await givenUp;
  expect(await window.ask({ a: 4 }, still)).toEqual(previewOf({ a: 4 }));
  expect(sent).toEqual([whole, changed, whole, changed]);
});

test('a question that was given up is not asked again whole', async () => {
  const { sent, open, restart } = program();
  const window = open();
  await window.ask({ a: 1 }, still);
  restart();
  const given = new AbortController();
  const asked = window.ask({ a: 2 }, given.signal);
  given.abort();
  await expect(asked).rejects.toThrow();
  expect(sent).toEqual([whole, 'changed: out-of-step']);
});

const values = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(fc.integer({ min: 0, max: 3 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 })),
);
const event = fc.record({
  window: fc.nat({ max: 1 }),
  values,
  fault: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Fault | 'restart'>('none') },
    fc.constantFrom<Fault | 'restart'>('question lost', 'answer lost', 'restart'),
  ),
});

test('whatever is lost, an answer is of the values that were asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (events) => {
      const { state, open, restart } = program();
      const windows = [open(), open()];
      for (const { window, values: asked, fault } of events) {
        if (fault === 'restart') restart();
        state.fault = fault === 'restart' ? 'none' : fault;
        const answer = windows[window]?.ask(asked, still);
        if (state.fault === 'none') expect(await answer).toEqual(previewOf(asked));
        else await expect(answer).rejects.toThrow('lost');
      }
    }),
  );
});
