import { StaticFiles, textAnswer } from './static-files.ts';

/** The scheme that a desktop window loads the page by, and where the page is. */
export const pageScheme = 'linkscope';
export const pageUrl = `${pageScheme}://app/`;

/** Whether a URL is the page itself, at any of its routes. */
export function isPage(url: string): boolean {
  return url === pageUrl || url.startsWith(`${pageUrl}#`) || url === `${pageUrl}index.html`;
}

/** Answers requests for the page and its files; there is nothing else behind the scheme. */
export function pageHandler(directory: string): (request: Request) => Promise<Response> {
  const files = new StaticFiles(directory);
  return async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const known = host === 'app' && method === 'GET';
    const answer = known
      ? await files.answer(pathname)
      : textAnswer(404, 'There is nothing at this address.');
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
}
