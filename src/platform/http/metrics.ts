import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** The figures of one server, in Prometheus' text form. */
export type Metrics = {
  registry: Registry
  /** Counts one answered request. `route` is the pattern, never the path: paths hold ids. */
  observe(request: { method: string; route: string; status: number; seconds: number }): void
}

/** Makes the figures of one server; nothing is shared between two of them. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'http_server_errors_total',
    help: 'Answers of 500 and above',
    registers: [registry],
  })
  return {
    registry,
    observe({ method, route, status, seconds }) {
      durations.observe({ method, route, status }, seconds)
      if (status >= 500) failures.inc()
    },
  }
}
