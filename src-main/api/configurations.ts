import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { configurationsContract } from '../../src-core/api/configurations.ts';
import type { Base } from './base.ts';

type Given = InferContractRouterInputs<typeof configurationsContract>;
type Answers = InferContractRouterOutputs<typeof configurationsContract>;

/** The part of the inventory in which configurations are kept. */
export interface ConfigurationStore {
  list(): Promise<Answers['list']>;
  get(id: number): Promise<Answers['get']>;
  create(given: Given['create']): Promise<Answers['create']>;
  save(change: Given['save']): Promise<Answers['save']>;
  duplicate(id: number, name: string): Promise<Answers['duplicate']>;
  remove(id: number): Promise<boolean>;
}

/** What brings plans into forms, as the router knows it. */
export interface PlanForms {
  fromPlan(input: Given['fromPlan']): Promise<Answers['fromPlan']>;
  fromNodes(input: Given['fromNodes']): Promise<Answers['fromNodes']>;
  takePlan(input: Given['takePlan']): Promise<Answers['takePlan']>;
  renumberPreview(input: Given['renumberPreview'], signal?: AbortSignal): Promise<Answers['renumberPreview']>;
  renumberTake(input: Given['renumberTake'], signal?: AbortSignal): Promise<Answers['renumberTake']>;
}

export function configurationsRoutes(base: Base, store: () => Promise<ConfigurationStore>, plans: PlanForms) {
  const routes = base.configurations;
  return {
    list: routes.list.handler(async () => (await store()).list()),
    get: routes.get.handler(async ({ input }) => (await store()).get(input.id)),
    create: routes.create.handler(async ({ input }) => (await store()).create(input)),
    save: routes.save.handler(async ({ input }) => (await store()).save(input)),
    duplicate: routes.duplicate.handler(async ({ input }) => (await store()).duplicate(input.id, input.name)),
    remove: routes.remove.handler(async ({ input }) => (await store()).remove(input.id)),
    fromPlan: routes.fromPlan.handler(({ input }) => plans.fromPlan(input)),
    fromNodes: routes.fromNodes.handler(({ input }) => plans.fromNodes(input)),
    takePlan: routes.takePlan.handler(({ input }) => plans.takePlan(input)),
    renumberPreview: routes.renumberPreview.handler(({ input, signal }) =>
      plans.renumberPreview(input, signal),
    ),
    renumberTake: routes.renumberTake.handler(({ input, signal }) => plans.renumberTake(input, signal)),
  };
}
