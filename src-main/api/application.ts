import type { ApplicationInfo, LogEntry } from '../../src-core/api/application.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Base } from './base.ts';

/** The dialogs of the system, where the host has them. Null from either means that the person said no. */
export interface NativeDialogs {
  saveFile(fileName: string, text: string): Promise<string | null>;
  openFile(maximumBytes: number): Promise<{ fileName: string; text: string } | null>;
}

export interface ApplicationFacts {
  info(): Promise<ApplicationInfo>;
  recentErrors(): LogEntry[];
  readonly dialogs: NativeDialogs | null;
}

export function applicationRoutes(base: Base, facts: ApplicationFacts) {
  const routes = base.application;
  const dialogs = () => {
    if (facts.dialogs !== null) return facts.dialogs;
    throw new ToolError(
      'unsupported',
      'native dialogs are only in the desktop window: use the download in the browser',
    );
  };
  return {
    info: routes.info.handler(() => facts.info()),
    recentErrors: routes.recentErrors.handler(() => facts.recentErrors()),
    saveFile: routes.saveFile.handler(({ input }) => dialogs().saveFile(input.fileName, input.text)),
    openFile: routes.openFile.handler(({ input }) => dialogs().openFile(input.maximumBytes)),
  };
}
