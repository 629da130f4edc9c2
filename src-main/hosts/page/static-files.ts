import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy, createNonce, securityHeaders, withNonce } from './csp.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** A short answer in plain text, with the same headers as everything else. */
export function textAnswer(status: number, text: string): PageAnswer {
  return {
    status,
    headers: {
      ...securityHeaders,
      'Content-Security-Policy': contentSecurityPolicy(createNonce()),
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    },
    body: `${text}\n`,
  };
}

/** A page made here, not built: the nonce goes to its policy and its style. */
export function htmlAnswer(status: number, html: string, connect: readonly string[] = []): PageAnswer {
  const nonce = createNonce();
  return {
    status,
    headers: {
      ...securityHeaders,
      'Content-Security-Policy': contentSecurityPolicy(nonce, connect),
      'Content-Type': mediaTypes['.html'] ?? '',
      'Cache-Control': 'no-store',
    },
    body: withNonce(html, nonce),
  };
}

/**
 * The files of the built page. What can be asked for is the list of the files that are there, made afresh whenever
 * the page itself is asked for: a path that is not in the list is not looked up, so no path can lead out.
 */
export class StaticFiles {
  readonly #directory: string;
  #paths: Promise<ReadonlySet<string>> | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * @param path the path of the URL, as it stands there: it is compared, never decoded
   * @param connect see contentSecurityPolicy()
   */
  async answer(path: string, connect: readonly string[] = []): Promise<PageAnswer> {
    if (path === '/' || path === '/index.html') {
      this.#paths = undefined;
      return htmlAnswer(200, await readFile(join(this.#directory, 'index.html'), 'utf8'), connect);
    }
    this.#paths ??= listFiles(this.#directory);
    if (!(await this.#paths).has(path)) return textAnswer(404, 'There is nothing at this address.');
    return {
      status: 200,
      headers: {
        ...securityHeaders,
        'Content-Security-Policy': contentSecurityPolicy(createNonce(), connect),
        'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream',
        // The build puts a hash of the content into the names of the files in assets/.
        'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
      body: new Uint8Array(await readFile(join(this.#directory, path))),
    };
  }
}

/** The paths of all files under a directory, as URLs have them; symbolic links are left out. */
async function listFiles(directory: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.replace(/[/\\]$/, '').length))
      .map((path) => path.replaceAll('\\', '/')),
  );
}
