import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '../../src-core/api/contract.ts';
import type { Base } from './base.ts';

export type InterfaceList = InferContractRouterOutputs<Contract>['interfaces']['list'];

export function interfacesRoutes(
  base: Base,
  readInterfaces: (signal?: AbortSignal) => Promise<InterfaceList>,
) {
  return {
    list: base.interfaces.list.handler(({ signal }) => readInterfaces(signal)),
  };
}
