// What the product service counts.
import type { Counter, Histogram, Metrics } from "@souk/telemetry";

export type ProductMetrics = {
  readonly documentReads: Counter;
  readonly reservations: Counter;
  readonly commits: Counter;
  readonly expired: Counter;
  readonly pictureDerivations: Histogram;
};

export const productMetrics = (metrics: Metrics): ProductMetrics => ({
  documentReads: metrics.counter("souk_product_document_reads_total", "Reads of hot documents", ["outcome"]),
  reservations: metrics.counter("souk_stock_reservations_total", "Reservations asked for", ["outcome"]),
  commits: metrics.counter("souk_stock_commits_total", "Reservations to be sold", ["outcome"]),
  expired: metrics.counter("souk_stock_reservations_expired_total", "Reservations that nobody paid in time"),
  pictureDerivations: metrics.histogram("souk_picture_derivation_seconds", "Time to resize a picture", [
    "format",
  ]),
});
