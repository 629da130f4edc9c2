import { parsePlan } from '../../../../src-core/plan/file.ts';
import {
  importCsv,
  importList,
  importNetboxPrefixes,
  importNetboxVlans,
  importPhpipam,
} from '../../../../src-core/plan/import-plan.ts';
import type { CsvMapping } from '../../../../src-core/plan/import-table.ts';
import { emptyPlan, type Plan } from '../../../../src-core/plan/tree.ts';
import type { ImportFormat } from './recognise.ts';

/** Reads a text of a format as a plan. @throws ToolError bad-input with line and column; nothing is read in part */
export function readImport(text: string, format: ImportFormat, name: string, mapping: CsvMapping): Plan {
  switch (format) {
    case 'plan': {
      const plan = parsePlan(text);
      return name === '' ? plan : { ...plan, name };
    }
    case 'csv':
      return importCsv(text, name, mapping);
    case 'netbox-prefixes':
      return importNetboxPrefixes(text, name);
    case 'netbox-vlans':
      return { ...emptyPlan(name), vlans: importNetboxVlans(text) };
    case 'phpipam':
      return importPhpipam(text, name);
    case 'list':
      return importList(text, name);
  }
}
