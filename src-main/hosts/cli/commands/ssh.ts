import { sshCommand } from '../../../../src-core/terminal/ssh-command.ts';
import { attend } from '../../../os/exec.ts';
import { readInterfaces } from '../../../os/interfaces.ts';
import { badInput } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { zonedTarget } from '../zoned-target.ts';

export const sshCliCommand: Command = {
  usage: '[USER@]TARGET [--user NAME] [--port N] [--jump HOST]',
  examples: ['ssh admin@fe80::1%eth0', 'ssh fe80::1%eth0 --user root --jump gateway.example'],
  options: {
    user: { value: 'NAME', help: 'who to log in as; left out: as the configuration of ssh says' },
    port: { value: 'N', help: 'the port; left out: as the configuration of ssh says' },
    jump: { value: 'HOST', help: 'goes over this host: [user@]host[:port], several with commas between' },
    ...plainOptions,
  },
  async run(args, { signal }) {
    const [target, ...more] = args.words;
    if (target === undefined || more.length > 0)
      throw badInput('one target is needed. For example: linkscope ssh root@fe80::1%eth0');
    const { args: words } = sshCommand({
      target: await zonedTarget(target, () => readInterfaces(signal)),
      user: args.text('user') ?? null,
      port: args.integer('port', 1, 65_535) ?? null,
      jump: args.text('jump') ?? null,
    });
    return await attend('ssh', words, { signal, remedy: 'install openssh-client' });
  },
};
