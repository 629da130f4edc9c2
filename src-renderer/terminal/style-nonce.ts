/**
 * Lets a library make style sheets under the policy of the page: those that are made within `work` get its nonce.
 * xterm.js makes three and knows of no nonce.
 */
export function withStyleNonce<T>(work: () => T): T {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (nonce === undefined || nonce === '') return work();
  const createElement = document.createElement.bind(document);
  const own = Object.getOwnPropertyDescriptor(document, 'createElement');
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  try {
    return work();
  } finally {
    if (own === undefined) Reflect.deleteProperty(document, 'createElement');
    else Object.defineProperty(document, 'createElement', own);
  }
}
