import { useMemo, useRef, useState } from 'react';
import type { ConfigureSession } from '../configure-session.ts';
import { asVariant, below, emptyValue, listAt, valueAt, withValue } from './edit-values.ts';
import { wordOf, type GroupNode, type Json, type ListNode, type UnionNode } from './form-node.ts';
import { variantOf, type OpenState } from './form-rows.ts';
import { rearranged, revealed, settled } from './open-state.ts';

/** What the parts of the form do; the same object as long as the form is shown. */
export interface FormActions {
  /** A key press in a field. */
  type(path: string, value: Json | undefined): void;
  /** A choice, a tick, a value of the plan. */
  set(path: string, value: Json | undefined): void;
  turn(path: string, open: boolean): void;
  /** Opens or closes all items of a list. */
  turnAll(path: string, open: boolean): void;
  add(path: string, list: ListNode, after?: number): void;
  duplicate(path: string): void;
  remove(path: string): void;
  move(path: string, by: number): void;
  choose(path: string, union: UnionNode, to: GroupNode, kind: Json): void;
  /** Brings a field into sight and puts the focus there. */
  reveal(path: string): void;
}

export interface FormView {
  readonly open: OpenState;
  /** The field to bring into sight; the number tells one wish from the next. */
  readonly wanted: { readonly path: string; readonly serial: number } | null;
  readonly actions: FormActions;
}

function split(path: string): { readonly list: string; readonly index: number } {
  const dot = path.lastIndexOf('.');
  return { list: path.slice(0, Math.max(0, dot)), index: Number(path.slice(dot + 1)) };
}

/** What is open of the form of a session, and what its parts do. */
export function useForm(session: ConfigureSession): FormView {
  const [open, setOpen] = useState<OpenState>(() => new Map());
  const [wanted, setWanted] = useState<FormView['wanted']>(null);
  const former = useRef(new Map<string, Json>());
  const actions = useMemo((): FormActions => {
    const reveal = (path: string): void => {
      setOpen((before) => revealed(before, path));
      setWanted((before) => ({ path, serial: (before?.serial ?? 0) + 1 }));
    };
    const items = (list: string): readonly Json[] => listAt(session.view().history.values, list);
    const putList = (list: string, next: readonly Json[]): void =>
      session.change((values) => withValue(values, list, [...next]));
    return {
      type: (path, value) => session.change((values) => withValue(values, path, value), path),
      set: (path, value) => session.change((values) => withValue(values, path, value)),
      turn: (path, is) => setOpen((before) => new Map(before).set(path, is)),
      turnAll(path, is) {
        const all = items(path).map((_item, index) => [below(path, index), is] as const);
        setOpen((before) => new Map([...before, ...all]));
      },
      add(path, list, after) {
        const before = items(path);
        const index = after === undefined ? before.length : after + 1;
        setOpen((now) => {
          const moved = rearranged(settled(now, path, before.length), path, (at) =>
            at >= index ? at + 1 : at,
          );
          return new Map(moved).set(path, true).set(below(path, index), true);
        });
        putList(path, before.toSpliced(index, 0, emptyValue(list.item) ?? ''));
        reveal(firstIn(below(path, index), list));
      },
      duplicate(path) {
        const { list, index } = split(path);
        const before = items(list);
        const item = before[index];
        if (item === undefined) return;
        setOpen((now) =>
          new Map(
            rearranged(settled(now, list, before.length), list, (at) => (at > index ? at + 1 : at)),
          ).set(below(list, index + 1), true),
        );
        // The copy is the person's own: it did not come from the plan.
        putList(list, before.toSpliced(index + 1, 0, withoutNode(item)));
        reveal(below(list, index + 1));
      },
      remove(path) {
        const { list, index } = split(path);
        const before = items(list);
        setOpen((now) =>
          rearranged(settled(now, list, before.length), list, (at) =>
            at === index ? null : at > index ? at - 1 : at,
          ),
        );
        putList(list, before.toSpliced(index, 1));
        reveal(before.length > 1 ? below(list, Math.min(index, before.length - 2)) : list);
      },
      move(path, by) {
        const { list, index } = split(path);
        const before = items(list);
        const item = before[index];
        const to = index + by;
        if (item === undefined || to < 0 || to >= before.length) return;
        setOpen((now) =>
          rearranged(settled(now, list, before.length), list, (at) =>
            at === index ? to : at === to ? index : at,
          ),
        );
        putList(list, before.toSpliced(index, 1).toSpliced(to, 0, item));
        reveal(below(list, to));
      },
      choose(path, union, to, kind) {
        const value = valueAt(session.view().history.values, path);
        const from = variantOf(union, value);
        if (from !== undefined && value !== undefined)
          former.current.set(`${path} ${wordOf(from.value)}`, value);
        const kept = former.current.get(`${path} ${wordOf(kind)}`);
        const next = kept ?? asVariant(from?.group ?? to, to, value);
        session.change((values) => withValue(values, path, next));
      },
      reveal,
    };
  }, [session]);
  return { open, wanted, actions };
}

/** Where typing begins in a new item. */
function firstIn(path: string, { item }: ListNode): string {
  if (item.is === 'union') return below(path, item.by);
  if (item.is !== 'group') return path;
  for (const [name, node] of item.fields)
    if (node.widget !== 'hidden' && node.is !== 'fixed') return below(path, name);
  return path;
}

function withoutNode(item: Json): Json {
  if (Array.isArray(item)) return item.map(withoutNode);
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, part]): [string, Json][] =>
      name === 'node' ? [] : [[name, withoutNode(part)]],
    ),
  );
}
