import type { WriterSummary } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { Recognition } from './use-recognised.ts';

/** What is said of the format of old files: what they were recognised as and by what, beside a choice by hand. */
export function recognitionWords(
  recognition: Recognition,
  titleOf: (writer: WriterSummary['id']) => string,
  chosen: WriterSummary['id'] | null,
): string {
  switch (recognition.state) {
    case 'nothing':
      return 'It is recognised by the content and the name of the files, unless you choose it.';
    case 'looking':
      return 'Looking at the text…';
    case 'failed':
      return `It could not be recognised (${recognition.why}): choose it.`;
    case 'done': {
      const [first, ...others] = recognition.formats;
      if (first === undefined)
        return chosen === null
          ? 'No format was recognised: choose it.'
          : 'Chosen by hand; the text has no sign of any format.';
      const why = first.why.map((words) => visibleText(words, 300)).join(', ');
      const begin =
        chosen === null
          ? `Recognised as ${titleOf(first.writer)}`
          : chosen === first.writer
            ? `Chosen by hand, and it looks like it`
            : `Chosen by hand; it looks like ${titleOf(first.writer)}`;
      const more =
        others.length === 0
          ? ''
          : ` It has signs of ${others.map(({ writer }) => titleOf(writer)).join(', ')} as well.`;
      const strangers = first.unlike.slice(0, 3).map((name) => visibleText(name, 60));
      const unlike =
        strangers.length === 0 || chosen !== null
          ? ''
          : ` ${strangers.join(', ')} ${first.unlike.length === 1 ? 'has' : 'have'} no sign of it.`;
      return `${begin}: ${why}.${unlike}${more}`;
    }
  }
}
