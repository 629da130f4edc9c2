/**
 * The first tables. Times are UTC milliseconds. Everything that hangs on a device or a scan goes with it.
 * `device_text` holds what a device is filtered by (`facts`) and searched by (`text`, lower case), each as lines, in
 * one narrow table: a query reads it once, whatever it asks. `device_search` is the trigram index of `text`.
 */
export const sql = `
CREATE TABLE scan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed', 'interrupted')),
  owner TEXT NOT NULL,
  sources TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX scan_running ON scan (id) WHERE state = 'running';

CREATE TABLE scan_zone (
  scan INTEGER NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  zone TEXT NOT NULL,
  PRIMARY KEY (scan, zone)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  own_name TEXT,
  found_name TEXT,
  notes TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL CHECK (role IN ('self', 'router', 'host', 'unknown')),
  mac TEXT,
  mac_origin TEXT,
  vendor TEXT,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  first_scan INTEGER NOT NULL,
  last_scan INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('new', 'changed', 'present', 'gone')),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  address_key TEXT,
  address_count INTEGER NOT NULL,
  role_order INTEGER AS (instr('self router host unknown', role)) VIRTUAL,
  status_order INTEGER AS (instr('new changed present gone', status)) VIRTUAL
) STRICT;
CREATE INDEX device_by_name ON device (name_key);
CREATE INDEX device_by_mac ON device (mac);
CREATE INDEX device_by_vendor ON device (vendor COLLATE NOCASE);
CREATE INDEX device_by_role ON device (role_order);
CREATE INDEX device_by_address ON device (address_key);
CREATE INDEX device_by_first_seen ON device (first_seen);
CREATE INDEX device_by_last_seen ON device (last_seen);
CREATE INDEX device_by_status ON device (status_order);

CREATE TABLE device_identity (
  identity TEXT PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX device_identity_by_device ON device_identity (device);

CREATE TABLE device_zone (
  zone TEXT NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  present INTEGER NOT NULL,
  last_scan INTEGER NOT NULL,
  lasting INTEGER NOT NULL,
  PRIMARY KEY (zone, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_zone_by_device ON device_zone (device);

CREATE TABLE device_source (
  source TEXT NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  PRIMARY KEY (device, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  zone TEXT NOT NULL,
  kind TEXT NOT NULL,
  identifier TEXT,
  temporary TEXT NOT NULL CHECK (temporary IN ('yes', 'likely', 'unknown', 'no')),
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  rtt REAL,
  first_scan INTEGER NOT NULL,
  last_scan INTEGER NOT NULL,
  UNIQUE (device, address, zone)
) STRICT;
CREATE INDEX address_by_address ON address (address);

CREATE TABLE address_evidence (
  address INTEGER NOT NULL REFERENCES address (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (address, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  first_scan INTEGER NOT NULL,
  PRIMARY KEY (device, name, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE service (
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  port INTEGER NOT NULL,
  source TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  first_scan INTEGER NOT NULL,
  PRIMARY KEY (device, type, name, port, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (device, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_device (
  scan INTEGER NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('new', 'changed', 'known')),
  before_role TEXT,
  before_mac TEXT,
  before_seen INTEGER,
  PRIMARY KEY (scan, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_device_by_device ON scan_device (device, scan);

CREATE TABLE scan_address (
  scan INTEGER NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  address INTEGER NOT NULL REFERENCES address (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (address, scan)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_gone (
  scan INTEGER NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  device INTEGER NOT NULL REFERENCES device (id) ON DELETE CASCADE,
  PRIMARY KEY (scan, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_gone_by_device ON scan_gone (device);

CREATE TABLE device_text (
  device INTEGER PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
  facts TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE device_search USING fts5 (
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);
`;
