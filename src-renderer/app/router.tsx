import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { readCalculateSearch } from '../calculate/calculate-search.ts';
import { readConfigureSearch } from '../configure/configure-search.ts';
import { readDeviceSearch } from '../devices/device-search.ts';
import { readPlanSearch } from '../plan/plan-search-params.ts';
import { lastTool, keptSearch } from '../probe/kept-tools.ts';
import { readProbeSearch } from '../probe/probe-search.ts';
import { PageFailure } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => (
    <PageFailure error={error instanceof Error ? error : new Error(String(error))} />
  ),
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/discover', replace: true });
  },
});

const discover = createRoute({
  getParentRoute: () => root,
  path: '/discover',
  component: lazyRouteComponent(() => import('../discovery/discover-page.tsx'), 'DiscoverPage'),
});

const devices = createRoute({
  getParentRoute: () => root,
  path: '/devices',
  validateSearch: readDeviceSearch,
  component: lazyRouteComponent(() => import('../devices/devices-page.tsx'), 'DevicesPage'),
});

const device = createRoute({
  getParentRoute: () => root,
  path: '/devices/$id',
  component: lazyRouteComponent(() => import('../devices/device-page.tsx'), 'DevicePage'),
});

const calculate = createRoute({
  getParentRoute: () => root,
  path: '/calculate',
  validateSearch: readCalculateSearch,
  component: lazyRouteComponent(() => import('../calculate/calculate-page.tsx'), 'CalculatePage'),
});

const plans = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  component: lazyRouteComponent(() => import('../plan/plans-page.tsx'), 'PlansPage'),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan/$id',
  validateSearch: readPlanSearch,
  component: lazyRouteComponent(() => import('../plan/plan-page.tsx'), 'PlanPage'),
});

const probeStart = createRoute({
  getParentRoute: () => root,
  path: '/probe',
  beforeLoad: () => {
    const tool = lastTool();
    throw redirect({ to: '/probe/$tool', params: { tool }, search: keptSearch(tool, true), replace: true });
  },
});

const probe = createRoute({
  getParentRoute: () => root,
  path: '/probe/$tool',
  validateSearch: readProbeSearch,
  component: lazyRouteComponent(() => import('../probe/probe-page.tsx'), 'ProbePage'),
});

const configure = createRoute({
  getParentRoute: () => root,
  path: '/configure',
  validateSearch: readConfigureSearch,
  component: lazyRouteComponent(() => import('../configure/configure-page.tsx'), 'ConfigurePage'),
});

const configureRenumber = createRoute({
  getParentRoute: () => root,
  path: '/configure/renumber',
  validateSearch: readConfigureSearch,
  component: lazyRouteComponent(() => import('../configure/renumber/renumber-page.tsx'), 'RenumberPage'),
});

const configureForm = createRoute({
  getParentRoute: () => root,
  path: '/configure/$id',
  component: lazyRouteComponent(() => import('../configure/form-page.tsx'), 'FormPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    discover,
    devices,
    device,
    calculate,
    plans,
    plan,
    probeStart,
    probe,
    configure,
    configureRenumber,
    configureForm,
    settings,
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
