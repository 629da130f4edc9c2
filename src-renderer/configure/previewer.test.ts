import { expect, test } from 'vitest';
import type { FormValues, Preview } from '../../src-core/api/writers.ts';
import { Previewer, type PreviewView } from './previewer.ts';
import { beginValues, redoStep, stepTo, undoStep } from './values-history.ts';

const previewOf = (name: string): Preview => ({
  files: [],
  problems: [{ severity: 'warning', path: '', message: name }],
  usable: true,
  apply: [],
  undo: [],
});

/** A program whose answers come when the test says. */
function slowProgram() {
  const asked: {
    values: FormValues;
    answer(name: string): void;
    fail(error: Error): void;
    signal: AbortSignal;
  }[] = [];
  const views: PreviewView[] = [];
  const previewer = new Previewer(
    (values, signal) =>
      new Promise<Preview>((resolve, reject) => {
        asked.push({ values, signal, answer: (name) => resolve(previewOf(name)), fail: reject });
      }),
    (view) => views.push(view),
  );
  const last = () => {
    const view = views.at(-1);
    return [view?.shown?.problems[0]?.message, view?.behind, view?.failure?.message];
  };
  return { asked, previewer, last };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('one question is under way, and the last values are asked after it', async () => {
  const { asked, previewer, last } = slowProgram();
  previewer.want({ a: 1 });
  previewer.want({ a: 2 });
  previewer.want({ a: 3 });
  expect(asked.map(({ values }) => values)).toEqual([{ a: 1 }]);
  asked[0]?.answer('first');
  await settle();
  expect([last(), asked.map(({ values }) => values)]).toEqual([
    ['first', true, undefined],
    [{ a: 1 }, { a: 3 }],
  ]);
  asked[1]?.answer('last');
  await settle();
  expect([last(), asked.length]).toEqual([['last', false, undefined], 2]);
});

test('what failed keeps the files of before, and the next values are asked', async () => {
  const { asked, previewer, last } = slowProgram();
  previewer.want({ a: 1 });
  asked[0]?.answer('good');
  await settle();
  previewer.want({ a: 2 });
  asked[1]?.fail(new Error('gone'));
  await settle();
  expect(last()).toEqual(['good', false, 'gone']);
  previewer.want({ a: 3 });
  asked[2]?.answer('better');
  await settle();
  expect(last()).toEqual(['better', false, undefined]);
});

test('what was stopped is cancelled, and its answer is not shown', async () => {
  const { asked, previewer, last } = slowProgram();
  previewer.want({ a: 1 });
  previewer.stop();
  asked[0]?.answer('late');
  await settle();
  expect([asked[0]?.signal.aborted, last()]).toEqual([true, [undefined, false, undefined]]);
});

test('typing in one field is one step, which is undone and done again', () => {
  let history = beginValues({ a: '' });
  for (const [values, typing] of [
    [{ a: 'x' }, 'a'],
    [{ a: 'xy' }, 'a'],
    [{ a: 'xy', b: 'z' }, 'b'],
    [{ b: 'z' }, null],
  ] as const)
    history = stepTo(history, values, typing);
  const undone = [undoStep(history)];
  while (undone.at(-1)?.before.length !== 0) undone.push(undoStep(undone.at(-1) ?? history));
  expect([undone.map(({ values }) => values), redoStep(undone[0] ?? history).values]).toEqual([
    [{ a: 'xy', b: 'z' }, { a: 'xy' }, { a: '' }],
    { b: 'z' },
  ]);
});
