import { useEffect, useState } from 'react';
import {
  answerSetQuestion,
  type SetAnswer,
  type SetQuestion,
} from '../../src-core/calculate/set-operation.ts';

/** Lists up to this long are answered at once in the page, in characters: a worker would only add a flicker. */
const shortList = 20_000;

/**
 * The answer to a question about lists: of short ones at once, of long ones by a worker, so that typing never waits.
 * `busy` while the answer shown is of an older question.
 */
export function useSetAnswer(question: SetQuestion): { readonly answer: SetAnswer; readonly busy: boolean } {
  const { operation, list, others, prefix, length } = question;
  const [told, setTold] = useState<{ question: SetQuestion; answer: SetAnswer }>();
  const isShort = list.length + others.length <= shortList;
  useEffect(() => {
    if (isShort) return;
    const asked: SetQuestion = { operation, list, others, prefix, length };
    const tell = (answer: SetAnswer): void => setTold({ question: asked, answer });
    const worker = new Worker(new URL('set-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<SetAnswer>) => tell(event.data));
    // Where the host gives no workers, or this one fails, the page reckons itself: slower, and it tells any fault.
    worker.addEventListener('error', () => tell(answerSetQuestion(asked)));
    worker.postMessage(asked);
    // A newer question ends this one.
    return () => worker.terminate();
  }, [isShort, operation, list, others, prefix, length]);
  if (isShort) return { answer: answerSetQuestion(question), busy: false };
  const current =
    told !== undefined &&
    told.question.list === list &&
    told.question.others === others &&
    told.question.operation === operation &&
    told.question.prefix === prefix &&
    told.question.length === length;
  return { answer: told?.answer ?? { says: '', columns: [], rows: [], problems: {} }, busy: !current };
}
