/**
 * Address plans. `plan_node.line` is the node as its line of a plan file, `place` what the nodes below one parent are
 * ordered by; both are made by plan-lines.ts. `characters` is the length of all lines.
 */
export const sql = `
CREATE TABLE plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  vlans TEXT NOT NULL DEFAULT '[]',
  nodes INTEGER NOT NULL DEFAULT 0,
  characters INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_node (
  plan INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  parent TEXT,
  place TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_node_by_parent ON plan_node (plan, parent);
`;
