import { QueryClient } from '@tanstack/react-query';
import { connect } from './api-client.ts';
import { connectionState, subscribeConnection } from './connection.ts';

/** The one client of the page. */
export const api = connect();

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      // While the connection is down a retry can only fail: the reconnect below asks everything again.
      retry: (count) => connectionState() === 'open' && count < 1,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

let wasOpen = false;
subscribeConnection(() => {
  if (connectionState() !== 'open') return;
  if (wasOpen) void queryClient.invalidateQueries();
  wasOpen = true;
});
