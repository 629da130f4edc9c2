import { fixed } from '../lines.ts';
import type { Written } from '../written.ts';
import { hook } from './hook.ts';
import type { DockerPrefixValues } from './schema.ts';

const hookPath = 'etc/dhcp/dhclient-exit-hooks.d/docker-ipv6';
const dropIn = 'etc/systemd/system/docker.service.d/ipv6-prefix.conf';
const unit = 'etc/systemd/system/dhclient6-pd@.service';

/** The hook, the client that asks for the prefix, and what makes dockerd take it. */
export function write(values: DockerPrefixValues): Written {
  const { interface: name, target } = values;
  const dockerd = target === 'docker.io' ? '/usr/sbin/dockerd' : '/usr/bin/dockerd';
  return {
    files: [
      {
        path: hookPath,
        language: 'shell',
        about: 'Gives Docker the first subnet of the prefix.',
        lines: hook(values),
      },
      {
        path: unit,
        language: 'ini',
        about: 'Asks for a prefix on the interface that its name ends with.',
        lines: fixed(`[Unit]
Description=DHCPv6 prefix delegation on %i
Documentation=man:dhclient(8)
BindsTo=sys-subsystem-net-devices-%i.device
After=sys-subsystem-net-devices-%i.device network.target

[Service]
ExecStart=/usr/sbin/dhclient -6 -P -d -v -pf /run/dhclient6-pd.%i.pid -lf /var/lib/dhcp/dhclient6-pd.%i.leases %i
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target`),
      },
      {
        path: dropIn,
        language: 'ini',
        about: 'Makes dockerd take the prefix; daemon.json must not say fixed-cidr-v6 or ipv6 as well.',
        lines: [
          ...fixed('[Service]\nEnvironmentFile=-/etc/docker/ipv6.env\nExecStart='),
          {
            text: `ExecStart=${dockerd} -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_IPV6_OPTIONS`,
            from: ['target'],
          },
        ],
      },
    ],
    apply: [
      { text: 'systemctl daemon-reload', about: 'Reads the units.' },
      {
        text: `systemctl enable --now 'dhclient6-pd@${name}.service'`,
        about: 'Asks for the prefix, now and after each start.',
      },
      { text: 'cat /etc/docker/ipv6.env', about: 'Tells what Docker was given.' },
    ],
    undo: [
      { text: `systemctl disable --now 'dhclient6-pd@${name}.service'`, about: 'Gives the prefix back.' },
      { text: `rm -f /${hookPath} /${unit} /${dropIn} /etc/docker/ipv6.env`, about: 'Takes the files away.' },
      {
        text: 'systemctl daemon-reload && systemctl restart docker.service',
        about: 'Starts Docker as it was.',
      },
    ],
  };
}
