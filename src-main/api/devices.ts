import type { InferContractRouterOutputs } from '@orpc/contract';
import type { z } from 'zod';
import type {
  devicesContract,
  DeviceDetail,
  DevicePatch,
  DeviceQuery,
  exportFormat,
  ScanInfo,
} from '../../src-core/api/devices.ts';
import type { Base } from './base.ts';

type Answers = InferContractRouterOutputs<typeof devicesContract>;

/** The part of the inventory that the interface reaches. */
export interface DeviceStore {
  list(query: DeviceQuery): Promise<Answers['list']>;
  get(id: number): Promise<DeviceDetail>;
  update(patch: DevicePatch): Promise<DeviceDetail>;
  remove(ids: number[]): Promise<number>;
  facets(): Promise<Answers['facets']>;
  scans(limit: number): Promise<ScanInfo[]>;
  scanChanges(scanId: number): Promise<Answers['scanChanges']>;
  export(query: DeviceQuery, format: z.infer<typeof exportFormat>): Promise<Answers['export']>;
}

export function devicesRoutes(base: Base, inventory: () => Promise<DeviceStore>) {
  const routes = base.devices;
  return {
    list: routes.list.handler(async ({ input }) => (await inventory()).list(input)),
    get: routes.get.handler(async ({ input }) => (await inventory()).get(input.id)),
    update: routes.update.handler(async ({ input }) => (await inventory()).update(input)),
    remove: routes.remove.handler(async ({ input }) => (await inventory()).remove(input.ids)),
    facets: routes.facets.handler(async () => (await inventory()).facets()),
    scans: routes.scans.handler(async ({ input }) => (await inventory()).scans(input.limit)),
    scanChanges: routes.scanChanges.handler(async ({ input }) =>
      (await inventory()).scanChanges(input.scanId),
    ),
    export: routes.export.handler(async ({ input }) => (await inventory()).export(input.query, input.format)),
  };
}
