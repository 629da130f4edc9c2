import type { Written } from '../written.ts';
import { apacheFile, fileName } from './apache.ts';
import { nginxFile } from './nginx.ts';
import type { ProxyValues } from './schema.ts';

export function write(values: ProxyValues): Written {
  const name = fileName(values);
  const look = {
    text: `curl -6 --haproxy-protocol http://${name}:${values.via === 'own-port' ? values.proxyPort : values.port}/`,
    about: 'From a proxy: the log shows the address in the header.',
  };
  if (values.target === 'nginx') {
    return {
      files: [nginxFile(values)],
      apply: [
        { text: `ln -s ../sites-available/${name} /etc/nginx/sites-enabled/`, about: 'Turns the site on.' },
        { text: 'nginx -t && systemctl reload nginx', about: 'Checks, and takes it on.' },
        look,
      ],
      undo: [
        { text: `rm /etc/nginx/sites-enabled/${name}`, about: 'Turns the site off.' },
        { text: 'systemctl reload nginx', about: 'Takes it on.' },
      ],
    };
  }
  return {
    files: [apacheFile(values)],
    apply: [
      {
        text: `a2enmod remoteip${values.tls === undefined ? '' : ' ssl'}`,
        about: 'The modules that it needs.',
      },
      { text: `a2ensite ${name}`, about: 'Turns the site on.' },
      { text: 'apachectl configtest && systemctl reload apache2', about: 'Checks, and takes it on.' },
      look,
    ],
    undo: [
      { text: `a2dissite ${name}`, about: 'Turns the site off.' },
      { text: 'systemctl reload apache2', about: 'Takes it on.' },
    ],
  };
}
