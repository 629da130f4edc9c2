import { at, Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import type { HitchValues } from './schema.ts';

/** hitch.conf(5). Endpoints always stand in brackets there, names as well. */
export function write(values: HitchValues): Written {
  const lines = new Lines();
  values.frontends.forEach(({ host, port }, index) => {
    const path = at('frontends', index);
    lines.block('frontend = {', '}', () => {
      lines.add(`host = "${host}"`, at(path, 'host'));
      lines.add(`port = "${port}"`, at(path, 'port'));
    });
  });
  const { backend } = values;
  lines.add(`backend = "[${backend.host}]:${backend.port}"`, 'backend.host', 'backend.port');
  lines.blank();
  lines.maybe(values.fallback, (file) => `pem-file = "${file}"`, 'fallback');
  lines.add(`pem-dir = "${values.certificates}"`, 'certificates');
  lines.add(`pem-dir-glob = "${values.pattern}"`, 'pattern');
  const protocols = values.protocols.toSorted();
  lines.add(
    `tls-protos = ${protocols.join(' ')}`,
    ...values.protocols.map((_, index) => at('protocols', index)),
  );
  lines.maybe(values.ciphers, (list) => `ciphers = "${list}"`, 'ciphers');
  if (values.alpn.length > 0)
    lines.add(
      `alpn-protos = "${values.alpn.join(', ')}"`,
      ...values.alpn.map((_, index) => at('alpn', index)),
    );
  lines.maybe(values.ocspFolder, (folder) => `ocsp-dir = "${folder}"`, 'ocspFolder');
  if (values.unknownNames) lines.add('sni-nomatch-abort = on', 'unknownNames');
  lines.blank();
  if (values.proxyProtocol !== 'none') lines.add(`write-proxy-${values.proxyProtocol} = on`, 'proxyProtocol');
  lines.add(`workers = ${values.workers}`, 'workers');
  lines.add(`backlog = ${values.backlog}`, 'backlog');
  lines.add(`keepalive = ${values.keepalive}`, 'keepalive');
  lines.add('daemon = on');
  lines.add(`user = "${values.user}"`, 'user');
  lines.add(`group = "${values.group}"`, 'group');
  const [first] = values.frontends;
  const name = values.name ?? 'localhost';
  return {
    files: [
      {
        path: 'etc/hitch/hitch.conf',
        language: 'ini',
        about: 'Where hitch listens, its certificates, and where the decrypted connections go.',
        lines: lines.lines,
      },
    ],
    apply: [
      {
        text: 'openssl version',
        about: 'Before 1.0.2, hitch took 9:40 min to start with 15,000 certificates instead of 18 s.',
      },
      { text: 'hitch --test --config=/etc/hitch/hitch.conf', about: 'Reads the file and every certificate.' },
      { text: 'systemctl restart hitch', about: 'Starts with the new file.' },
      {
        text: `openssl s_client -connect '[::1]:${first?.port ?? 443}' -servername ${name} </dev/null`,
        about: 'Shows the certificate that a client is given.',
      },
    ],
    undo: [{ text: 'systemctl stop hitch', about: 'Connections in the clear to the backend go on.' }],
  };
}
