import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';

describe('observation', () => {
  it('[O1] metrics are rendered in the text form of Prometheus', async () => {
    const metrics = createMetrics();
    metrics.counter('frames_total', 'Frames.').add(2);
    metrics.counterBy('refused_total', 'Refused.', 'reason').add('too "large"');
    metrics.gauge('open', 'Open.').add(-1);
    metrics.observedGauge('size_bytes', 'Size.', async () => 7);
    metrics.observedGaugeBy('late_seconds', 'How late.', 'quantile', () => ({ 0.5: 0.1, 0.99: 2 }));
    const seconds = metrics.histogram('wait_seconds', 'Wait.', [0.1, 1]);
    for (const value of [0.05, 0.5, 5]) seconds.observe(value);
    expect((await metrics.render()).split('\n').filter((line) => !line.startsWith('#'))).toEqual([
      'frames_total 2',
      'refused_total{reason="too \\"large\\""} 1',
      'open -1',
      'size_bytes 7',
      'late_seconds{quantile="0.5"} 0.1',
      'late_seconds{quantile="0.99"} 2',
      'wait_seconds_bucket{le="0.1"} 1',
      'wait_seconds_bucket{le="1"} 2',
      'wait_seconds_bucket{le="+Inf"} 3',
      'wait_seconds_sum 5.55',
      'wait_seconds_count 3',
      '',
    ]);
  });

  it('[O2] a line is one JSON object, and lines below the level are not written', () => {
    const lines: string[] = [];
    const logger = createLogger(
      'warn',
      (line) => lines.push(line),
      () => new Date(0),
    );
    logger.info('ignored');
    logger.error('disk-failed', { message: 'two\nlines', code: 5 });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"error","event":"disk-failed","message":"two\\nlines","code":5}\n',
    ]);
  });
});
