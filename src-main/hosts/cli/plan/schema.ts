import { planFileSchema } from '../../../../src-core/plan/file-schema.ts';
import { refuseWords } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';

export const schemaCommand: Command = {
  usage: '',
  options: plainOptions,
  async run(args, { terminal }) {
    refuseWords(args.words);
    await terminal.block(`${JSON.stringify(planFileSchema(), null, 2)}\n`);
    return exitStatus.success;
  },
};
