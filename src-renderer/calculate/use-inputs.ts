import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { linkable, type CalculateSearch, type Inputs, type ToolId } from './calculate-search.ts';

const route = getRouteApi('/calculate');

/** How long the URL waits before it follows what is typed, in milliseconds. */
const typingMs = 250;

/** What stood in each calculator when it was left, with the lists that no link can hold. */
const kept = new Map<ToolId, Inputs>();

/** The search of a link to a calculator as it was left. */
export function keptSearch(tool: ToolId): CalculateSearch {
  return { tool, ...linkable(kept.get(tool) ?? {}) };
}

const nameOf = (inputs: Inputs): string => JSON.stringify(linkable(inputs));

/**
 * The fields of a calculator. The URL follows them, so that a link always leads back; they follow the URL when that is
 * changed from elsewhere (the box on top, Back).
 */
export function useInputs(tool: ToolId): [Inputs, (change: Inputs) => void] {
  const search = route.useSearch();
  const navigate = useNavigate();
  const name = nameOf(search);
  const [seen, setSeen] = useState(name);
  // What the URL was told last and has not shown yet: until it does, the fields are ahead of it.
  const [told, setTold] = useState<readonly string[]>([name]);
  const [inputs, setInputs] = useState<Inputs>(() => {
    const before = kept.get(tool);
    return before !== undefined && nameOf(before) === name ? before : linkable(search);
  });
  if (name !== seen) {
    setSeen(name);
    const own = told.indexOf(name);
    setTold(own < 0 ? [name] : told.slice(own));
    if (own < 0) setInputs(linkable(search));
  }
  useEffect(() => {
    kept.set(tool, inputs);
    const next = nameOf(inputs);
    if (next === told.at(-1)) return;
    const timer = window.setTimeout(() => {
      setTold([...told, next]);
      void navigate({ to: '/calculate', search: { tool, ...linkable(inputs) }, replace: true });
    }, typingMs);
    return () => window.clearTimeout(timer);
  }, [tool, inputs, told, navigate]);
  const change = useCallback((next: Inputs) => setInputs((was) => ({ ...was, ...next })), []);
  return [inputs, change];
}

/** Gives the whole link to a calculator with these fields. */
export function useLink(tool: ToolId, inputs: Inputs): () => string {
  const router = useRouter();
  return () => {
    const { href } = router.buildLocation({ to: '/calculate', search: { tool, ...linkable(inputs) } });
    return new URL(router.history.createHref(href), location.href).href;
  };
}
