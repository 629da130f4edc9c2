import { attempt, ParseError } from '../../src-core/net/parse-error.ts';
import type { WakeOptions } from '../../src-core/api/wake.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { parseSecureOn, parseWakeMac } from '../../src-core/wake/magic-packet.ts';
import type { ProbeSearch } from '../probe/probe-search.ts';
import { targetProblem, targetTexts } from '../probe/target-text.ts';

/** What of a form cannot be used; a field that is missing can. */
export interface WakeProblems {
  readonly mac?: string;
  readonly password?: string;
  readonly waitFor?: string;
}

function problemOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return error.why;
    throw error;
  }
}

/** Checks what was typed. @param mac @param password nothing where there is none @param waitFor nothing for the MAC itself */
export function wakeProblems(mac: string, password: string, waitFor: string): WakeProblems {
  const wrong = {
    mac: mac.trim() === '' ? 'Give the MAC of the device' : problemOf(() => parseWakeMac(mac.trim())),
    password: password.trim() === '' ? undefined : problemOf(() => parseSecureOn(password.trim())),
    waitFor: waitFor.trim() === '' ? undefined : targetProblem(waitFor, true),
  };
  return Object.fromEntries(Object.entries(wrong).filter(([, why]) => why !== undefined));
}

/** The options of a run; the password comes from the form alone and is kept nowhere. */
export function wakeOptionsOf(mac: string, password: string, search: ProbeSearch): WakeOptions {
  const zone = attempt(() => parseZone(search['zone'] ?? ''));
  const seconds = Number(search['wait'] ?? '120');
  const waits = search['wait'] !== '0';
  return {
    mac,
    ...(zone === undefined ? {} : { zones: [zone] }),
    ...(password === '' ? {} : { password }),
    ...(waits ? { waitSeconds: seconds, waitFor: targetTexts(search['for'] ?? '') } : {}),
  };
}
