import { useState, type ReactElement } from 'react';
import { TargetField } from '../probe/target-field.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';

export function PingPage(): ReactElement {
  const [search] = useProbeSearch();
  const [text, setText] = useState(search.target ?? '');
  return <TargetField value={text} onChange={setText} />;
}
