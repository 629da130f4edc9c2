/**
 * Configurations: `form` is what was typed, `base` what the plan had given when it was last taken, both as JSON. Where the
 * plan is removed the configuration stays, tied to none.
 */
export const sql = `
CREATE TABLE configuration (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  writer TEXT NOT NULL,
  form TEXT NOT NULL,
  folder TEXT,
  plan INTEGER REFERENCES plan (id) ON DELETE SET NULL,
  node TEXT,
  base TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX configuration_by_plan ON configuration (plan);
`;
