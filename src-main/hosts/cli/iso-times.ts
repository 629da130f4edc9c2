const timeKeys = new Set([
  'at',
  'firstSeen',
  'lastSeen',
  'startedAt',
  'endedAt',
  'beganAt',
  'downSince',
  'lastUsedAt',
  'validFrom',
  'validUntil',
  'changedAt',
  'createdAt',
  'updatedAt',
  'scannedAt',
]);

/** A copy in which times, which the program keeps as UTC milliseconds, are ISO 8601 texts. */
export function withIsoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      timeKeys.has(key) && typeof inner === 'number' ? new Date(inner).toISOString() : withIsoTimes(inner),
    ]),
  );
}
