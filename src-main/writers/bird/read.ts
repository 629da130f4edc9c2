import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { readStatements, statementText, type Statement } from '../syntax/statements.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { Reading, type Unknown } from './reading.ts';

/**
 * Reads bird.conf of BIRD 2 or bird6.conf of BIRD 1.6 into the form.
 * @throws ToolError bad-input where braces do not match or no protocol of BIRD is in it
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const reading = new Reading();
  let firewall = 'none';
  for (const file of files) {
    if (file.text.startsWith('#!')) {
      // The line of the firewall follows from the interfaces.
      firewall = file.text.startsWith('#!/bin/sh') ? 'ip6tables' : 'nft';
      continue;
    }
    const { statements, comments } = readStatements(file, {
      comments: ['#'],
      blockComments: true,
      alone: ',[]',
      openEnd: true,
    });
    left.push(...comments);
    const unknown: Unknown = (statement, why) =>
      left.push({
        file: file.name,
        line: statement.line,
        text: statementText(statement),
        kind: 'unknown',
        why,
      });
    for (const statement of statements) top(statement, reading, unknown);
  }
  if (!reading.found) {
    const names = files.map(({ name }) => name).join(', ');
    throw new ToolError('bad-input', `${names} has no "protocol … { … }": it is no configuration of BIRD`);
  }
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { ...reading.values(), firewall }, left };
}

function top(statement: Statement, reading: Reading, unknown: Unknown): void {
  const words = statement.words.map(({ text }) => text);
  const [first, second, third] = words;
  const { body } = statement;
  if (first === 'protocol' && body !== undefined) reading.protocol(statement, body, unknown);
  else if (first === 'router' && second === 'id' && words.length === 3 && body === undefined)
    reading.routerId = third;
  else if (words.join(' ') !== 'log syslog all')
    unknown(statement, `the form has no "${first ?? ''}" outside of the protocols`);
}
