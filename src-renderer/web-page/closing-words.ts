import type { WebPageReport } from '../../src-core/api/web-page.ts';

/**
 * When a page closes by itself, for the person.
 * @param seen how many of its tabs this window sees; it sees none that were opened before it was loaded
 */
export function closingWords(
  { closing, tabs }: Pick<WebPageReport, 'closing' | 'tabs'>,
  seen: number,
): string {
  if (closing === 'closing') return 'Its tab was closed: closes in a few seconds, after any download';
  if (closing === 'unused' || seen < tabs) {
    return 'Closes when unused for ten minutes: it may be in a tab that this window does not see';
  }
  return tabs === 1 ? 'Closes with its tab' : `Closes with the last of its ${tabs} tabs`;
}
