import LeftIcon from '@mui/icons-material/ChevronLeft';
import RightIcon from '@mui/icons-material/ChevronRight';
import ZoomInIcon from '@mui/icons-material/ZoomInOutlined';
import ZoomOutIcon from '@mui/icons-material/ZoomOutOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { memo, useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import 'uplot/dist/uPlot.min.css';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { formatMoment, formatPlural } from '../components/format.ts';
import { useChartColors } from './chart-colors.ts';
import { endsOf, panned, spans, zoomed, type ChartView } from './chart-view.ts';
import { PingChart, type ChartContents } from './ping-chart.ts';
import type { PingFeed } from './ping-feed.ts';
import styles from './chart-panel.module.css';

interface ChartPanelProps {
  readonly feed: PingFeed;
  readonly contents: ChartContents;
}

/** The chart of the round trips, with the stretch of time that it shows. Arrow keys, plus, minus and End move it. */
export const ChartPanel = memo(function ChartPanel({ feed, contents }: ChartPanelProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const chart = useRef<PingChart>(null);
  const [view, setView] = useState<ChartView>({ follow: true, spanMs: spans[0].ms });
  const colors = useChartColors();
  const first = useRef({ contents, colors, view });
  useEffect(() => {
    if (host.current === null) return;
    const made = new PingChart(host.current, feed, first.current, {
      onView: setView,
      // By hand: a pointer that moves over the chart must not draw the page anew.
      onPoint: (text) => {
        if (readout.current !== null) readout.current.textContent = text;
      },
      onFailure: (error) => announce(`The history could not be read: ${failureText(error)}`, true),
    });
    chart.current = made;
    return () => made.destroy();
  }, [feed]);
  useEffect(() => chart.current?.setContents(contents), [contents]);
  useEffect(() => chart.current?.setColors(colors), [colors]);
  useEffect(() => chart.current?.setView(view), [view]);

  const now = (): number => chart.current?.now() ?? Date.now();
  const live = (): void => {
    const { fromMs, toMs } = endsOf(view, now());
    setView({ follow: true, spanMs: view.follow ? view.spanMs : toMs - fromMs });
  };
  const keys = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => setView(panned(view, -0.2, now())),
      ArrowRight: () => setView(panned(view, 0.2, now())),
      '+': () => setView(zoomed(view, 0.6, now())),
      '-': () => setView(zoomed(view, 1 / 0.6, now())),
      End: live,
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  const chosen = view.follow ? spans.find(({ ms }) => ms === view.spanMs)?.ms : undefined;
  return (
    <section className={styles.panel} aria-label="Chart">
      <div className={styles.bar}>
        <ToggleButtonGroup
          exclusive
          size="small"
          className={styles.spans ?? ''}
          aria-label="Stretch of time"
          value={chosen ?? null}
          onChange={(_event, ms: number | null) => {
            if (ms !== null) setView({ follow: true, spanMs: ms });
          }}
        >
          {spans.map(({ ms, label }) => (
            <ToggleButton key={ms} value={ms}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <IconButton aria-label="Earlier" onClick={() => setView(panned(view, -0.5, now()))}>
          <LeftIcon />
        </IconButton>
        <IconButton
          aria-label="Later"
          disabled={view.follow}
          onClick={() => setView(panned(view, 0.5, now()))}
        >
          <RightIcon />
        </IconButton>
        <IconButton aria-label="Zoom in" onClick={() => setView(zoomed(view, 0.5, now()))}>
          <ZoomInIcon />
        </IconButton>
        <IconButton aria-label="Zoom out" onClick={() => setView(zoomed(view, 2, now()))}>
          <ZoomOutIcon />
        </IconButton>
        {view.follow ? (
          <span className={styles.stretch}>{contents.going ? 'follows the present' : 'to the end'}</span>
        ) : (
          <>
            <span className={styles.stretch}>
              {formatMoment(view.fromMs)} to {formatMoment(view.toMs).slice(11)}
            </span>
            <Button variant="outlined" className={styles.live ?? ''} onClick={live}>
              {contents.going ? 'Follow' : 'To the end'}
            </Button>
          </>
        )}
        <span ref={readout} className={styles.readout} aria-hidden="true" />
      </div>
      <div
        className={styles.chart}
        tabIndex={0}
        role="img"
        aria-label={`Round trips of ${formatPlural(contents.shown.length, 'target')} over time; the figures and outages are in the tables below. Arrow keys move it, plus and minus zoom, End follows the present.`}
        onKeyDown={keys}
        onDoubleClick={live}
      >
        <div ref={host} className={styles.host} />
      </div>
    </section>
  );
});
