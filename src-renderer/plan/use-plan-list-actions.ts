import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { largestPlanText, type PlanInfo } from '../../src-core/api/plans.ts';
import { readSteps } from '../../src-core/plan/read-plan.ts';
import { api, queryClient } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { saveFile } from '../components/save-file.ts';
import { inSlices } from '../components/in-slices.ts';
import { adoptPlan, dropSession, plansQuery } from './open-sessions.ts';
import { chooseFile, planFileName } from './plan-files.ts';

/** What can be done with the list of plans. A failure is kept until it is read. */
export interface PlanListActions {
  readonly busy: boolean;
  readonly failure: string | null;
  /** The plan that was removed last, which can be brought back. */
  readonly removed: PlanInfo | null;
  forget(): void;
  /** Keeps the text of a plan file as a new plan and opens it; false where it failed. */
  create(text: string): Promise<boolean>;
  openFile(): Promise<boolean>;
  save(plan: PlanInfo): Promise<boolean>;
  duplicate(plan: PlanInfo): Promise<boolean>;
  rename(plan: PlanInfo, name: string): Promise<boolean>;
  remove(plan: PlanInfo): Promise<boolean>;
  restore(): Promise<boolean>;
}

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: plansQuery.queryKey });

export function usePlanListActions(): PlanListActions {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // The text of the plan that was removed: bringing it back is keeping it once more.
  const [removed, setRemoved] = useState<{ readonly plan: PlanInfo; readonly text: string } | null>(null);
  const act = useCallback(async (what: string, run: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      await run();
      return true;
    } catch (error) {
      setFailure(`${what}: ${failureText(error)}`);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return useMemo(() => {
    const keep = async (text: string): Promise<void> => {
      // Read here while it is stored there: it opens at once then.
      const [info, plan] = await Promise.all([api.plans.create({ text }), inSlices(readSteps(text))]);
      adoptPlan(info, plan);
      await refresh();
      await navigate({ to: '/plan/$id', params: { id: String(info.id) } });
    };
    return {
      busy,
      failure,
      removed: removed?.plan ?? null,
      forget: () => {
        setFailure(null);
        setRemoved(null);
      },
      create: (text) => act('The plan was not created', () => keep(text)),
      openFile: () =>
        act('The file was not opened', async () => {
          const file = await chooseFile('.json,application/json');
          if (file === null) return;
          if (file.size > largestPlanText)
            throw new Error(`${file.name} is larger than any plan that can be kept.`);
          await keep(await file.text());
        }),
      save: (plan) =>
        act('The file was not saved', async () => {
          const { text } = await api.plans.read({ id: plan.id });
          await saveFile({ fileName: planFileName(plan.name), mediaType: 'application/json', text });
        }),
      duplicate: (plan) =>
        act('The plan was not duplicated', async () => {
          await api.plans.duplicate({ id: plan.id, name: `${plan.name} (copy)`.slice(-255) });
          await refresh();
        }),
      rename: (plan, name) =>
        act('The plan was not renamed', async () => {
          await api.plans.save({ id: plan.id, revision: plan.revision, name, put: [], remove: [] });
          await refresh();
        }),
      remove: (plan) =>
        act('The plan was not removed', async () => {
          const { text } = await api.plans.read({ id: plan.id });
          await api.plans.remove({ id: plan.id });
          dropSession(plan.id);
          setRemoved({ plan, text });
          await refresh();
        }),
      restore: () =>
        act('The plan was not brought back', async () => {
          if (removed === null) return;
          await api.plans.create({ text: removed.text });
          setRemoved(null);
          await refresh();
        }),
    };
  }, [act, busy, failure, navigate, removed]);
}
