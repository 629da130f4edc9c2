import type { ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { csvFields, type CsvMapping } from '../../../../src-core/plan/import-table.ts';
import shell from '../shell/shell.module.css';
import { fieldLabels } from './field-labels.ts';
import { fieldOf, withColumn } from './recognise.ts';
import styles from './transfer.module.css';

interface MappingTableProps {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly mapping: CsvMapping;
  onChange(mapping: CsvMapping): void;
}

/** The first rows of a table, with what each column means above it. */
export function MappingTable({ headings, rows, mapping, onChange }: MappingTableProps): ReactElement {
  return (
    <div className={styles.mapping} tabIndex={0} role="region" aria-label="Columns of the file">
      <table>
        <thead>
          <tr>
            {headings.map((heading, index) => (
              // Headings may stand twice; only their place tells them apart.
              <th key={`${index} ${heading}`} scope="col">
                <div className={styles.columnName}>{visibleText(heading, 40) || `Column ${index + 1}`}</div>
                <select
                  aria-label={`Meaning of the column ${visibleText(heading, 40)}`}
                  value={fieldOf(mapping, heading) ?? ''}
                  onChange={(event) => {
                    const field = csvFields.find((each) => each === event.target.value) ?? null;
                    onChange(withColumn(mapping, heading, field));
                  }}
                >
                  <option value="">Not used</option>
                  {csvFields.map((field) => (
                    <option key={field} value={field}>
                      {fieldLabels[field]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={`${row} ${cells.join('\t')}`}>
              {headings.map((heading, index) => (
                <td
                  key={`${index} ${heading}`}
                  className={fieldOf(mapping, heading) === null ? shell.quiet : shell.mono}
                >
                  {visibleText(cells[index] ?? '', 60)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
