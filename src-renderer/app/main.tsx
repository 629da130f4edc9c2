// The client comes first: it takes the one-time token out of the URL before the router reads the fragment.
import './api.ts';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api.ts';
import { applyColorSchemeEarly } from './color-scheme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { router } from './router.tsx';
import { theme } from './theme.ts';

applyColorSchemeEarly();

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const styleCache = createCache({ key: 'ui', ...(nonce === undefined ? {} : { nonce }) });

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no #root element: index.html is not the one of this build');

createRoot(root).render(
  <CacheProvider value={styleCache}>
    <ThemeProvider theme={theme} defaultMode="system">
      <CssBaseline enableColorScheme />
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ErrorBoundary>
    </ThemeProvider>
  </CacheProvider>,
);
