import { useMemo, useState } from 'react';
import type { Prefix } from '../../src-core/net/prefix.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { differenceOf } from '../../src-core/plan/difference.ts';
import { editNodes } from '../../src-core/plan/edit.ts';
import type { PlanNode } from '../../src-core/plan/node.ts';
import { entriesAround } from '../../src-core/plan/search.ts';
import { childrenOf, nodeAt, type Plan } from '../../src-core/plan/tree.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { formatPlural } from '../components/format.ts';
import { moveNodes, removeNodes, topmost } from '../../src-core/plan/many-nodes.ts';
import type { PlanSession } from './plan-session.ts';
import type { PlanView } from './plan-view.ts';
import { rowOf, type TreeRows } from './tree-rows.ts';

/** A question that a command puts before it does anything. */
export type PlanQuestion =
  | { readonly is: 'add'; readonly parent: string | null; readonly prefix: Prefix | null }
  | { readonly is: 'remove'; readonly ids: readonly string[] };

/** What can be done with nodes, by keys and by menus alike. Each is one step that can be undone. */
export interface PlanCommands {
  readonly question: PlanQuestion | null;
  answered(): void;
  rename(id: string, name: string): void;
  /** Asks for what a new node below this one (null: at the top) is to be. */
  add(parent: string | null): void;
  /** The same for a free prefix, below the nearest node that holds it. */
  addAt(prefix: Prefix): void;
  /** Removes at once what has nothing below it, and asks otherwise. */
  remove(ids: Iterable<string>): void;
  removeNow(ids: readonly string[], below: 'remove' | 'keep'): void;
  cut(ids: Iterable<string>): void;
  /** Puts what was cut below a node, or at the top for null. */
  paste(parent: string | null): void;
  details(): void;
  undo(): void;
  redo(): void;
}

interface CommandParts {
  readonly session: PlanSession;
  readonly view: PlanView;
  readonly rows: TreeRows;
  readonly cut: ReadonlySet<string>;
  setCut(ids: ReadonlySet<string>): void;
  details(): void;
}

/** More nodes than these are not chosen after a step back; choosing them says nothing. */
const mostChosen = 1000;

/** A node in a few words. */
export function nodeLabel({ name, ipv6, ipv4, id }: PlanNode): string {
  return visibleText(name === '' ? (ipv6 ?? ipv4 ?? id) : name, 80);
}

/** `“Oslo”`, or `3 nodes`. */
function labelOf(plan: Plan, ids: readonly string[]): string {
  const only = ids.length === 1 ? nodeAt(plan, ids[0] ?? '') : undefined;
  return only === undefined ? formatPlural(ids.length, 'node') : `“${nodeLabel(only)}”`;
}

export function usePlanCommands({ session, view, rows, cut, setCut, details }: CommandParts): PlanCommands {
  const [question, setQuestion] = useState<PlanQuestion | null>(null);
  return useMemo(() => {
    const { plan, focused, select, apply } = view;
    const attempt = (what: string, act: () => void): void => {
      try {
        act();
      } catch (error) {
        announce(`${what}: ${failureText(error)}`, true);
      }
    };
    /** The row that takes the focus when this one and others are gone: the next that stays, or the one before. */
    const successor = (next: Plan): string | null => {
      const at = Math.max(rowOf(rows, focused), 0);
      const stays = (row: number) => nodeAt(next, rows.entries[row]?.node.id ?? '') !== undefined;
      for (let row = at; row < rows.entries.length; row++)
        if (stays(row)) return rows.entries[row]?.node.id ?? null;
      for (let row = at - 1; row >= 0; row--) if (stays(row)) return rows.entries[row]?.node.id ?? null;
      return null;
    };
    const removeNow = (ids: readonly string[], below: 'remove' | 'keep'): void =>
      attempt('Not removed', () => {
        const next = removeNodes(plan, ids, below);
        const heir = successor(next);
        const label = `Remove ${labelOf(plan, ids)}`;
        apply(label, next);
        select(heir === null ? [] : [heir]);
        announce(`${label}: Ctrl+Z brings it back`);
      });
    const step = (act: () => void, word: string, label: string | undefined): void => {
      if (label === undefined) return;
      const before = session.view().history.plan;
      act();
      const { plan: after } = session.view().history;
      const { put } = differenceOf(before, after);
      if (put.length > 0) select(put.slice(0, mostChosen).map(({ id }) => id));
      else {
        const heir = focused !== null && nodeAt(after, focused) === undefined ? successor(after) : focused;
        select(heir === null ? [] : [heir]);
      }
      announce(`${word}: ${label}`);
    };
    return {
      question,
      answered: () => setQuestion(null),
      rename: (id, name) =>
        attempt('Not renamed', () => {
          const old = nodeAt(plan, id);
          if (old === undefined || old.name === name.trim()) return;
          apply(`Rename “${nodeLabel(old)}”`, editNodes(plan, [id], { name: name.trim() }));
        }),
      add: (parent) => setQuestion({ is: 'add', parent, prefix: null }),
      addAt: (prefix) =>
        setQuestion({ is: 'add', parent: entriesAround(plan, prefix).at(-1)?.node.id ?? null, prefix }),
      remove: (given) => {
        const ids = topmost(plan, [...given]);
        if (ids.length === 0) return;
        if (ids.some((id) => childrenOf(plan, id).length > 0)) setQuestion({ is: 'remove', ids });
        else removeNow(ids, 'remove');
      },
      removeNow,
      cut: (given) => {
        const ids = topmost(plan, [...given]);
        setCut(new Set(ids));
        announce(`${labelOf(plan, ids)}: go to where it belongs and press Ctrl+V`);
      },
      paste: (parent) =>
        attempt('Not moved', () => {
          const ids = topmost(
            plan,
            [...cut].filter((id) => nodeAt(plan, id) !== undefined),
          );
          if (ids.length === 0)
            return announce('Nothing waits to be moved: press Ctrl+X on a node first', true);
          const next = moveNodes(plan, ids, parent);
          const above = parent === null ? undefined : nodeAt(plan, parent);
          apply(
            `Move ${labelOf(plan, ids)} ${above === undefined ? 'to the top' : `to “${nodeLabel(above)}”`}`,
            next,
          );
          setCut(new Set());
          select(ids);
        }),
      details,
      undo: () => step(session.undo, 'Undone', session.view().history.past.at(-1)?.label),
      redo: () => step(session.redo, 'Done again', session.view().history.future.at(-1)?.label),
    };
  }, [question, session, view, rows, cut, setCut, details]);
}
