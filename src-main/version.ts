import manifest from '../package.json' with { type: 'json' };

/** The version of the program, from package.json; the build copies it in. */
export const programVersion: string = manifest.version;
