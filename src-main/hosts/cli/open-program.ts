import { createRouterClient } from '@orpc/server';
import { openServices, type Services } from '../../services.ts';
import type { Program } from './command.ts';

/** Opens the services, and their router as the windows see it. Loaded late: the calculators need neither. */
export function openProgram(
  host: 'cli' | 'serve',
  dataDirectory: string | undefined,
): Program & { readonly services: Services } {
  const services = openServices({ host, dataDirectory });
  return { services, client: createRouterClient(services.router) };
}
