import { useEffect, useState } from 'react';
import type { Recognised, SourceFile } from '../../../src-core/api/writers.ts';
import { api } from '../../app/api.ts';
import { failureText } from '../../app/failure.ts';

/** What old files were recognised as: the surest first, none where they have no sign of any format. */
export type Recognition =
  | { readonly state: 'nothing' | 'looking' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'done'; readonly formats: readonly Recognised[] };

/** The beginning of files tells their format; of all together so many characters are sent. */
const sent = 200_000;
/** How long typing rests before the text is looked at again, in milliseconds. */
const restMs = 150;

/** Which formats files are of, by content and name. */
export function useRecognised(sources: readonly SourceFile[]): Recognition {
  const [kept, setKept] = useState<{
    readonly of: readonly SourceFile[];
    readonly answer: Recognition;
  } | null>(null);
  useEffect(() => {
    if (sources.length === 0) return;
    const mine = new AbortController();
    const room = Math.floor(sent / sources.length);
    const files = sources.map(({ name, text }) => ({ name: name.slice(0, 1000), text: text.slice(0, room) }));
    const timer = window.setTimeout(() => {
      api.writers.recognise({ files }, { signal: mine.signal }).then(
        (formats) => setKept({ of: sources, answer: { state: 'done', formats } }),
        (error: unknown) => {
          if (!mine.signal.aborted)
            setKept({ of: sources, answer: { state: 'failed', why: failureText(error) } });
        },
      );
    }, restMs);
    return () => {
      window.clearTimeout(timer);
      mine.abort();
    };
  }, [sources]);
  if (sources.length === 0) return { state: 'nothing' };
  return kept?.of === sources ? kept.answer : { state: 'looking' };
}
