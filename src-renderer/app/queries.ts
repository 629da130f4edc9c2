import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DeviceQuery } from '../../src-core/api/devices.ts';
import type { Mac } from '../../src-core/net/mac.ts';
import { api } from './api.ts';

export const infoQuery = queryOptions({
  queryKey: ['application', 'info'],
  queryFn: () => api.application.info(),
  staleTime: Number.POSITIVE_INFINITY,
});

export const recentErrorsQuery = queryOptions({
  queryKey: ['application', 'recent-errors'],
  queryFn: () => api.application.recentErrors(),
  refetchInterval: 10_000,
});

export const interfacesQuery = queryOptions({
  queryKey: ['interfaces'],
  queryFn: () => api.interfaces.list(),
  refetchInterval: 15_000,
});

export const runningQuery = queryOptions({
  queryKey: ['discovery', 'running'],
  queryFn: () => api.discovery.running(),
  staleTime: 0,
});

/** One page of the device table. All pages of one query share the total, which the last answer decides. */
export function devicePageQuery(query: DeviceQuery) {
  return queryOptions({
    queryKey: ['devices', 'list', query],
    queryFn: () => api.devices.list(query),
    placeholderData: keepPreviousData,
  });
}

export function deviceQuery(id: number) {
  return queryOptions({ queryKey: ['devices', 'one', id], queryFn: () => api.devices.get({ id }) });
}

export const facetsQuery = queryOptions({
  queryKey: ['devices', 'facets'],
  queryFn: () => api.devices.facets(),
});

/** The vendor of a MAC, which stays what it is for as long as the program runs. */
export function vendorQuery(mac: Mac) {
  return queryOptions({
    queryKey: ['vendors', mac],
    queryFn: () => api.vendors.of({ mac }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const scansQuery = queryOptions({
  queryKey: ['devices', 'scans'],
  queryFn: () => api.devices.scans({ limit: 50 }),
});

export function scanChangesQuery(scanId: number) {
  return queryOptions({
    queryKey: ['devices', 'scan-changes', scanId],
    queryFn: () => api.devices.scanChanges({ scanId }),
  });
}
