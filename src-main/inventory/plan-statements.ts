import type { PlanInfo } from '../../src-core/api/plans.ts';
import type { PlanLine } from './plan-lines.ts';
import type { Prepared, Store } from './store.ts';

/** A plan without its nodes. */
export interface PlanHead extends PlanInfo {
  readonly vlans: string;
  readonly characters: number;
}

/** A node as it is read. */
export interface PlanRow {
  readonly id: string;
  readonly parent: string | null;
  readonly line: string;
  /** 0 where the line is no JSON: something damaged it. */
  readonly valid: 0 | 1;
}

/** Nodes that are read together, as lines of a file. */
interface PlanLines {
  readonly nodes: number;
  /** Null where there is none. */
  readonly lines: string | null;
  /** As of a row: of all of them. */
  readonly valid: 0 | 1 | null;
}

const columns = 'id, name, nodes, created_at AS createdAt, changed_at AS changedAt, revision';

/** The statements on plans and their nodes. */
export interface PlanStatements {
  /** All plans, the one changed last first. */
  readonly list: Prepared<PlanInfo>;
  /** By id. */
  readonly head: Prepared<PlanHead>;
  /** All nodes of a plan, those below one parent in their order. */
  readonly rows: Prepared<PlanRow>;
  /** As many of them after one: plan, place and id of the one before, how many. One text is had sooner than its lines. */
  readonly part: Prepared<PlanLines>;
  /** The one that stands so many after one: plan, place and id of the one before, how many less one. */
  readonly after: Prepared<{ readonly place: string; readonly id: string }>;
  /** One whose line is no JSON. */
  readonly broken: Prepared<{ readonly id: string }>;
  /** Name, VLANs and twice the time. The plan has revision 0 until it is whole, and is in none of the other answers. */
  readonly begin: Prepared<{ id: number }>;
  /** Name, VLANs, nodes, characters, revision, time, id. */
  readonly update: Prepared<never>;
  /** Name, twice the time, id of the one that is copied. */
  readonly copy: Prepared<{ id: number }>;
  /** Id of the copy, id of the one that is copied. */
  readonly copyRows: Prepared<never>;
  readonly remove: Prepared<never>;
  /** Plans that never became whole. Time before which they were begun. */
  readonly removeBegun: Prepared<never>;
  /** Plan and id of a node. */
  readonly removeRow: Prepared<never>;
  readonly known: Prepared<{ parent: string | null; characters: number }>;
  /** Plan and id of the parent: one that is below it. */
  readonly child: Prepared<{ id: string }>;
  readonly put: (plan: number, line: PlanLine) => void;
}

export function planStatements(store: Store): PlanStatements {
  const put = store.prepare(
    `INSERT INTO plan_node (plan, id, parent, place, line) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (plan, id) DO UPDATE SET parent = excluded.parent, place = excluded.place, line = excluded.line`,
  );
  return {
    list: store.prepare(`SELECT ${columns} FROM plan WHERE revision > 0 ORDER BY changed_at DESC, id DESC`),
    head: store.prepare(`SELECT ${columns}, vlans, characters FROM plan WHERE id = ? AND revision > 0`),
    rows: store.prepare(
      'SELECT id, parent, line, json_valid(line) AS valid FROM plan_node WHERE plan = ? ORDER BY place, id',
    ),
    part: store.prepare(
      `SELECT count(*) AS nodes, group_concat(line, ',' || char(10)) AS lines, min(json_valid(line)) AS valid FROM
       (SELECT line FROM plan_node WHERE plan = ? AND (place, id) > (?, ?) ORDER BY place, id LIMIT ?)`,
    ),
    after: store.prepare(
      'SELECT place, id FROM plan_node WHERE plan = ? AND (place, id) > (?, ?) ORDER BY place, id LIMIT 1 OFFSET ?',
    ),
    broken: store.prepare(
      'SELECT id FROM plan_node WHERE plan = ? AND NOT json_valid(line) ORDER BY id LIMIT 1',
    ),
    begin: store.prepare(
      'INSERT INTO plan (name, vlans, created_at, changed_at, revision) VALUES (?, ?, ?, ?, 0) RETURNING id',
    ),
    update: store.prepare(
      `UPDATE plan SET name = ?, vlans = ?, nodes = ?, characters = ?, revision = ?, changed_at = max(changed_at, ?)
       WHERE id = ?`,
    ),
    copy: store.prepare(
      `INSERT INTO plan (name, vlans, nodes, characters, created_at, changed_at)
       SELECT ?, vlans, nodes, characters, ?, ? FROM plan WHERE id = ? AND revision > 0 RETURNING id`,
    ),
    copyRows: store.prepare(
      `INSERT INTO plan_node (plan, id, parent, place, line)
       SELECT ?, id, parent, place, line FROM plan_node WHERE plan = ?`,
    ),
    remove: store.prepare('DELETE FROM plan WHERE id = ?'),
    removeBegun: store.prepare('DELETE FROM plan WHERE revision = 0 AND created_at < ?'),
    removeRow: store.prepare('DELETE FROM plan_node WHERE plan = ? AND id = ?'),
    known: store.prepare(
      'SELECT parent, length(line) AS characters FROM plan_node WHERE plan = ? AND id = ?',
    ),
    child: store.prepare('SELECT id FROM plan_node WHERE plan = ? AND parent = ? LIMIT 1'),
    put: (plan, { id, parent, place, line }) => void put.run(plan, id, parent, place, line),
  };
}
