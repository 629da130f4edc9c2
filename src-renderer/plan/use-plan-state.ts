import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { nodeAt, nodeCount, type Plan } from '../../src-core/plan/tree.ts';
import type { Finding } from '../../src-core/plan/rules.ts';
import { searchTextSteps } from '../../src-core/plan/search.ts';
import { inPauses } from '../components/in-slices.ts';
import type { PlanSession, SessionView } from './plan-session.ts';
import type { PlanView } from './plan-view.ts';
import { usePlanCommands, type PlanCommands } from './use-plan-commands.ts';
import { useFindings, type FindingsView } from './use-findings.ts';
import {
  allOpen,
  firstExpansion,
  isOpen,
  KeptRows,
  matchesOf,
  revealing,
  turned,
  type Expansion,
  type Matches,
  type TreeRows,
} from './tree-rows.ts';

/** Everything that the page of a plan shows and does, for its own parts; others get the view alone. */
export interface PlanState {
  readonly view: PlanView;
  readonly session: PlanSession;
  readonly stored: SessionView;
  readonly rows: TreeRows;
  readonly matches: Matches | null;
  readonly query: string;
  setQuery(query: string): void;
  /** Counts the times that a node was to be brought into sight. */
  readonly reveals: number;
  /** By node. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly problems: FindingsView;
  /** The nodes that wait to be put elsewhere. */
  readonly cut: ReadonlySet<string>;
  readonly commands: PlanCommands;
  isOpen(row: number): boolean;
  turn(rows: readonly number[], open: boolean): void;
  setExpansion(expansion: Expansion): void;
  /** Moves to a row: chosen alone, with all from where the choice began, turned over, or with the choice left as it is. */
  choose(row: number, how: 'only' | 'extend' | 'toggle' | 'leave'): void;
  /** Gives up what waits to be moved, then the search; false where there was neither. */
  escape(): boolean;
}

interface Place {
  readonly selected: ReadonlySet<string>;
  readonly focused: string | null;
  readonly expansion: Expansion;
  readonly reveals: number;
}

const none: ReadonlySet<string> = new Set();

/** The state of the page of a plan. @param node the node to begin with, as the address of the page names it */
export function usePlanState(session: PlanSession, node: string | null, details: () => void): PlanState {
  const stored = useSyncExternalStore(session.subscribe, session.view);
  const { plan } = stored.history;
  const [place, setPlace] = useState<Place>(() => beginAt(plan, node));
  const [query, setQueryText] = useState('');
  // While a search is typed in, its expansion is its own: what it opened is closed again with it.
  const [searchExpansion, setSearchExpansion] = useState(allOpen);
  const [cut, setCut] = useState(none);
  const deferredQuery = useDeferredValue(query);
  const matches = useMemo(() => matchesOf(plan, deferredQuery), [plan, deferredQuery]);
  const expansion = matches === null ? place.expansion : searchExpansion;
  const [kept] = useState(() => new KeptRows());
  const rows = useMemo(
    () => kept.rows(plan, expansion, matches?.shown ?? null),
    [kept, plan, expansion, matches],
  );
  const problems = useFindings(plan);
  // Once: an edit makes the texts of the few nodes that it touches anew, which the next search does.
  useEffect(() => inPauses(searchTextSteps(session.view().history.plan), () => undefined), [session]);
  const anchor = useRef<string | null>(null);

  const setQuery = useCallback(
    (text: string) => {
      setQueryText(text);
      setSearchExpansion(allOpen);
      if (text !== '') return;
      // What was found and chosen stays in sight among all that is shown again.
      const now = session.view().history.plan;
      setPlace((was) => {
        if (was.focused === null || nodeAt(now, was.focused) === undefined) return was;
        return { ...was, expansion: revealing(was.expansion, now, was.focused) };
      });
    },
    [session],
  );
  const select = useCallback(
    (ids: Iterable<string>, focused?: string | null) => {
      const selected = new Set(ids);
      const target = focused === undefined ? (selected.values().next().value ?? null) : focused;
      anchor.current = target;
      const now = session.view().history.plan;
      setPlace((was) => ({
        selected,
        focused: target,
        expansion: target === null ? was.expansion : revealing(was.expansion, now, target),
        reveals: was.reveals + 1,
      }));
    },
    [session],
  );
  const focused = place.focused !== null && nodeAt(plan, place.focused) !== undefined ? place.focused : null;
  const selected = useMemo(() => present(plan, place.selected), [plan, place.selected]);
  const view = useMemo<PlanView>(
    () => ({ plan, planId: session.id, selected, focused, select, apply: session.apply }),
    [plan, session, selected, focused, select],
  );
  const commands = usePlanCommands({ session, view, rows, cut, setCut, details });
  const setExpansion = (next: Expansion): void => {
    if (matches === null) setPlace((was) => ({ ...was, expansion: next }));
    else setSearchExpansion(next);
  };
  const idAt = (row: number): string => rows.entries[row]?.node.id ?? '';
  return {
    view,
    session,
    stored,
    rows,
    matches,
    query,
    setQuery,
    reveals: place.reveals,
    findings: problems.byNode,
    problems,
    cut,
    commands,
    setExpansion,
    isOpen: (row) => isOpen(expansion, idAt(row), rows.depths[row] ?? 0),
    turn: (which, open) =>
      setExpansion(
        turned(
          expansion,
          which.map((row) => ({ id: idAt(row), depth: rows.depths[row] ?? 0 })),
          open,
        ),
      ),
    choose: (row, how) => {
      const id = idAt(row);
      const from = rows.entries.findIndex((entry) => entry.node.id === anchor.current);
      if (how === 'only' || how === 'toggle' || from < 0) anchor.current = id;
      setPlace((was) => ({
        ...was,
        focused: id,
        selected: chosen(was.selected, rows, from < 0 ? row : from, row, how),
      }));
    },
    escape: () => {
      if (cut.size > 0) setCut(none);
      else if (query !== '') setQuery('');
      else return false;
      return true;
    },
  };
}

function beginAt(plan: Plan, node: string | null): Place {
  const first = firstExpansion(nodeCount(plan));
  if (node === null || nodeAt(plan, node) === undefined)
    return { selected: none, focused: null, expansion: first, reveals: 0 };
  return { selected: new Set([node]), focused: node, expansion: revealing(first, plan, node), reveals: 1 };
}

/** The ids that are still in the plan; the same set where all are. */
function present(plan: Plan, ids: ReadonlySet<string>): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const id of ids) if (nodeAt(plan, id) !== undefined) kept.add(id);
  return kept.size === ids.size ? ids : kept;
}

function chosen(
  was: ReadonlySet<string>,
  { entries }: TreeRows,
  from: number,
  to: number,
  how: 'only' | 'extend' | 'toggle' | 'leave',
): ReadonlySet<string> {
  if (how === 'leave') return was;
  const id = entries[to]?.node.id ?? '';
  if (how === 'only') return new Set([id]);
  if (how === 'extend')
    return new Set(entries.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ node }) => node.id));
  const next = new Set(was);
  if (!next.delete(id)) next.add(id);
  return next;
}
