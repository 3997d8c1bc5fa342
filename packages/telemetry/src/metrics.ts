// Prometheus metrics of one service in a registry that all services of the process share: each metric has the label `service`.
import {
  collectDefaultMetrics,
  Counter as PromCounter,
  Gauge as PromGauge,
  Histogram as PromHistogram,
  Registry,
} from "prom-client";

export type Labels = Readonly<Record<string, string | number>>;
export type Counter = { inc(labels?: Labels, by?: number): void };
export type Gauge = {
  set(value: number, labels?: Labels): void;
  inc(labels?: Labels, by?: number): void;
  dec(labels?: Labels, by?: number): void;
};
export type Histogram = {
  observe(value: number, labels?: Labels): void;
  /** The same histogram with its labels fixed, for hot paths. */
  with(labels: Labels): { observe(value: number): void };
};

/** Asking twice for one name gives the same metric; asking with other labels or another kind throws. */
export type Metrics = {
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  histogram(name: string, help: string, labels?: readonly string[], buckets?: readonly number[]): Histogram;
  readonly registry: Registry;
};

const SERVICE_LABEL = "service";
/** From a cached read to a slow provider. */
const DURATION_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry with the metrics of the process itself (memory, CPU, event loop, garbage collection). One for each process. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** What is needed to tell whether a second request for a name means the same metric. */
type Declared = {
  readonly kind: string;
  readonly labels: string;
  readonly metric: PromCounter | PromGauge | PromHistogram;
};
const declaredByRegistry = new WeakMap<Registry, Map<string, Declared>>();

function declaredIn(registry: Registry): Map<string, Declared> {
  const known = declaredByRegistry.get(registry);
  if (known !== undefined) return known;
  const declared = new Map<string, Declared>();
  declaredByRegistry.set(registry, declared);
  return declared;
}

type Kind<Metric> = {
  readonly name: string;
  readonly make: () => Metric;
  readonly is: (metric: unknown) => metric is Metric;
};

function declare<Metric extends PromCounter | PromGauge | PromHistogram>(
  registry: Registry,
  { name, labels }: { name: string; labels: readonly string[] },
  kind: Kind<Metric>,
): Metric {
  const declared = declaredIn(registry);
  const labelList = labels.toSorted().join(",");
  const known = declared.get(name);
  if (known === undefined) {
    const metric = kind.make();
    declared.set(name, { kind: kind.name, labels: labelList, metric });
    return metric;
  }
  if (kind.is(known.metric) && known.labels === labelList) return known.metric;
  throw new Error(`The metric ${name} exists as a ${known.kind} with the labels [${known.labels}].`);
}

const isCounter = (metric: unknown): metric is PromCounter => metric instanceof PromCounter;
const isGauge = (metric: unknown): metric is PromGauge => metric instanceof PromGauge;
const isHistogram = (metric: unknown): metric is PromHistogram => metric instanceof PromHistogram;

export function createMetrics(service: string, registry: Registry): Metrics {
  const configuration = (name: string, help: string, labels: readonly string[]) => ({
    name,
    help,
    labelNames: [SERVICE_LABEL, ...labels],
    registers: [registry],
  });
  const withService = (labels: Labels | undefined) => ({ ...labels, [SERVICE_LABEL]: service });
  return {
    registry,
    counter: (name, help, labels = []) => {
      const make = () => new PromCounter(configuration(name, help, labels));
      const metric = declare(registry, { name, labels }, { name: "counter", make, is: isCounter });
      if (labels.length === 0) metric.inc(withService(undefined), 0); // Known from the start, so that a rate can see the first one.
      return { inc: (values, by = 1) => metric.inc(withService(values), by) };
    },
    gauge: (name, help, labels = []) => {
      const make = () => new PromGauge(configuration(name, help, labels));
      const metric = declare(registry, { name, labels }, { name: "gauge", make, is: isGauge });
      return {
        set: (value, values) => metric.set(withService(values), value),
        inc: (values, by = 1) => metric.inc(withService(values), by),
        dec: (values, by = 1) => metric.dec(withService(values), by),
      };
    },
    // oxlint-disable-next-line max-params -- like the others, with the one thing that only histograms have
    histogram: (name, help, labels = [], buckets = DURATION_BUCKETS_SECONDS) => {
      const make = () => new PromHistogram({ ...configuration(name, help, labels), buckets: [...buckets] });
      const metric = declare(registry, { name, labels }, { name: "histogram", make, is: isHistogram });
      return {
        observe: (value, values) => metric.observe(withService(values), value),
        with: (values) => metric.labels(withService(values)),
      };
    },
  };
}
