import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { changedSearch, type ProbeSearch } from './probe-search.ts';
import { subscribeStart, takeStart } from './start-request.ts';

const route = getRouteApi('/probe/$tool');

/**
 * The target and the options of the tool that is shown, which live in the URL so that a copied link leads back.
 * @returns the search, and a way to change parts of it (undefined takes one out)
 */
export function useProbeSearch(): [
  ProbeSearch,
  (change: Readonly<Record<string, string | undefined>>) => void,
] {
  const search = route.useSearch();
  const { tool } = route.useParams();
  const navigate = useNavigate();
  const newest = useRef(search);
  useEffect(() => {
    newest.current = search;
  }, [search]);
  const change = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      // Two changes before the URL has followed must both stay.
      newest.current = changedSearch(newest.current, changes);
      void navigate({ to: '/probe/$tool', params: { tool }, search: newest.current, replace: true });
    },
    [navigate, tool],
  );
  return [search, change];
}

/** Calls back where the person asked for this tool to start at once with the target that the page now shows. */
export function useStartRequest(tool: string, target: string, start: () => void): void {
  const newest = useRef(start);
  useEffect(() => {
    newest.current = start;
  });
  useEffect(() => {
    const look = (): void => {
      if (takeStart(tool, target)) newest.current();
    };
    look();
    return subscribeStart(look);
  }, [tool, target]);
}
