export type UserName = 'nobody' | 'root';

/** The user and group `nobody` of Debian. */
export const nobody = 65_534;

/**
 * What runs the rest of a command line as an ordinary user. A user namespace that an ordinary user made holds one user
 * only: there the command gives up every capability for good instead, but the one that ping's file has for itself.
 */
export function ordinaryUser(inUserNamespace: boolean): readonly string[] {
  if (inUserNamespace) {
    const bits = '--securebits=+noroot,+noroot_locked,+no_setuid_fixup,+no_setuid_fixup_locked';
    return ['setpriv', bits, '--bounding-set=-all,+net_raw', '--inh-caps=-all', '--ambient-caps=-all'];
  }
  return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--inh-caps=-all'];
}
