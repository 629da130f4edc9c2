/** What each scan saw, from the scan on: old scans are dropped by it (retention.ts). */
export const sql = `
CREATE INDEX IF NOT EXISTS scan_address_by_scan ON scan_address (scan);
`;
