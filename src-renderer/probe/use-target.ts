import { useState } from 'react';
import { targetProblem, targetTexts } from './target-text.ts';
import { useProbeSearch } from './use-probe-search.ts';

interface TargetState {
  readonly text: string;
  readonly problem: string | undefined;
  setText(text: string): void;
  /** The targets, where they can be used, which the URL then holds; undefined where the field now says what is wrong. */
  accept(): string[] | undefined;
}

/**
 * The text of a tool's target field. It begins with the target of the URL, follows where that is changed from elsewhere
 * (the menu of an address, Back), and goes into the URL when it is used.
 */
export function useTarget(several: boolean): TargetState {
  const [search, change] = useProbeSearch();
  const linked = search.target ?? '';
  const [seen, setSeen] = useState(linked);
  const [text, setText] = useState(linked);
  const [tried, setTried] = useState(false);
  if (linked !== seen) {
    setSeen(linked);
    setText(linked);
    setTried(false);
  }
  return {
    text,
    problem: tried ? targetProblem(text, several) : undefined,
    setText,
    accept() {
      setTried(true);
      if (targetProblem(text, several) !== undefined) return undefined;
      const targets = targetTexts(text);
      const joined = targets.join(' ');
      setSeen(joined);
      setText(joined);
      change({ target: joined });
      return targets;
    },
  };
}
