import type { ReactElement } from 'react';
import { ToolError } from '../../../../src-core/api/errors.ts';
import { checkHostName, type ZoneSettings } from '../../../../src-core/plan/zones.ts';
import { TextLine } from '../shell/fields.tsx';
import { readCount } from '../shell/read-text.ts';
import shell from '../shell/shell.module.css';

/** What stands in the fields, as it was typed. */
export interface ZoneTexts {
  readonly domain: string;
  readonly server: string;
  readonly contact: string;
  readonly serial: string;
  readonly ttl: string;
  /** One prefix a line; null as long as it is that of the plan. */
  readonly reverse: string | null;
}

export type ZoneProblems = Partial<Record<keyof ZoneTexts, string>>;

/** Reads the fields; a value that cannot be read has a problem. */
export function readZoneFields(texts: ZoneTexts): {
  readonly problems: ZoneProblems;
  readonly zone: ZoneSettings;
} {
  const problems: ZoneProblems = {};
  for (const field of ['domain', 'server', 'contact'] as const) {
    try {
      checkHostName(texts[field]);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      problems[field] = error.message;
    }
  }
  const number = (field: 'serial' | 'ttl', most: number): number => {
    const read = readCount(texts[field], 0, most);
    if ('value' in read) return read.value;
    problems[field] = read.problem;
    return 0;
  };
  const serial = number('serial', 4_294_967_295);
  const ttl = number('ttl', 2_147_483_647);
  const { domain, server, contact } = texts;
  return { problems, zone: { domain, server, contact, serial, ttl } };
}

interface ZoneFieldsProps {
  readonly texts: ZoneTexts;
  readonly reverse: string;
  readonly problems: ZoneProblems;
  /** False for a hosts file, which needs only the domain. */
  readonly zones: boolean;
  onChange(texts: ZoneTexts): void;
}

export function ZoneFields({ texts, reverse, problems, zones, onChange }: ZoneFieldsProps): ReactElement {
  const field = (label: string, key: 'domain' | 'server' | 'contact' | 'serial' | 'ttl', hint?: string) => (
    <TextLine
      label={label}
      value={texts[key]}
      problem={problems[key]}
      hint={hint}
      onChange={(value) => onChange({ ...texts, [key]: value })}
    />
  );
  return (
    <>
      <div className={shell.grid}>
        {field('Domain', 'domain')}
        {zones && field('Name server', 'server')}
        {zones && field('Responsible', 'contact', 'The mailbox, its @ written as a dot')}
        {zones && field('Serial', 'serial')}
        {zones && field('Time to live (s)', 'ttl')}
      </div>
      {zones && (
        <TextLine
          mono
          rows={3}
          label="Reverse zones of these prefixes, one a line"
          value={reverse}
          onChange={(value) => onChange({ ...texts, reverse: value })}
        />
      )}
    </>
  );
}
